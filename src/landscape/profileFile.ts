/** A profile on the disk, replaced as a whole after each point: a kill loses the points under way and nothing else. */
import { replaceFile, textOf } from "../core/replaceFile.js";
import { Turns } from "../core/turns.js";
import {
  checkSameProfile,
  fromProfileJson,
  toProfileJson,
  type ProfileRecord,
} from "./profileRecord.js";

export class ProfileFile {
  readonly #path: string;
  /** Points that are ready at the same time are written one after the other. */
  readonly #turns = new Turns();

  constructor(path: string) {
    this.#path = path;
  }

  /** What the file says, if it is of what is asked for; nothing where there is no file. */
  async read(asked: ProfileRecord): Promise<ProfileRecord | undefined> {
    const text = await textOf(this.#path);
    if (text === undefined) return undefined;
    const name = `checkpoint ${this.#path}`;
    const saved = fromProfileJson(`pathProfile: ${name}`, text);
    checkSameProfile(name, saved, asked);
    return saved;
  }

  write(record: ProfileRecord): Promise<void> {
    const text = JSON.stringify(toProfileJson(record));
    return this.#turns.take(() => replaceFile(this.#path, text));
  }
}

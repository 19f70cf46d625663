/**
 * Values at the points of a surface as they come, and on the disk: a file replaced as a whole, at most every tenth of a
 * second, with a sum of what it holds. A kill loses what came after the last time, and nothing else.
 */
import type { Parts } from "../core/fingerprint.js";
import { environment } from "../core/environment.js";
import { base64Of, fromBase64 } from "../core/littleEndian.js";
import { replaceFile, textOf } from "../core/replaceFile.js";
import { checkSameRun, type Made } from "../core/sameRun.js";
import { sealed, unsealed } from "../core/sealed.js";
import { Turns } from "../core/turns.js";

const seal = { format: "eigenscape surface", version: 1, key: "surface" } as const;

interface StoreBody extends Made {
  /** base64: one byte per point, 1 where its values are there. */
  readonly known: string;
  /** base64, in the order of the functions. */
  readonly values: readonly string[];
}

export interface StoreOptions {
  readonly caller: string;
  readonly path: string | undefined;
  /** What the values depend on, to the last bit. */
  readonly identity: Parts;
  readonly points: number;
  /** How many functions. */
  readonly functions: number;
}

/** Milliseconds from one file to the next; where writing takes long, twenty times that. */
const pause = 100;

export class PointStore {
  /** 1 where the values of a point are there. */
  readonly known: Uint8Array;
  /** One array per function; NaN where nothing is known. */
  readonly values: readonly Float64Array[];
  readonly #options: StoreOptions;
  #due = 0;
  readonly #turns = new Turns();
  #fresh = false;

  private constructor(options: StoreOptions, saved: Pick<PointStore, "known" | "values">) {
    this.#options = options;
    this.known = saved.known;
    this.values = saved.values;
  }

  /** With what the file holds, if it is of the same surface; another one is refused by name. */
  static async open(options: StoreOptions): Promise<PointStore> {
    const { path, caller, points, functions } = options;
    const text = path === undefined ? undefined : await textOf(path);
    if (text !== undefined) return new PointStore(options, saved(text, options));
    return new PointStore(options, {
      known: new Uint8Array(points),
      values: Array.from({ length: functions }, () => new Float64Array(points).fill(NaN)),
    });

    function saved(json: string, { identity }: StoreOptions): Pick<PointStore, "known" | "values"> {
      const name = `checkpoint ${path ?? ""}`;
      const body = unsealed<"surface", StoreBody>(`${caller}: ${name}`, seal, json);
      checkSameRun(`${caller}: ${name}`, "surface", body, identity);
      return {
        known: new Uint8Array(Buffer.from(body.known, "base64")),
        values: body.values.map(fromBase64),
      };
    }
  }

  /** Keeps the values of a point, and now and then writes the file. */
  async put(point: number, values: readonly number[]): Promise<void> {
    values.forEach((value, i) => (this.values[i][point] = value));
    this.known[point] = 1;
    this.#fresh = true;
    if (performance.now() >= this.#due) await this.write();
  }

  /** What is there, on the disk; nothing without a path. */
  write(): Promise<void> {
    this.#due = Infinity; // nobody else begins before its turn
    return this.#turns.take(() => this.#replace());
  }

  async #replace(): Promise<void> {
    const { path, identity } = this.#options;
    const start = performance.now();
    this.#due = start + pause;
    if (path === undefined || !this.#fresh) return;
    this.#fresh = false;
    const body: StoreBody = {
      identity,
      environment: { ...environment() },
      known: Buffer.from(this.known).toString("base64"),
      values: this.values.map(base64Of),
    };
    await replaceFile(path, JSON.stringify(sealed(seal, body)));
    const end = performance.now();
    this.#due = end + Math.max(pause, 20 * (end - start));
  }
}

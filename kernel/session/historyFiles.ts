/**
 * Keeps the history across restarts: one file for each session, one line of JSON for each cell.
 *
 * Sessions that run at once write to files of their own, so they cannot mix. A number is taken by creating its
 * file, which only one process can. A file begins with the first cell; a kernel that ran none leaves nothing.
 */
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeSync } from "node:fs"; // prettier-ignore
import { join } from "node:path";
import { log } from "../protocol/log.js";

export interface HistoryEntry {
  readonly session: number;
  /** The cell's number. */
  readonly line: number;
  readonly input: string;
  /** Text of the result; null without one. */
  readonly output: string | null;
}

export interface HistoryLimits {
  readonly sessions: number;
  /** Of all earlier sessions together; the last one is kept whatever its size. */
  readonly bytes: number;
}

const defaultLimits: HistoryLimits = { sessions: 200, bytes: 8 * 1024 * 1024 };

export class HistoryFiles {
  readonly #folder: string;
  readonly #limits: HistoryLimits;
  #file: number | undefined;
  #own: number | undefined;
  #failed = false;

  constructor(folder: string, limits = defaultLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** The entries of earlier sessions, oldest first. */
  load(): HistoryEntry[] {
    const read = (): HistoryEntry[] =>
      this.#sessions()
        .filter((session) => session < (this.#own ?? Infinity))
        .flatMap((session) => this.#read(session));
    return this.#attempt(read) ?? [];
  }

  /** Removes the oldest sessions where there are more than the limits allow. */
  removeOldest(): void {
    this.#attempt(() => this.#removeOldest());
  }

  /** Takes the number of a new session. @returns A number above all those known, also if nothing can be kept. */
  begin(): number {
    const next =
      (this.#attempt(() => this.#sessions()) ?? []).reduce((a, b) => Math.max(a, b), 0) + 1;
    return this.#attempt(() => this.#create(next)) ?? next;
  }

  append({ line, input, output }: HistoryEntry): void {
    const file = this.#file;
    if (file === undefined) return;
    // One write in append mode: a kernel that is killed leaves whole lines.
    this.#attempt(() => writeSync(file, `${JSON.stringify({ line, input, output })}\n`));
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #create(first: number): number {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    for (let session = first; ; session++) {
      try {
        this.#file = openSync(this.#path(session), "ax", 0o600);
        this.#own = session;
        return session;
      } catch (error) {
        if (!isCode(error, "EEXIST")) throw error;
      }
    }
  }

  /** Numbers of the sessions that have files. */
  #sessions(): number[] {
    try {
      const names = readdirSync(this.#folder);
      const numbers = names
        .map((name) => /^(\d+)\.jsonl$/.exec(name)?.[1])
        .filter((n) => n !== undefined);
      return numbers.map(Number).sort((a, b) => a - b);
    } catch (error) {
      if (isCode(error, "ENOENT")) return [];
      throw error;
    }
  }

  #removeOldest(): void {
    let kept = 0;
    let bytes = 0;
    for (const session of this.#sessions().reverse()) {
      if (session === this.#own) continue;
      bytes += statSync(this.#path(session)).size;
      const fits = bytes <= this.#limits.bytes && kept < this.#limits.sessions;
      if (fits || kept === 0) kept++;
      else rmSync(this.#path(session), { force: true });
    }
  }

  #read(session: number): HistoryEntry[] {
    const lines = readFileSync(this.#path(session), "utf8").split("\n");
    return lines.flatMap((text) => {
      const entry = parse(text);
      return entry ? [{ session, ...entry }] : [];
    });
  }

  #path(session: number): string {
    return join(this.#folder, `${session}.jsonl`);
  }

  /** A history that cannot be kept (a full disk, a read-only home) must not disturb a cell. */
  #attempt<T>(run: () => T): T | undefined {
    if (this.#failed) return undefined;
    try {
      return run();
    } catch (error) {
      this.#failed = true;
      log("history: cannot be kept", error);
      return undefined;
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** undefined for a line that was cut or changed by hand. */
function parse(text: string): Omit<HistoryEntry, "session"> | undefined {
  try {
    const { line, input, output } = JSON.parse(text) as Record<string, unknown>;
    if (typeof line !== "number" || typeof input !== "string") return undefined;
    return { line, input, output: typeof output === "string" ? output : null };
  } catch {
    return undefined;
  }
}

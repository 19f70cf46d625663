/** The cells that were run, as history_request asks for them: by range, the last ones, or by a pattern. */
import type { JsonObject } from "../protocol/message.js";
import type { HistoryEntry, HistoryFiles } from "./historyFiles.js";

/** Longer results are cut: a history is for reading, and stays in memory for the whole session. */
const maximalOutput = 10_000;

export class History {
  readonly #files: HistoryFiles | undefined;
  readonly #own: HistoryEntry[] = [];
  #earlier: readonly HistoryEntry[] | undefined;
  #session: number | undefined;
  #tidied = false;

  /** @param files Keeps the entries across restarts; without it they last as long as the kernel. */
  constructor(files?: HistoryFiles) {
    this.#files = files;
  }

  add(line: number, input: string, output: string | null): void {
    this.#session ??= this.#begin();
    const shown = output === null ? null : cut(output);
    const entry = { session: this.#session, line, input, output: shown };
    this.#own.push(entry);
    this.#files?.append(entry);
  }

  /** Content of history_reply. */
  reply(request: JsonObject): JsonObject {
    const withOutput = request["output"] === true;
    const history = this.#select(request).map(({ session, line, input, output }) => [
      session,
      line,
      withOutput ? [input, output] : input,
    ]);
    return { status: "ok", history };
  }

  /** Removes what is more than is kept. */
  tidy(): void {
    if (this.#tidied) return;
    this.#tidied = true;
    this.#files?.removeOldest();
  }

  close(): void {
    this.#files?.close();
  }

  /** The number is taken with the first cell. */
  #begin(): number {
    return this.#files?.begin() ?? 1;
  }

  /** Read when somebody asks, which few front ends do. */
  #load(): readonly HistoryEntry[] {
    this.#earlier ??= this.#files?.load() ?? [];
    return this.#earlier;
  }

  get #all(): readonly HistoryEntry[] {
    return [...this.#load(), ...this.#own];
  }

  #select(request: JsonObject): readonly HistoryEntry[] {
    const n = typeof request["n"] === "number" ? request["n"] : Infinity;
    switch (request["hist_access_type"]) {
      case "range":
        return this.#range(request);
      case "search":
        return lastOf(this.#search(request), n);
      default:
        return lastOf(this.#all, n);
    }
  }

  /** Lines start ≤ line < stop of one session: 0 is this one, -1 the one before it, others are numbers. */
  #range({ session: wanted = 0, start = 0, stop = null }: JsonObject): HistoryEntry[] {
    const from = typeof start === "number" ? start : 0;
    const to = typeof stop === "number" ? stop : Infinity;
    const entries = this.#ofSession(typeof wanted === "number" ? wanted : 0);
    return entries.filter(({ line }) => line >= from && line < to);
  }

  #ofSession(wanted: number): readonly HistoryEntry[] {
    if (wanted === 0) return this.#own;
    const numbers = [...new Set(this.#load().map(({ session }) => session))];
    const number = wanted < 0 ? numbers.at(wanted) : wanted;
    return this.#all.filter(({ session }) => session === number);
  }

  #search({ pattern = "*", unique = false }: JsonObject): HistoryEntry[] {
    const matches = globPattern(String(pattern));
    const found = this.#all.filter(({ input }) => matches.test(input));
    if (unique !== true) return found;
    const newest = new Map(found.map((entry) => [entry.input, entry]));
    return found.filter((entry) => newest.get(entry.input) === entry);
  }
}

function lastOf<T>(items: readonly T[], n: number): readonly T[] {
  return n > 0 ? items.slice(-n) : [];
}

function cut(text: string): string {
  return text.length <= maximalOutput ? text : `${text.slice(0, maximalOutput)}…`;
}

/** The protocol's patterns: * is any text, ? one character, everything else itself. */
function globPattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, "[^]*").replace(/\?/g, "[^]")}$`, "u");
}

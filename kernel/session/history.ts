/** The cells that were run, as history_request asks for them: by range, the last ones, or by a pattern. */
import type { JsonObject } from "../protocol/message.js";

interface Entry {
  readonly line: number;
  readonly input: string;
  output: string | null;
}

/** This session's number; earlier sessions are not kept. */
const session = 1;

export class History {
  readonly #entries: Entry[] = [];

  add(line: number, input: string, output: string | null): void {
    this.#entries.push({ line, input, output });
  }

  /** Content of history_reply. */
  reply(request: JsonObject): JsonObject {
    const withOutput = request["output"] === true;
    const history = this.#select(request).map(({ line, input, output }) => [
      session,
      line,
      withOutput ? [input, output] : input,
    ]);
    return { status: "ok", history };
  }

  #select(request: JsonObject): readonly Entry[] {
    const n = typeof request["n"] === "number" ? request["n"] : this.#entries.length;
    switch (request["hist_access_type"]) {
      case "range":
        return this.#range(request);
      case "search":
        return lastOf(this.#search(request), n);
      default:
        return lastOf(this.#entries, n);
    }
  }

  /** Lines start ≤ line < stop of this session, which 0 names as well as its number. */
  #range({ session: wanted = 0, start = 0, stop = null }: JsonObject): Entry[] {
    if (wanted !== 0 && wanted !== session) return [];
    const from = typeof start === "number" ? start : 0;
    const to = typeof stop === "number" ? stop : Infinity;
    return this.#entries.filter(({ line }) => line >= from && line < to);
  }

  #search({ pattern = "*", unique = false }: JsonObject): Entry[] {
    const matches = globPattern(String(pattern));
    const found = this.#entries.filter(({ input }) => matches.test(input));
    if (unique !== true) return found;
    // The newest of equal inputs stays, at its place.
    return found.filter((entry, at) => !found.slice(at + 1).some((e) => e.input === entry.input));
  }
}

function lastOf<T>(items: readonly T[], n: number): readonly T[] {
  return n > 0 ? items.slice(-n) : [];
}

/** The protocol's patterns: * is any text, ? one character, everything else itself. */
function globPattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, "[^]*").replace(/\?/g, "[^]")}$`, "u");
}

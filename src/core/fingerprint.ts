/**
 * What tells matrices apart: named parts (what matrix, of which parameters, data, program …), one line
 * each, so that a refusal can say which of them differs. Large parts are sha256 sums of their bytes.
 */
import { createHash } from "node:crypto";

export type Parts = Readonly<Record<string, string>>;

export function fingerprintOf(parts: Parts): string {
  return Object.entries(parts)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

/** A text without names is one part, so users may give any text to operators of their own. */
export function partsOf(fingerprint: string): Parts {
  const lines = fingerprint.split("\n").map((line) => /^(\w+): (.*)$/.exec(line));
  const named = lines.flatMap((match) => (match ? [[match[1], match[2]] as const] : []));
  return named.length === lines.length ? Object.fromEntries(named) : { operator: fingerprint };
}

export interface Difference {
  readonly name: string;
  /** On both sides; "none" where one lacks it. */
  readonly values: readonly [string, string];
}

/** The parts that differ. */
export function differences(a: Parts, b: Parts): readonly Difference[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const value = (parts: Parts, name: string): string => (name in parts ? parts[name] : "none");
  return [...names]
    .map((name): Difference => ({ name, values: [value(a, name), value(b, name)] }))
    .filter(({ values: [x, y] }) => x !== y);
}

/** Texts are told from their neighbours by their lengths; arrays are hashed as they lie in memory. */
export function sha256(...contents: readonly (string | NodeJS.TypedArray)[]): string {
  const hash = createHash("sha256");
  for (const content of contents) {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    hash.update(`${bytes.byteLength} `).update(bytes);
  }
  return `sha256 ${hash.digest("hex")}`;
}

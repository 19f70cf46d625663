/**
 * Results as JSON with a sha256 sum of what they hold, so that a file that is cut or changed is told:
 *
 *   { format, version, [key]: body, sum }
 */
import { sha256 } from "./fingerprint.js";

/** What a kind of file says of itself. */
export interface Seal<Key extends string> {
  readonly format: string;
  readonly version: number;
  /** Under which the body stands. */
  readonly key: Key;
}

export type Sealed<Key extends string, Body> = {
  readonly format: string;
  readonly version: number;
  /** Of the JSON text of the body. */
  readonly sum: string;
} & Readonly<Record<Key, Body>>;

/** @param body Plain JSON: what is read back is the same. */
export function sealed<Key extends string, Body>(
  { format, version, key }: Seal<Key>,
  body: Body,
): Sealed<Key, Body> {
  const part = { [key]: body } as Record<Key, Body>;
  return { format, version, ...part, sum: sha256(JSON.stringify(body)) };
}

/**
 * The body, whose structure the sum vouches for.
 *
 * @param caller For messages: who reads.
 * @param json The text, or what JSON.parse made of it.
 */
export function unsealed<Key extends string, Body>(
  caller: string,
  { format, version, key }: Seal<Key>,
  json: unknown,
): Body {
  const value = typeof json === "string" ? parsed(caller, json) : json;
  const found = (value ?? {}) as Partial<Record<string, unknown>>;
  const must = (name: "format" | "version", rule: string | number): void => {
    if (found[name] === rule) return;
    const [wanted, got] = [rule, found[name]].map((x) => JSON.stringify(x));
    throw new RangeError(`${caller}: result file must have ${name} ${wanted}, got ${got}`);
  };
  must("format", format);
  must("version", version);
  const body = found[key];
  if (found["sum"] === sha256(JSON.stringify(body) ?? "")) return body as Body;
  throw new RangeError(`${caller}: result file must be as it was written, got another sha256 sum`);
}

/** JSON.parse with an error that says who reads. */
export function parsed(caller: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(
      `${caller}: result file must be JSON, got ${text.length} characters that are not`,
    );
  }
}

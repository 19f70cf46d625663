/**
 * A spectrum as JSON: the record with its arrays as base64 of little-endian float64, so that reading gives
 * the same bits, and a sha256 sum of all that, so that a file that is cut or changed is told.
 */
import { sha256 } from "../core/fingerprint.js";
import { bytesOf, numbersOf } from "../core/littleEndian.js";
import type { ProbeRecord, SpectrumRecord } from "./record.js";

const format = "eigenscape spectrum";
const version = 1;

interface ProbeJson extends Omit<ProbeRecord, "diagonal" | "residualNorms"> {
  /** base64. */
  readonly diagonal: string;
  readonly residualNorms: string;
}

export interface RecordJson extends Omit<SpectrumRecord, "probes"> {
  readonly probes: readonly ProbeJson[];
}

export interface SpectrumJson {
  readonly format: typeof format;
  readonly version: number;
  readonly spectrum: RecordJson;
  /** Of the JSON text of `spectrum`. */
  readonly sum: string;
  /** Spectra of disjoint parts of the data, each with a sum of its own. */
  readonly subsets?: readonly SpectrumJson[];
}

export function toResult({ probes, ...rest }: SpectrumRecord): SpectrumJson {
  const spectrum: RecordJson = {
    ...rest,
    probes: probes.map(({ diagonal, residualNorms, ...probe }) => ({
      ...probe,
      diagonal: bytesOf(diagonal).toString("base64"),
      residualNorms: bytesOf(residualNorms).toString("base64"),
    })),
  };
  return { format, version, spectrum, sum: sha256(JSON.stringify(spectrum)) };
}

/** The spectra of parts of the data, to be read as the whole is. */
export function subsetsOf(caller: string, json: unknown): readonly unknown[] {
  const value = typeof json === "string" ? parse(caller, json) : json;
  if (typeof value !== "object" || value === null || !("subsets" in value)) return [];
  return Array.isArray(value.subsets) ? value.subsets : [];
}

/**
 * @param caller For messages: who reads.
 * @param json The text, or what JSON.parse made of it.
 */
export function fromResult(caller: string, json: unknown): SpectrumRecord {
  const { probes, ...rest } = checked(
    caller,
    typeof json === "string" ? parse(caller, json) : json,
  );
  return {
    ...rest,
    probes: probes.map(({ diagonal, residualNorms, ...probe }) => ({
      ...probe,
      diagonal: numbersOf(Buffer.from(diagonal, "base64")),
      residualNorms: numbersOf(Buffer.from(residualNorms, "base64")),
    })),
  };
}

function parse(caller: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(
      `${caller}: result file must be JSON, got ${text.length} characters that are not`,
    );
  }
}

/** The sum vouches for the structure. */
function checked(caller: string, json: unknown): RecordJson {
  const found = (json ?? {}) as Partial<Record<keyof SpectrumJson, unknown>>;
  const must = (name: "format" | "version", value: string | number): void => {
    if (found[name] === value) return;
    const [rule, got] = [value, found[name]].map((x) => JSON.stringify(x));
    throw new RangeError(`${caller}: result file must have ${name} ${rule}, got ${got}`);
  };
  must("format", format);
  must("version", version);
  if (found.sum === sha256(JSON.stringify(found.spectrum) ?? ""))
    return found.spectrum as RecordJson;
  throw new RangeError(`${caller}: result file must be as it was written, got another sha256 sum`);
}

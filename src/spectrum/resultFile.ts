/**
 * A spectrum as JSON: the record with its arrays as base64 of little-endian float64, so that reading gives
 * the same bits, and a sha256 sum of all that, so that a file that is cut or changed is told.
 */
import { base64Of, fromBase64 } from "../core/littleEndian.js";
import { parsed, sealed, unsealed } from "../core/sealed.js";
import type { ProbeRecord, SpectrumRecord } from "./record.js";

const seal = { format: "eigenscape spectrum", version: 1, key: "spectrum" } as const;

interface ProbeJson extends Omit<ProbeRecord, "diagonal" | "residualNorms"> {
  /** base64. */
  readonly diagonal: string;
  readonly residualNorms: string;
}

export interface RecordJson extends Omit<SpectrumRecord, "probes"> {
  readonly probes: readonly ProbeJson[];
}

export interface SpectrumJson {
  readonly format: string;
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
      diagonal: base64Of(diagonal),
      residualNorms: base64Of(residualNorms),
    })),
  };
  return sealed(seal, spectrum);
}

/** The spectra of parts of the data, to be read as the whole is. */
export function subsetsOf(caller: string, json: unknown): readonly unknown[] {
  const value = typeof json === "string" ? parsed(caller, json) : json;
  if (typeof value !== "object" || value === null || !("subsets" in value)) return [];
  return Array.isArray(value.subsets) ? value.subsets : [];
}

/**
 * @param caller For messages: who reads.
 * @param json The text, or what JSON.parse made of it.
 */
export function fromResult(caller: string, json: unknown): SpectrumRecord {
  const { probes, ...rest } = unsealed<"spectrum", RecordJson>(caller, seal, json);
  return {
    ...rest,
    probes: probes.map(({ diagonal, residualNorms, ...probe }) => ({
      ...probe,
      diagonal: fromBase64(diagonal),
      residualNorms: fromBase64(residualNorms),
    })),
  };
}

/**
 * Spectra of several matrices under their names: the blocks of one partition, layers, or the Hessian
 * beside its Gauss–Newton part.
 *
 *   spectra({ conv: hessian(f, theta, { block: ["W1"] }), dense: hessian(f, theta, { block: ["W2"] }) })
 */
import type { SymmetricOperator } from "../operators/operator.js";
import { spectrum, type Spectrum, type SpectrumOptions } from "./spectrum.js";

export type SpectraOptions = Omit<SpectrumOptions, "label" | "subsets">;

/** One after the other, each labelled with its name; progress counts all. */
export async function spectra<Name extends string>(
  operators: Readonly<Record<Name, SymmetricOperator>>,
  { onProgress, ...options }: SpectraOptions = {},
): Promise<Record<Name, Spectrum>> {
  const names = Object.keys(operators) as Name[]; // what a record with these keys has
  const results: Partial<Record<Name, Spectrum>> = {};
  for (const [i, label] of names.entries()) {
    results[label] = await spectrum(operators[label], {
      ...options,
      label,
      onProgress:
        onProgress &&
        (({ done, total, unit }) =>
          onProgress({ done: i * total + done, total: names.length * total, unit })),
    });
  }
  return results as Record<Name, Spectrum>; // each name has been set
}

/**
 * Gradients of single samples, for statistics of gradient noise and checks of Fisher matrices. One
 * run of the compiled gradient per sample: cost of N gradients of batch size 1.
 */
import { checkInteger } from "../core/check.js";
import type { Objective } from "./objective.js";

/**
 * @param rows Row numbers; default all. Each gradient includes the penalty, if there is one.
 * @returns One gradient of P numbers per row.
 */
export async function sampleGradients(
  f: Objective,
  theta: Float64Array,
  rows: ArrayLike<number> = Int32Array.from({ length: f.samples }, (_, i) => i),
): Promise<Float64Array[]> {
  checkInteger("sampleGradients", "number of rows", rows.length, 1);
  const gradients: Float64Array[] = [];
  for (let i = 0; i < rows.length; i++) {
    const { gradient } = await f.gradient(theta, { rows: [rows[i]] });
    gradients.push(gradient);
  }
  return gradients;
}

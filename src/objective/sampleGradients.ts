/**
 * Gradients of single samples, for statistics of gradient noise and checks of Fisher matrices. Every
 * sample is a batch of its own: batch statistics, where a loss has them, are those of that sample.
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
  return f.sampleGradients(theta, { rows });
}

/**
 * Steps that several forms of the filter gradient share.
 */
import type { OnnxWriter } from "./writer.js";

/** Σ over samples of a · bᵀ. One product over samples and positions would need both transposed. */
export function sumOfProducts(w: OnnxWriter, a: string, b: string): string {
  const perSample = w.node("FusedMatMul", [a, b], { transA: 0, transB: 1 }, "com.microsoft");
  return w.node("ReduceSum", [perSample, w.integers([0])], { keepdims: 0 });
}

/** Zeros around the last two axes of an image: [top, left, bottom, right]; negative ones cut. */
export function padded(w: OnnxWriter, image: string, pads: readonly number[]): string {
  const [top, left, bottom, right] = pads;
  if (pads.every((p) => p === 0)) return image;
  return w.node("Pad", [image, w.integers([0, 0, top, left, 0, 0, bottom, right])]);
}

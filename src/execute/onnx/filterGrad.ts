/**
 * Filter gradients: dw[o, i, u, v] = Σ over samples and positions of dy[o, p] · x[i, p + (u, v)].
 *
 * ONNX Runtime has no kernel for them, and the textbook form, a plain convolution with the whole
 * image as filter, is the slowest of all. Which of four forms is fastest depends on the shape:
 *
 *   swapped     the same convolution in the blocked layout, where it is fast  (filterGradSwapped.ts)
 *   im2col      one matrix product with all taps, for few channels            (filterGradIm2col.ts)
 *   separable   one matrix product per column shift, for many channels     (filterGradSeparable.ts)
 *   taps        one matrix product per tap, for strides, dilations, groups      (filterGradTaps.ts)
 */
import type { Node, NodeOf } from "../../graph/node.js";
import type { Emission } from "./emitter.js";
import { filterGradByIm2col } from "./filterGradIm2col.js";
import { filterGradBySeparation } from "./filterGradSeparable.js";
import { filterGradBySwap, isSwappable } from "./filterGradSwapped.js";
import { filterGradByTaps } from "./filterGradTaps.js";

/** Up to so many channels all taps are one matrix product. */
const fewChannels = 8;

/** @returns The name of the plain filter O I h w. */
export function emitFilterGrad(e: Emission, node: NodeOf<"convFilterGrad">): string {
  if (isSwappable(node, e.block)) return filterGradBySwap(e, [node]);
  const { w, values, moving } = e;
  const [x, dy] = node.inputs.map((input) => values.plain(input));
  const { strides, dilations, groups } = node.attributes;
  const simple = groups === 1 && [...strides, ...dilations].every((s) => s === 1);
  if (!simple) return filterGradByTaps(w, node, x, dy);
  if (node.shape[1] <= fewChannels) return filterGradByIm2col(w, node, x, dy);
  const [ofX, ofDy] = node.inputs.map((input: Node) => moving.has(input));
  return filterGradBySeparation(w, node, x, dy, ofDy && !ofX);
}

/**
 * The filter gradient as one matrix product per tap, the general form: strides, dilations, groups.
 *
 *   dw[o, i, u, v] = Σₙ dy[n, o, :] · x[n, i, : + shift(u, v)]ᵀ
 */
import type { NodeOf } from "../../graph/node.js";
import { padded, sumOfProducts } from "./filterGradParts.js";
import type { OnnxWriter } from "./writer.js";

/** Where a group has few channels, all its taps are one product. */
export function filterGradByTaps(
  w: OnnxWriter,
  node: NodeOf<"convFilterGrad">,
  x: string,
  dy: string,
): string {
  const [batch, all] = node.inputs[0].shape;
  const [, , outH, outW] = node.inputs[1].shape;
  const [filters, channels, kernelH, kernelW] = node.shape; // channels of one group
  const { groups } = node.attributes;
  const length = outH * outW;
  const reshape = (name: string, shape: readonly number[]): string =>
    w.node("Reshape", [name, w.integers(shape)]);
  const lines = (name: string, count: number): string =>
    reshape(name, groups === 1 ? [batch, count, length] : [batch, groups, count / groups, length]);
  const rows = lines(dy, filters);
  const taps = tapImages(w, node, x).map((tap) => lines(tap, all));
  if (channels <= 8) {
    const joined = w.node("Concat", taps, { axis: groups === 1 ? 1 : 2 });
    const product = sumOfProducts(w, rows, joined);
    const byTap = reshape(product, [filters, kernelH * kernelW, channels]);
    return reshape(w.node("Transpose", [byTap], { perm: [0, 2, 1] }), node.shape);
  }
  const parts = taps.map((tap) => reshape(sumOfProducts(w, rows, tap), [filters, channels, 1]));
  return reshape(w.node("Concat", parts, { axis: 2 }), node.shape);
}

/** What each tap of the filter sees of x: N I H′ W′. */
function tapImages(w: OnnxWriter, node: NodeOf<"convFilterGrad">, x: string): string[] {
  const [, , outH, outW] = node.inputs[1].shape;
  const [, , kernelH, kernelW] = node.shape;
  const { strides, dilations, pads } = node.attributes;
  const image = padded(w, x, pads);
  return Array.from({ length: kernelH * kernelW }, (_, tap) => {
    const begin = [Math.floor(tap / kernelW) * dilations[0], (tap % kernelW) * dilations[1]];
    const end = begin.map((b, i) => b + strides[i] * ([outH, outW][i] - 1) + 1);
    const range = [begin, end, [2, 3], strides].map((values) => w.integers(values));
    return w.node("Slice", [image, ...range]);
  });
}

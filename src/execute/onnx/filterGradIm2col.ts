/**
 * The filter gradient as one matrix product per sample with im2col(x) (stride 1, few channels). The
 * table is made in two steps, columns first, so that it takes h + w slices instead of h·w; all its
 * rows are exactly as long as dy's image.
 */
import type { NodeOf } from "../../graph/node.js";
import { padded, sumOfProducts } from "./filterGradParts.js";
import type { OnnxWriter } from "./writer.js";

/** From so many rows on, im2col(x) is the left factor: long left factors are faster. */
const manyRows = 32;

export function filterGradByIm2col(
  w: OnnxWriter,
  node: NodeOf<"convFilterGrad">,
  x: string,
  dy: string,
): string {
  const [filters, channels, kernelH, kernelW] = node.shape;
  const [batch, , outH, outW] = node.inputs[1].shape;
  const table = im2col(w, node, x);
  const rows = w.node("Reshape", [dy, w.integers([batch, filters, outH * outW])]);
  if (channels * kernelH * kernelW > manyRows) {
    const product = sumOfProducts(w, table, rows);
    const shape = w.integers([kernelH, kernelW, channels, filters]);
    return w.node("Transpose", [w.node("Reshape", [product, shape])], { perm: [3, 2, 0, 1] });
  }
  const product = sumOfProducts(w, rows, table);
  const shape = w.integers([filters, kernelH, kernelW, channels]);
  return w.node("Transpose", [w.node("Reshape", [product, shape])], { perm: [0, 3, 1, 2] });
}

/** [N, (u, v, i), H′·W′]. */
function im2col(w: OnnxWriter, node: NodeOf<"convFilterGrad">, x: string): string {
  const [batch, channels, height] = node.inputs[0].shape;
  const [, , outH, outW] = node.inputs[1].shape;
  const [, , kernelH, kernelW] = node.shape;
  const { pads } = node.attributes;
  const cut = (name: string, from: number, length: number, axis: number): string =>
    w.node("Slice", [name, ...[[from], [from + length], [axis]].map((v) => w.integers(v))]);
  const image = padded(w, x, pads);
  const columns = Array.from({ length: kernelW }, (_, v) => cut(image, v, outW, 3));
  const joined = w.node("Concat", columns, { axis: 1 });
  const tall = [batch, kernelW * channels, (height + pads[0] + pads[2]) * outW];
  const flat = w.node("Reshape", [joined, w.integers(tall)]);
  const rows = Array.from({ length: kernelH }, (_, u) => cut(flat, u * outW, outH * outW, 2));
  return w.node("Concat", rows, { axis: 1 });
}

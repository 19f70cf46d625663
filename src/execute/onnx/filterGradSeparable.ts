/**
 * The filter gradient by shifts of rows on one side and of columns on the other (stride 1):
 *
 *   dw[o, i, u, v] = Σ dy[o, · − u, ·] · x[i, ·, · + v],
 *
 * so that h·w taps need h + w shifted images and w matrix products. All row shifts are joined into
 * one long left factor, which is what costs; the side that takes them is the one that does not
 * depend on the vector of a linear program, if there is one: then the join is made once.
 */
import type { NodeOf } from "../../graph/node.js";
import type { Shape } from "../../graph/shape.js";
import { padded, sumOfProducts } from "./filterGradParts.js";
import type { OnnxWriter } from "./writer.js";

/** @param rowsOfX Whether x takes the shifts of rows, and dy those of columns. */
export function filterGradBySeparation(
  w: OnnxWriter,
  node: NodeOf<"convFilterGrad">,
  x: string,
  dy: string,
  rowsOfX: boolean,
): string {
  const [filters, channels, kernelH, kernelW] = node.shape;
  const [top, left] = node.attributes.pads;
  const [xShape, dyShape] = node.inputs.map(({ shape }) => shape);
  const rows = Array.from({ length: kernelH }, (_, u) => (rowsOfX ? top - u : u - top));
  const columns = Array.from({ length: kernelW }, (_, v) => (rowsOfX ? v - left : left - v));
  const [tall, tallShape] = rowsOfX ? [x, xShape] : [dy, dyShape];
  const [wide, wideShape] = rowsOfX ? [dy, dyShape] : [x, xShape];
  const joined = rowShifts(w, tall, tallShape, rows, wideShape[2]);
  const [batch, count, height] = wideShape;
  const flat = w.integers([batch, count, height * tallShape[3]]);
  const products = columns.map((before) => {
    const after = tallShape[3] - wideShape[3] - before;
    const shifted = padded(w, wide, [0, before, 0, after]);
    return sumOfProducts(w, joined, w.node("Reshape", [shifted, flat]));
  });
  const together = w.node("Concat", products, { axis: 1 });
  const [outer, inner] = rowsOfX ? [channels, filters] : [filters, channels];
  const apart = w.node("Reshape", [together, w.integers([kernelH, outer, kernelW, inner])]);
  return w.node("Transpose", [apart], { perm: rowsOfX ? [3, 1, 0, 2] : [1, 3, 0, 2] });
}

/** [N, (u, c), height·W]: the image moved down by each of `shifts`, filled up to `height` rows. */
function rowShifts(
  w: OnnxWriter,
  image: string,
  [batch, channels, rows, width]: Shape,
  shifts: readonly number[],
  height: number,
): string {
  const flat = w.node("Reshape", [image, w.integers([batch, channels, rows * width])]);
  const parts = shifts.map((before) => {
    const after = height - rows - before;
    if (before === 0 && after === 0) return flat;
    const zeros = w.integers([0, 0, before * width, 0, 0, after * width]);
    return w.node("Pad", [flat, zeros]);
  });
  return parts.length === 1 ? parts[0] : w.node("Concat", parts, { axis: 1 });
}

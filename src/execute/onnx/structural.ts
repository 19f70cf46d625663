/**
 * Padding, slices and rows by number as ONNX nodes.
 */
import { sizeOf } from "../../graph/shape.js";
import { rowBits } from "../rowNumberError.js";
import type { Emit } from "./emitter.js";
import { int64Type } from "./schema.js";
import type { OnnxWriter } from "./writer.js";

/** Pad knows no zeros between neighbours: those are columns of a new axis, folded in. */
export const emitPad: Emit<"pad"> = (w, node, [x]) => {
  const { before, after, interior } = node.attributes;
  const spread = spreadOut(w, x, node.inputs[0].shape, interior);
  if ([...before, ...after].every((count) => count === 0)) return spread;
  return w.node("Pad", [spread, w.integers([...before, ...after])]);
};

function spreadOut(
  w: OnnxWriter,
  x: string,
  shape: readonly number[],
  interior: readonly number[],
): string {
  return interior.reduce((name, zeros, axis) => {
    if (zeros === 0) return name;
    // [.., d, ..] → [.., d, 1, ..] → [.., d, 1 + zeros, ..] → [.., d (1 + zeros), ..] → cut off
    const sizes = shape.map((d, i) => (i < axis ? d + (d - 1) * interior[i] : d));
    const column = [...sizes.slice(0, axis + 1), 1, ...sizes.slice(axis + 1)];
    const tall = w.node("Reshape", [name, w.integers(column)]);
    const pads = column.map((_, i) => (i === axis + 1 ? zeros : 0));
    const padded = w.node("Pad", [tall, w.integers([...column.map(() => 0), ...pads])]);
    const length = sizes[axis] * (1 + zeros);
    const folded = sizes.map((d, i) => (i === axis ? length : d));
    const flat = w.node("Reshape", [padded, w.integers(folded)]);
    const range = [[0], [length - zeros], [axis]].map((values) => w.integers(values));
    return w.node("Slice", [flat, ...range]);
  }, x);
}

export const emitSlice: Emit<"slice"> = (w, node, [x]) => {
  const { begin, steps } = node.attributes;
  const end = begin.map((b, i) => b + (node.shape[i] - 1) * steps[i] + 1);
  const axes = begin.map((_, i) => i);
  return w.node("Slice", [x, ...[begin, end, axes, steps].map((values) => w.integers(values))]);
};

export const emitGather: Emit<"gather"> = (w, _, [table, indices]) =>
  w.node("Gather", [table, rowNumbers(w, indices)], { axis: 0 });

/** ONNX counts −1 from the end; without its sign it is an error, as everywhere else. */
function rowNumbers(w: OnnxWriter, indices: string): string {
  const bits = w.node("Squeeze", [w.integers([rowBits])]);
  return w.node("BitwiseAnd", [w.node("Cast", [indices], { to: int64Type }), bits]);
}

export const emitScatterAdd: Emit<"scatterAdd"> = (w, node, [rows, indices]) => {
  const numbers = rowNumbers(w, indices);
  const column = w.integers([...node.inputs[1].shape, 1]);
  const zeros = w.node("Expand", [w.floats([0], []), w.integers(node.shape)]);
  if (sizeOf(node.inputs[1].shape) === 0) return zeros;
  return w.node("ScatterND", [zeros, w.node("Reshape", [numbers, column]), rows], {
    reduction: "add",
  });
};

/**
 * Operations that move numbers as nodes of a TensorFlow graph.
 */
import type { Shape } from "../../graph/shape.js";
import type { Kernels } from "../channelsLast/kernels.js";
import { rowBits } from "../rowNumberError.js";
import { float32Type, int32Type } from "./schema.js";
import { indexed, type GraphTensor, type GraphWriter } from "./writer.js";

type Structural =
  | ("reshape" | "expand" | "transpose" | "pad" | "spread" | "slice" | "concat")
  | ("gather" | "scatterAdd");

export function structuralKernels(w: GraphWriter): Pick<Kernels<GraphTensor>, Structural> {
  const told = (op: string, x: GraphTensor, list: Shape, key: string, shape = list): GraphTensor =>
    w.tensor(op, [x.name, w.integers(list)], indexed(key), shape);
  return {
    reshape: (x, shape) => told("Reshape", x, shape, "Tshape"),
    expand: (x, shape) => told("BroadcastTo", x, shape, "Tidx"),
    transpose(x, permutation) {
      const shape = permutation.map((axis) => x.shape[axis]);
      return told("Transpose", x, permutation, "Tperm", shape);
    },
    pad: (x, before, after, value) => pad(w, x, before, after, value),
    spread(x, shape, begin, steps) {
      const ranges = stridedRange(w, begin, x.shape, steps);
      const inputs = [w.integers(shape), ...ranges, x.name];
      return w.tensor("StridedSliceGrad", inputs, indexed("Index"), shape);
    },
    slice(x, begin, shape, steps) {
      const plain = steps.every((step) => step === 1);
      const ranges = plain
        ? [w.integers(begin), w.integers(shape)]
        : stridedRange(w, begin, shape, steps);
      const op = plain ? "Slice" : "StridedSlice";
      return w.tensor(op, [x.name, ...ranges], indexed("Index"), shape);
    },
    concat(parts, axis) {
      const total = parts.reduce((sum, part) => sum + part.shape[axis], 0);
      const shape = parts[0].shape.map((d, i) => (i === axis ? total : d));
      const inputs = [...parts.map((part) => part.name), w.integers(axis)];
      return w.tensor("ConcatV2", inputs, { ...indexed("Tidx"), N: { i: parts.length } }, shape);
    },
    ...rowKernels(w),
  };
}

function rowKernels(w: GraphWriter): Pick<Kernels<GraphTensor>, "gather" | "scatterAdd"> {
  const integer = { type: int32Type };
  const numbers = (indices: GraphTensor): string =>
    w.node("Cast", [indices.name], { SrcT: { type: float32Type }, DstT: integer });
  return {
    gather(table, indices) {
      const inputs = [table.name, numbers(indices), w.integers(0)];
      const types = { Tparams: { type: float32Type }, Tindices: integer, Taxis: integer };
      return w.tensor("GatherV2", inputs, types, [...indices.shape, ...table.shape.slice(1)]);
    },
    scatterAdd(rows, indices, shape) {
      // It skips −1; without its sign it is an error, as everywhere else.
      const signless = w.node("BitwiseAnd", [numbers(indices), w.integers(rowBits)], {
        T: integer,
      });
      const inputs = [rows.name, signless, w.integers(shape[0])];
      const types = { ...indexed("Tindices"), Tnumsegments: integer };
      return w.tensor("UnsortedSegmentSum", inputs, types, shape);
    },
  };
}

function pad(
  w: GraphWriter,
  x: GraphTensor,
  before: readonly number[],
  after: readonly number[],
  value: number,
): GraphTensor {
  const counts = x.shape.flatMap((_, i) => [before[i], after[i]]);
  const table = w.node("Reshape", [w.integers(counts), w.integers([x.shape.length, 2])], {
    T: { type: int32Type },
    Tshape: { type: int32Type },
  });
  const shape = x.shape.map((d, i) => before[i] + d + after[i]);
  const attributes = indexed("Tpaddings");
  if (value === 0) return w.tensor("Pad", [x.name, table], attributes, shape);
  return w.tensor("PadV2", [x.name, table, w.floats([value], []).name], attributes, shape);
}

/** Begin, end and step of a strided slice that gives `shape`. */
function stridedRange(w: GraphWriter, begin: Shape, shape: Shape, steps: Shape): string[] {
  const end = begin.map((b, i) => b + (shape[i] - 1) * steps[i] + 1);
  return [begin, end, steps].map((values) => w.integers(values));
}

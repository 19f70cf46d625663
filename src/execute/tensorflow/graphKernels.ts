/**
 * The kernels of a lowered program as nodes of a TensorFlow graph.
 */
import { broadcast } from "../../graph/shape.js";
import type { Kernels } from "../channelsLast/kernels.js";
import { convolutionKernels } from "./convolutionKernels.js";
import { pointwiseKernels } from "./pointwiseKernels.js";
import { poolingKernels } from "./poolingKernels.js";
import { structuralKernels } from "./structuralKernels.js";
import { float, type GraphTensor, type GraphWriter } from "./writer.js";

export function graphKernels(w: GraphWriter): Kernels<GraphTensor> {
  return {
    constant: (values, shape) => w.floats(values, shape),
    ...pointwiseKernels(w),
    ...structuralKernels(w),
    matmul: (a, b, transposeA, transposeB) => matmul(w, a, b, transposeA, transposeB),
    ...convolutionKernels(w),
    ...poolingKernels(w),
  };
}

function matmul(
  w: GraphWriter,
  a: GraphTensor,
  b: GraphTensor,
  transposeA: boolean,
  transposeB: boolean,
): GraphTensor {
  const lead = broadcast("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2));
  const rows = a.shape[a.shape.length - (transposeA ? 1 : 2)];
  const columns = b.shape[b.shape.length - (transposeB ? 2 : 1)];
  const [flagA, flagB] = [{ b: transposeA }, { b: transposeB }];
  const shape = [...lead, rows, columns];
  if (a.shape.length === 2 && b.shape.length === 2) {
    const attributes = { ...float, transpose_a: flagA, transpose_b: flagB };
    return w.tensor("MatMul", [a.name, b.name], attributes, shape);
  }
  const attributes = { ...float, adj_x: flagA, adj_y: flagB };
  return w.tensor("BatchMatMulV2", [a.name, b.name], attributes, shape);
}

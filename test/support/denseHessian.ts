/**
 * A dense Hessian by reverse over reverse: row i is the gradient of entry i of the gradient. The
 * library's products are forward over reverse, so the two share no second differentiation.
 */
import { dot } from "../../src/core/vector.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { gradient } from "../../src/graph/derivatives.js";
import { mul } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import type { Node } from "../../src/graph/node.js";
import { sizeOf } from "../../src/graph/shape.js";
import { reshape, sum } from "../../src/graph/structural.js";
import { record } from "../../src/record/recorder.js";
import type { ArrayTensor } from "../../src/record/tensorValues.js";
import type { Net } from "./nets.js";

/** @returns P² numbers, row-major, at the flat point theta. */
export async function denseHessian(
  { parameters, data, loss }: Pick<Net, "parameters" | "data" | "loss">,
  theta: Float64Array,
): Promise<Float64Array> {
  const g = new Graph();
  const names = Object.keys(parameters);
  const inputs = names.map((name) => g.input(name, parameters[name].shape));
  const leaves = Object.entries(data).map(([name, tensor]) => ({ name, ...constant(g, tensor) }));
  const recorded = [...inputs.map((node) => ({ node, dtype: "float32" as const })), ...leaves];
  const root = record(g, recorded, (...tensors) =>
    loss(
      Object.fromEntries(names.map((name, i) => [name, tensors[i]])),
      Object.fromEntries(leaves.map(({ name }, i) => [name, tensors[names.length + i]])),
    ),
  );
  const picks = inputs.map((p, i) => g.input(`pick ${i}`, p.shape));
  const entry = gradient(g, root, inputs)
    .map((d, i): Node => reshape(g, sum(g, mul(g, d, picks[i]), [...d.shape.keys()]), []))
    .reduce((a, b) => g.make("add", [a, b], {}, []));
  const program = await referenceExecutor.compile({
    inputs: [...inputs, ...picks],
    outputs: gradient(g, entry, inputs),
  });
  return assemble(theta.length, async (unit) => {
    const parts = await program.run([...split(inputs, theta), ...split(inputs, unit)]);
    return parts.flatMap((part) => [...part]);
  });
}

async function assemble(n: number, row: (unit: Float64Array) => Promise<number[]>) {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const unit = new Float64Array(n);
    unit[i] = 1;
    matrix.set(await row(unit), i * n);
  }
  return matrix;
}

function constant(g: Graph, { values, shape }: ArrayTensor) {
  const dtype = values instanceof Int32Array ? ("int32" as const) : ("float32" as const);
  return { node: g.constant(values, shape), dtype };
}

function split(parameters: readonly Node[], vector: Float64Array): Float64Array[] {
  let offset = 0;
  return parameters.map((p) => vector.subarray(offset, (offset += sizeOf(p.shape))));
}

export const multiply = (matrix: Float64Array, v: Float64Array): Float64Array =>
  v.map((_, i) => dot(matrix.subarray(i * v.length, (i + 1) * v.length), v));

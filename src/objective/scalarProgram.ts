/**
 * One scalar function of the parameters (the loss of a batch of fixed size, or the penalty): recorded
 * once, differentiated, and compiled when it is first asked for.
 */
import type * as tf from "@tensorflow/tfjs";
import type { Partition } from "../core/partition.js";
import type { Compiled, Executor, NumericArray } from "../execute/executor.js";
import { gradient, hessianProduct } from "../graph/derivatives.js";
import { Graph } from "../graph/graph.js";
import type { Node, NodeOf } from "../graph/node.js";
import { record } from "../record/recorder.js";
import type { DataLeaf } from "./data.js";

/** Given tensors of parameters and of data leaves, the loss as a tensor. */
export type LossProgram = (parameters: tf.Tensor[], leaves: tf.Tensor[]) => tf.Tensor;

export interface ScalarProgram {
  value(theta: NumericArray, data: readonly NumericArray[]): Promise<number>;
  /** The value, and the gradient as one array per parameter. */
  gradient(theta: NumericArray, data: readonly NumericArray[]): Promise<[number, NumericArray[]]>;
  /** H·v as one array per parameter. */
  product(
    theta: NumericArray,
    v: NumericArray,
    data: readonly NumericArray[],
  ): Promise<NumericArray[]>;
  close(): Promise<void>;
}

export function scalarProgram(
  executor: Executor,
  partition: Partition,
  leaves: readonly DataLeaf[],
  rows: number,
  program: LossProgram,
): ScalarProgram {
  const g = new Graph();
  const parameters = partition.parameters.map((p) => g.input(`parameter ${p.name}`, p.shape));
  const data = leaves.map((leaf) => g.input(`data ${leaf.name}`, [rows, ...leaf.rowShape]));
  const loss = recordLoss(g, parameters, data, leaves, program);

  const compiled = new Map<string, Promise<Compiled>>();
  const compile = (
    name: string,
    build: () => { inputs: readonly NodeOf<"input">[]; outputs: readonly Node[] },
  ): Promise<Compiled> => {
    const known = compiled.get(name) ?? executor.compile(build());
    compiled.set(name, known);
    return known;
  };
  const gradients = lazy(() => gradient(g, loss, parameters));
  const inputs = [...parameters, ...data];
  const split = (vector: NumericArray): NumericArray[] =>
    partition.parameters.map((p) => vector.subarray(p.offset, p.offset + p.size));

  return {
    async value(theta, values) {
      const run = await compile("value", () => ({ inputs, outputs: [loss] }));
      const [[value]] = await run.run([...split(theta), ...values]);
      return value;
    },
    async gradient(theta, values) {
      const outputs = () => [loss, ...gradients()];
      const run = await compile("gradient", () => ({ inputs, outputs: outputs() }));
      const [[value], ...parts] = await run.run([...split(theta), ...values]);
      return [value, parts];
    },
    async product(theta, v, values) {
      const run = await compile("product", () => {
        const tangents = partition.parameters.map((p) => g.input(`tangent ${p.name}`, p.shape));
        const outputs = hessianProduct(g, gradients(), parameters, tangents);
        return { inputs: [...inputs, ...tangents], outputs };
      });
      return run.run([...split(theta), ...values, ...split(v)]);
    },
    async close() {
      for (const run of compiled.values()) await (await run).close();
      compiled.clear();
    },
  };
}

/**
 * Records twice: a deterministic program gives the same node both times, since equal expressions
 * are one node. A random operation or a counter in the loss makes two, and no "Hessian" exists.
 */
function recordLoss(
  g: Graph,
  parameters: readonly NodeOf<"input">[],
  data: readonly NodeOf<"input">[],
  leaves: readonly DataLeaf[],
  program: LossProgram,
): Node {
  const inputs = [
    ...parameters.map((node) => ({ node, dtype: "float32" as const })),
    ...data.map((node, i) => ({ node, dtype: leaves[i].dtype })),
  ];
  const run = (): Node =>
    record(g, inputs, (...tensors) =>
      program(tensors.slice(0, parameters.length), tensors.slice(parameters.length)),
    );
  const loss = run();
  if (loss.shape.length !== 0) {
    throw new RangeError(`objective: loss must be a scalar, got shape [${loss.shape.join()}]`);
  }
  if (run() !== loss) {
    throw new Error(
      "objective: loss must be deterministic, got two different programs from two calls; " +
        "freeze random operations (dropout masks, noise) by drawing them outside the loss",
    );
  }
  return loss;
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

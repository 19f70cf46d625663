/**
 * One scalar function of the parameters (the loss of a batch of fixed size, or the penalty): recorded
 * once, differentiated, and compiled when it is first asked for.
 */
import type * as tf from "@tensorflow/tfjs";
import type { Partition } from "../core/partition.js";
import type { Compiled, Executor, NumericArray } from "../execute/executor.js";
import { gradient, hessianProduct } from "../graph/derivatives.js";
import { Graph } from "../graph/graph.js";
import type { Node, NodeOf, Program } from "../graph/node.js";
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
  const programs = new Programs(executor, partition, leaves, rows, program);
  const split = (vector: NumericArray): NumericArray[] =>
    partition.parameters.map((p) => vector.subarray(p.offset, p.offset + p.size));
  return {
    async value(theta, data) {
      const [[value]] = await (await programs.value()).run([...split(theta), ...data]);
      return value;
    },
    async gradient(theta, data) {
      const compiled = await programs.gradient();
      const [[value], ...parts] = await compiled.run([...split(theta), ...data]);
      return [value, parts];
    },
    async product(theta, v, data) {
      return (await programs.product()).run([...split(theta), ...data, ...split(v)]);
    },
    close: () => programs.close(),
  };
}

/** The recorded loss and what is compiled of it so far. */
class Programs {
  readonly #executor: Executor;
  readonly #g = new Graph();
  readonly #parameters: readonly NodeOf<"input">[];
  readonly #inputs: readonly NodeOf<"input">[];
  readonly #loss: Node;
  #gradients: readonly Node[] | undefined;
  #tangents: readonly NodeOf<"input">[] | undefined;
  readonly #compiled = new Map<string, Promise<Compiled>>();

  constructor(
    executor: Executor,
    { parameters }: Partition,
    leaves: readonly DataLeaf[],
    rows: number,
    program: LossProgram,
  ) {
    const g = this.#g;
    this.#executor = executor;
    this.#parameters = parameters.map((p) => g.input(`parameter ${p.name}`, p.shape));
    const data = leaves.map((leaf) => g.input(`data ${leaf.name}`, [rows, ...leaf.rowShape]));
    this.#inputs = [...this.#parameters, ...data];
    this.#loss = recordLoss(g, this.#parameters, data, leaves, program);
  }

  value(): Promise<Compiled> {
    return this.#compile("value", () => ({ inputs: this.#inputs, outputs: [this.#loss] }));
  }

  gradient(): Promise<Compiled> {
    return this.#compile("gradient", () => ({
      inputs: this.#inputs,
      outputs: [this.#loss, ...this.#derivatives()],
    }));
  }

  product(): Promise<Compiled> {
    return this.#compile("product", () => {
      const g = this.#g;
      const tangents = (this.#tangents ??= this.#parameters.map((p, i) =>
        g.input(`tangent ${i}`, p.shape),
      ));
      const outputs = hessianProduct(g, this.#derivatives(), this.#parameters, tangents);
      return { inputs: [...this.#inputs, ...tangents], outputs };
    });
  }

  async close(): Promise<void> {
    for (const compiled of this.#compiled.values()) await (await compiled).close();
    this.#compiled.clear();
  }

  #derivatives(): readonly Node[] {
    this.#gradients ??= gradient(this.#g, this.#loss, this.#parameters);
    return this.#gradients;
  }

  #compile(name: string, build: () => Program): Promise<Compiled> {
    const known = this.#compiled.get(name) ?? this.#executor.compile(build());
    this.#compiled.set(name, known);
    return known;
  }
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

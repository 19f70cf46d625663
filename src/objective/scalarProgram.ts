/**
 * One scalar function of the parameters (the loss of a batch of fixed size, or the penalty):
 * recorded once, differentiated, and compiled when it is first asked for. All arrays are one per
 * parameter.
 */
import { closeAll } from "../core/closeAll.js";
import { Once } from "../core/once.js";
import type { Partition } from "../core/partition.js";
import type {
  Compiled,
  CompiledLinear,
  Executor,
  Linearization,
  LinearOptions,
  NumericArray,
} from "../execute/executor.js";
import {
  curvatureGradient,
  empiricalFisherProduct,
  gaussNewtonProduct,
  jacobianProduct,
  jacobianTransposeProduct,
  type Loss,
} from "../graph/curvature.js";
import { gradient, hessianProduct } from "../graph/derivatives.js";
import { Graph, reach } from "../graph/graph.js";
import type { LinearProgram, Node, NodeOf, Program } from "../graph/node.js";
import { print, statistics } from "../graph/print.js";
import { vectorize } from "../graph/vectorize.js";
import type { DataLeaf } from "./data.js";
import type { LossProgram } from "./lossProgram.js";
import { recordLoss, type LossNodes } from "./recordLoss.js";

/** Matrices that products are taken with. */
export type Curvature = "hessian" | "gaussNewton" | "empiricalFisher";

export class ScalarProgram {
  readonly #executor: Executor;
  readonly #rows: number;
  readonly #g = new Graph();
  readonly #parameters: readonly NodeOf<"input">[];
  readonly #inputs: readonly NodeOf<"input">[];
  readonly #nodes: LossNodes;
  #gradients: readonly Node[] | undefined;
  #tangents: readonly NodeOf<"input">[] | undefined;
  #cotangent: NodeOf<"input"> | undefined;
  readonly #compiled = new Once<Compiled>();
  readonly #linear = new Once<CompiledLinear>();

  constructor(
    executor: Executor,
    { parameters }: Partition,
    leaves: readonly DataLeaf[],
    rows: number,
    program: LossProgram,
  ) {
    const g = this.#g;
    this.#executor = executor;
    this.#rows = rows;
    this.#parameters = parameters.map((p) => g.input(`parameter ${p.name}`, p.shape));
    const data = leaves.map((leaf) => g.input(`data ${leaf.name}`, [rows, ...leaf.rowShape]));
    this.#inputs = [...this.#parameters, ...data];
    this.#nodes = recordLoss(g, this.#parameters, data, leaves, program);
  }

  /** @param inputs One array per parameter, then one per leaf of the data; so in all methods. */
  async value(inputs: readonly NumericArray[]): Promise<number> {
    const outputs = [this.#nodes.loss];
    const run = await this.#compile("value", () => ({ inputs: this.#inputs, outputs }));
    const [[value]] = await run.run(inputs);
    return value;
  }

  async gradient(inputs: readonly NumericArray[]): Promise<[number, NumericArray[]]> {
    const outputs = (): Node[] => [this.#nodes.loss, ...this.#derivatives()];
    const run = await this.#compile("gradient", () => ({
      inputs: this.#inputs,
      outputs: outputs(),
    }));
    const [[value], ...parts] = await run.run(inputs);
    return [value, parts];
  }

  /**
   * Gradients at k points of the data, one after the other in each array of the data and of the
   * result. Rows of a program for one row do not see each other so.
   */
  async gradients(inputs: readonly NumericArray[], k: number): Promise<NumericArray[]> {
    if (k === 1) return (await this.gradient(inputs))[1];
    const run = await this.#compile(`gradients of ${k}`, () => {
      const data = this.#inputs.slice(this.#parameters.length);
      return vectorize(this.#g, this.#gradientProgram(), data, k);
    });
    return run.run(inputs);
  }

  /** The recorded loss as text, and the constants in it as numbers. */
  recorded(): readonly (string | Float64Array)[] {
    const outputs = [this.#nodes.loss, this.#nodes.outputs ?? []].flat();
    const constants = reach(outputs).flatMap((node) =>
      node.op === "constant" ? [node.attributes.values] : [],
    );
    return [print({ inputs: this.#inputs, outputs }), ...constants];
  }

  /** Of all that a gradient computes in passing. */
  gradientBytes(): number {
    return statistics(this.#gradientProgram()).bytes;
  }

  /**
   * One product, from nothing: for a single vector cheaper than `linearize`.
   * @param k How many vectors there are, one after the other in each array; so in `linearize`.
   */
  async product(
    kind: Curvature,
    inputs: readonly NumericArray[],
    v: readonly NumericArray[],
    k = 1,
  ): Promise<NumericArray[]> {
    const run = await this.#compile(`${kind} × ${k}`, () => {
      const { inputs: fixed, tangents, outputs } = this.#productProgram(kind, k);
      return { inputs: [...fixed, ...tangents], outputs };
    });
    return run.run([...inputs, ...v]);
  }

  /** Fixes point and data; each product then costs only what depends on its vector. */
  async linearize(
    kind: Curvature,
    inputs: readonly NumericArray[],
    { k = 1, products }: LinearOptions & { readonly k?: number } = {},
  ): Promise<Linearization> {
    const name = `${kind} × ${k} for ${products ?? "many"}`;
    const compiled = await this.#linear.get(name, () =>
      this.#executor.compileLinear(this.#productProgram(kind, k), { products }),
    );
    return compiled.linearize(inputs);
  }

  /** ∇(vᵀ H v). */
  async curvatureGradient(
    inputs: readonly NumericArray[],
    v: readonly NumericArray[],
  ): Promise<NumericArray[]> {
    const run = await this.#compile("third", () => {
      const tangents = this.#directions();
      const outputs = curvatureGradient(this.#g, this.#derivatives(), this.#parameters, tangents);
      return { inputs: [...this.#inputs, ...tangents], outputs };
    });
    return run.run([...inputs, ...v]);
  }

  /** One batch's. */
  get outputShape(): readonly number[] {
    return this.#through("jacobian").outputs.shape;
  }

  /** J·v at a point, of the outputs' shape, for many v. */
  async jacobian(inputs: readonly NumericArray[]): Promise<Linearization> {
    const compiled = await this.#linear.get("jacobian", () =>
      this.#executor.compileLinear({
        inputs: this.#inputs,
        tangents: this.#directions(),
        outputs: [jacobianProduct(this.#g, this.#through("jacobian"), this.#directions())],
      }),
    );
    return compiled.linearize(inputs);
  }

  /** Jᵀ·u at a point, for many u of the outputs' shape. */
  async jacobianTranspose(inputs: readonly NumericArray[]): Promise<Linearization> {
    const at = this.#through("jacobian");
    this.#cotangent ??= this.#g.input("cotangent", at.outputs.shape);
    const cotangent = this.#cotangent;
    const compiled = await this.#linear.get("transposed jacobian", () =>
      this.#executor.compileLinear({
        inputs: this.#inputs,
        tangents: [cotangent],
        outputs: jacobianTransposeProduct(this.#g, at, this.#directions(), cotangent),
      }),
    );
    return compiled.linearize(inputs);
  }

  async close(): Promise<void> {
    const [compiled, linear] = await Promise.all([this.#compiled.take(), this.#linear.take()]);
    await closeAll([...compiled, ...linear]);
  }

  #gradientProgram(): Program {
    return { inputs: this.#inputs, outputs: this.#derivatives() };
  }

  #productProgram(kind: Curvature, k: number): LinearProgram {
    const tangents = this.#directions();
    const outputs = this.#products(kind, tangents);
    const program = { inputs: this.#inputs, tangents, outputs };
    return k === 1 ? program : vectorize(this.#g, program, tangents, k);
  }

  #products(kind: Curvature, tangents: readonly Node[]): Node[] {
    const g = this.#g;
    if (kind === "hessian") {
      return hessianProduct(g, this.#derivatives(), this.#parameters, tangents);
    }
    const at = this.#through(kind);
    return kind === "gaussNewton"
      ? gaussNewtonProduct(g, at, tangents)
      : empiricalFisherProduct(g, at, tangents, this.#rows);
  }

  /** Loss and outputs, for what goes through the outputs. */
  #through(caller: string): Loss {
    const { outputs, ofOutputs } = this.#nodes;
    if (outputs && ofOutputs) return { outputs, ofOutputs, parameters: this.#parameters };
    throw new Error(`${caller}: the objective must be given by outputs and loss, got loss alone`);
  }

  #derivatives(): readonly Node[] {
    this.#gradients ??= gradient(this.#g, this.#nodes.loss, this.#parameters);
    return this.#gradients;
  }

  #directions(): readonly NodeOf<"input">[] {
    this.#tangents ??= this.#parameters.map((p, i) => this.#g.input(`tangent ${i}`, p.shape));
    return this.#tangents;
  }

  #compile(name: string, build: () => Program): Promise<Compiled> {
    return this.#compiled.get(name, () => this.#executor.compile(build()));
  }
}

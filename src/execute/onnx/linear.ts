/**
 * Linear programs in ONNX Runtime: one session makes the residuals, another applies them. Residuals
 * are inputs of the second, which cost nothing per call; exporting them from the first costs 0.5 ms
 * per MB, once. Their shapes are known after the first run, and only then is the second compiled.
 */
import type { Tensor } from "onnxruntime-node";
import { Once } from "../../core/once.js";
import type { LinearProgram } from "../../graph/node.js";
import { regroup } from "../../graph/regroup.js";
import type { CompiledLinear, Linearization, NumericArray } from "../executor.js";
import { float32Inputs } from "../float32Inputs.js";
import { emit, type EmittedGraph } from "./emit.js";
import { encodeModel, type OnnxValue } from "./schema.js";
import { createSession, fromTensor, toTensor, type Session } from "./session.js";
import { splitGraph, usedBy, type SplitGraph } from "./splitGraph.js";

export interface Settings {
  readonly threads: number;
  /** See `EmitOptions`. */
  readonly block: number | undefined;
}

/** For so few products it is cheaper to repeat copies in each product than to hand them over once. */
const fewProducts = 5;

export class OnnxLinear implements CompiledLinear {
  readonly #program: LinearProgram;
  readonly #graph: EmittedGraph;
  readonly #parts: SplitGraph;
  readonly #threads: number;
  readonly #sessions = new Once<Session>();

  constructor(program: LinearProgram, { threads, block }: Settings, products = Infinity) {
    const { inputs, tangents, outputs } = regroup(program);
    this.#program = program;
    this.#threads = threads;
    this.#graph = emit({ inputs: [...inputs, ...tangents], outputs }, { block, tangents });
    const moving = new Set(tangents.map((_, i) => `in${inputs.length + i}`));
    this.#parts = splitGraph(this.#graph, moving, products <= fewProducts);
  }

  async linearize(values: readonly NumericArray[]): Promise<Linearization> {
    const single = float32Inputs(this.#program, values);
    const given = (name: string): Tensor => {
      const i = Number(name.slice(2)); // "in3" is input number 3
      return toTensor(single[i], this.#program.inputs[i].shape);
    };
    const feeds: Record<string, Tensor> = {};
    for (const name of this.#parts.again) feeds[name] = given(name);
    let bytes = 0;
    if (this.#parts.residuals.length > 0) {
      const session = await this.#sessions.get("linearize", () => this.#compileLinearize());
      const names = session.inputNames;
      const point = Object.fromEntries(names.map((n) => [n, given(n)]));
      const results = await session.run(point);
      for (const name of this.#parts.residuals) {
        feeds[name] = results[name];
        bytes += fromTensor(results[name]).byteLength;
      }
    }
    const session = await this.#sessions.get("apply", () => this.#compileApply(feeds));
    return {
      bytes,
      apply: (tangents) => this.#run(session, feeds, tangents),
      close: () => undefined,
    };
  }

  async close(): Promise<void> {
    for (const session of await this.#sessions.take()) await session.release();
  }

  async #run(
    session: Session,
    fixed: Readonly<Record<string, Tensor>>,
    tangents: readonly NumericArray[],
  ): Promise<NumericArray[]> {
    const { inputs, tangents: nodes } = this.#program;
    const single = float32Inputs({ inputs: nodes, outputs: [] }, tangents);
    const feeds: Record<string, Tensor> = { ...fixed };
    nodes.forEach(({ shape }, i) => {
      const input = this.#graph.inputs[inputs.length + i];
      if (input) feeds[input.name] = toTensor(single[i], shape);
    });
    const results = await session.run(feeds);
    return this.#graph.outputs.map(({ name }) => fromTensor(results[name]));
  }

  #compileLinearize(): Promise<Session> {
    const { linearize, residuals } = this.#parts;
    const used = new Set(linearize.flatMap(({ input }) => input));
    const inputs = this.#graph.inputs.flatMap((v) => (v && used.has(v.name) ? [v] : []));
    return this.#session(
      linearize,
      inputs,
      residuals.map((name) => ({ name })),
    );
  }

  #compileApply(feeds: Readonly<Record<string, Tensor>>): Promise<Session> {
    const fixed = Object.entries(feeds).map(([name, { dims }]) => ({ name, shape: dims }));
    const tangents = this.#graph.inputs.slice(this.#program.inputs.length);
    const inputs = [...fixed, ...tangents.flatMap((value) => value ?? [])];
    return this.#session(this.#parts.apply, inputs, this.#graph.outputs);
  }

  #session(
    nodes: SplitGraph["apply"],
    inputs: readonly OnnxValue[],
    outputs: readonly OnnxValue[],
  ): Promise<Session> {
    const initializers = usedBy(nodes, this.#graph.initializers);
    const model = encodeModel({ nodes, initializers, inputs, outputs });
    return createSession(model, this.#threads);
  }
}

/**
 * The compiled executor: float32 programs in ONNX Runtime on the CPU.
 *
 * Two threads per session pay when both cores are free and cost when they are not; `threads` decides.
 */
import type { Tensor } from "onnxruntime-node";
import type { Program } from "../../graph/node.js";
import type { Compiled, Executor } from "../executor.js";
import { float32Inputs } from "../float32Inputs.js";
import { blockSize } from "./blockSize.js";
import { emit } from "./emit.js";
import { OnnxLinear, type Settings } from "./linear.js";
import { encodeModel } from "./schema.js";
import { createSession, fromTensor, toTensor } from "./session.js";

export interface OnnxOptions {
  /** Threads within an operation. Default 1: same bytes on every machine load, no spinning. */
  readonly threads?: number;
  /** Whether to use ONNX Runtime's blocked layout where it has one. Default true. */
  readonly blocked?: boolean;
}

export function onnxExecutor({ threads = 1, blocked = true }: OnnxOptions = {}): Executor {
  const settings = async (): Promise<Settings> => ({
    threads,
    block: blocked ? await blockSize() : undefined,
  });
  return {
    name: "onnx",
    precision: "float32",
    relativeError: 2e-6, // measured: 2–4e-7 for gradients and products of MLPs and LeNets
    withThreads: (more) => onnxExecutor({ threads: more, blocked }),
    compile: async (program) => compile(program, await settings()),
    compileLinear: async (program, { products } = {}) =>
      new OnnxLinear(program, await settings(), products),
  };
}

async function compile(program: Program, { threads, block }: Settings): Promise<Compiled> {
  const graph = emit(program, { block });
  const inputs = graph.inputs.flatMap((input) => input ?? []);
  const session = await createSession(encodeModel({ ...graph, inputs }), threads);
  return {
    async run(inputs) {
      const values = float32Inputs(program, inputs);
      const feeds: Record<string, Tensor> = {};
      graph.inputs.forEach((input, i) => {
        if (input) feeds[input.name] = toTensor(values[i], program.inputs[i].shape);
      });
      const results = await session.run(feeds);
      return graph.outputs.map(({ name }) => fromTensor(results[name]));
    },
    close: () => session.release(),
  };
}

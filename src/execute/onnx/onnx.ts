/**
 * The compiled executor: float32 programs in ONNX Runtime on the CPU.
 *
 * `run` is a synchronous native call on the calling thread in spite of its promise. Two threads per
 * session pay when both cores are free and cost when they are not; `threads` decides.
 */
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Program } from "../../graph/node.js";
import type { Compiled, Executor, NumericArray } from "../executor.js";
import { emit } from "./emit.js";

export interface OnnxOptions {
  /** Threads within an operation. Default 1: same bytes on every machine load, no spinning. */
  readonly threads?: number;
}

export function onnxExecutor({ threads = 1 }: OnnxOptions = {}): Executor {
  return {
    name: "onnx",
    precision: "float32",
    relativeError: 2e-6, // measured: 2–4e-7 for gradients and products of MLPs and LeNets
    compile: (program) => compile(program, threads),
  };
}

async function compile(program: Program, threads: number): Promise<Compiled> {
  const { bytes, inputs: names, outputs } = emit(program);
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 3, // errors only
  });
  return {
    async run(inputs) {
      const feeds: Record<string, Tensor> = {};
      program.inputs.forEach((node, i) => {
        const name = names[i];
        if (name !== undefined) {
          feeds[name] = new Tensor("float32", single(inputs[i]), [...node.shape]);
        }
      });
      const results = await session.run(feeds);
      return outputs.map((name) => results[name].data as Float32Array); // declared float32
    },
    close: () => session.release(),
  };
}

/** Float32 arrays pass without a copy; others are rounded. */
function single(values: NumericArray): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

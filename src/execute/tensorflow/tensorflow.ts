/**
 * The executor of whole graphs in TensorFlow: float32, on the CPU or, with tfjs-node-gpu, on a GPU.
 *
 * A program is written as a SavedModel and run by the native library inside tfjs-node. TensorFlow.js
 * itself takes no part: operation by operation its overhead would double the time.
 */
import type { Program } from "../../graph/node.js";
import type { Compiled, Executor } from "../executor.js";
import { float32Inputs } from "../float32Inputs.js";
import { emit } from "./emit.js";
import { compileLinear } from "./linear.js";
import { loadTensorflow, type Binding } from "./load.js";
import { loadSavedModel, runOnce } from "./savedModel.js";

export interface TensorflowOptions {
  /** Threads within an operation. Default 1; the first executor of a process decides for all. */
  readonly threads?: number;
}

/** Loads the library; where there is none, the error tells how to install it. */
export function tensorflowExecutor({ threads = 1 }: TensorflowOptions = {}): Executor {
  const { binding } = loadTensorflow(threads);
  return {
    name: "tensorflow",
    precision: "float32",
    relativeError: 5e-6, // measured: at most 1.4e-6 (product of LeNet) on MLP, LeNet and ConvNet6
    compile: (program) => compile(program, binding),
    compileLinear: (program) => compileLinear(program, binding),
  };
}

async function compile(program: Program, binding: Binding): Promise<Compiled> {
  const { nodes, inputs, outputs } = emit(program);
  const needed = inputs.flatMap((tensor, i) => (tensor ? [{ tensor, i }] : []));
  const fed = needed.map(({ tensor }) => tensor);
  const model = await loadSavedModel(binding, nodes, fed, outputs);
  return {
    run: (values) =>
      new Promise((resolve) => {
        const single = float32Inputs(program, values);
        const given = needed.map(({ tensor, i }) => ({ tensor, values: single[i] }));
        resolve(runOnce(binding, model, [], given));
      }),
    close: () => new Promise((resolve) => resolve(model.close())),
  };
}

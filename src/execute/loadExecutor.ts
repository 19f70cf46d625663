/**
 * An executor by its name, loading no other: a thread that runs ONNX programs need not wait for TensorFlow.js, which
 * takes a quarter of a second to load.
 */
import type { ExecutorName } from "./choose.js";
import type { Executor } from "./executor.js";
import { observed } from "./observed.js";

const loaded = new Map<ExecutorName, Promise<Executor>>();

/** @throws RangeError "auto" and "tfjs": who chooses, and what needs the caller's backend, stays in the calling thread. */
export function loadExecutor(name: ExecutorName): Promise<Executor> {
  const known = loaded.get(name) ?? load(name);
  loaded.set(name, known);
  return known;
}

async function load(name: ExecutorName): Promise<Executor> {
  switch (name) {
    case "reference":
      return observed((await import("./reference/reference.js")).referenceExecutor);
    case "onnx":
      return observed((await import("./onnx/onnx.js")).onnxExecutor());
    case "tensorflow":
      return observed((await import("./tensorflow/tensorflow.js")).tensorflowExecutor());
    default:
      throw new RangeError(`worker: executor must be one that runs in threads, got ${name}`);
  }
}

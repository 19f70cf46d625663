/**
 * Which executor runs a program.
 */
import { checkChoice } from "../core/check.js";
import type { Executor, Precision } from "./executor.js";
import { onnxExecutor } from "./onnx/onnx.js";
import { referenceExecutor } from "./reference/reference.js";
import { tensorflowExecutor } from "./tensorflow/tensorflow.js";
import { tfjsExecutor } from "./tfjs/tfjs.js";

const executors = {
  reference: () => referenceExecutor,
  onnx: () => onnxExecutor(),
  tensorflow: () => tensorflowExecutor(),
  tfjs: () => tfjsExecutor(),
};

export type ExecutorName = "auto" | keyof typeof executors;

/** The executor of that name, with its default settings. */
export function executorByName(name: Executor["name"]): Executor {
  return executors[name]();
}

/** "auto": the compiled one for float32, the reference for float64. A missing one is an error. */
export function executorFor(name: ExecutorName, precision: Precision): Executor {
  const names = ["auto", "reference", "onnx", "tensorflow", "tfjs"] as const;
  checkChoice("objective", "executor", name, names);
  checkChoice("objective", "precision", precision, ["float32", "float64"] as const);
  const chosen = name === "auto" ? (precision === "float32" ? "onnx" : "reference") : name;
  const executor = executors[chosen]();
  if (executor.precision === precision) return executor;
  throw new RangeError(
    `objective: executor ${name} computes in ${executor.precision}, got precision ${precision}`,
  );
}

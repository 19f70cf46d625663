/**
 * Which executor runs a program.
 */
import { checkChoice } from "../core/check.js";
import type { Executor, Precision } from "./executor.js";
import { fastestExecutor } from "./fastestExecutor.js";
import { observed } from "./observed.js";
import { onnxExecutor } from "./onnx/onnx.js";
import { referenceExecutor } from "./reference/reference.js";
import { tensorflowExecutor } from "./tensorflow/tensorflow.js";
import { tfjsExecutor } from "./tfjs/tfjs.js";

const executors = {
  auto: () => (automatic ??= fastestHere()),
  reference: () => observed(referenceExecutor),
  onnx: () => observed(onnxExecutor()),
  tensorflow: () => observed(tensorflowExecutor()),
  tfjs: () => observed(tfjsExecutor()),
};

/** What "auto" is in this process for float32. */
let automatic: Executor | undefined;

export type ExecutorName = Executor["name"];

/** The executor of that name, with its default settings. */
export function executorByName(name: ExecutorName): Executor {
  return executors[name]();
}

/**
 * "auto" is for float64 the reference; for float32 whichever compiled one is there, and where both
 * ONNX Runtime and TensorFlow are, the faster for each program. A missing one is an error.
 */
export function executorFor(
  name: ExecutorName,
  precision: Precision,
  caller = "objective",
): Executor {
  const names = ["auto", "reference", "onnx", "tensorflow", "tfjs"] as const;
  checkChoice(caller, "executor", name, names);
  checkChoice(caller, "precision", precision, ["float32", "float64"] as const);
  const executor = executorByName(name === "auto" && precision === "float64" ? "reference" : name);
  if (executor.precision === precision) return executor;
  throw new RangeError(
    `${caller}: executor ${name} computes in ${executor.precision}, got precision ${precision}`,
  );
}

function fastestHere(): Executor {
  const onnx = executors.onnx();
  const tensorflow = tensorflowIfThere();
  return tensorflow ? fastestExecutor([onnx, tensorflow]) : onnx;
}

function tensorflowIfThere(): Executor | undefined {
  try {
    return executors.tensorflow();
  } catch {
    return undefined; // nobody has asked for it
  }
}

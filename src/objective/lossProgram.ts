/**
 * The user's functions, whichever of the three forms they came in, as functions of tensors in the
 * order of the partition and of the data's leaves.
 */
import * as tf from "@tensorflow/tfjs";
import { checkChoice } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import type { DataSet } from "./data.js";
import { checkLabels, losses, type LossName, type OutputLoss } from "./losses.js";
import { named } from "./named.js";

/** The loss of a batch as a tensor, and the network's outputs where the objective has them. */
export interface RecordedLoss {
  /** What it is called in errors. */
  readonly name: "loss" | "penalty";
  readonly loss: tf.Tensor;
  readonly outputs?: tf.Tensor;
  /** The loss of other outputs with the same targets. */
  readonly compare?: (outputs: tf.Tensor) => tf.Tensor;
}

/** Given tensors of parameters and of data leaves, in the order of partition and data. */
export type LossProgram = (parameters: tf.Tensor[], leaves: tf.Tensor[]) => RecordedLoss;

/** The options as they arrive, before their form is known. */
export interface UntypedOptions {
  readonly loss: unknown;
  readonly outputs?: unknown;
  readonly penalty?: unknown;
  readonly data?: unknown;
}

type Tensors = Readonly<Record<string, tf.Tensor>>;

export function lossProgram(
  options: UntypedOptions,
  parts: Partition,
  data: DataSet | undefined,
): { readonly loss: LossProgram; readonly penalty?: LossProgram } {
  const byName = (tensors: readonly tf.Tensor[]): Tensors => {
    const pairs = parts.parameters.map((p, i) => [p.name, tensors[i]] as const);
    return named("objective", "parameter", Object.fromEntries(pairs));
  };
  const loss = options.outputs
    ? outputsLoss(options, byName, data)
    : plainLoss(options, byName, data);
  if (options.penalty === undefined) return { loss };
  const penalty = checkFunction("penalty", options.penalty);
  return {
    loss,
    penalty: (parameters) => ({ name: "penalty", loss: penalty(byName(parameters)) }),
  };
}

type TensorFunction = (...args: unknown[]) => tf.Tensor;

function plainLoss(
  options: UntypedOptions,
  byName: (tensors: readonly tf.Tensor[]) => Tensors,
  data: DataSet | undefined,
): LossProgram {
  if (typeof options.loss === "string") {
    throw new TypeError(
      `objective: a named loss needs outputs and data, got ${options.loss} alone`,
    );
  }
  const loss = checkFunction("loss", options.loss);
  return (parameters, leaves) => {
    const batch = data ? [data.assemble(leaves)] : [];
    return { name: "loss", loss: loss(byName(parameters), ...batch) };
  };
}

function outputsLoss(
  options: UntypedOptions,
  byName: (tensors: readonly tf.Tensor[]) => Tensors,
  data: DataSet | undefined,
): LossProgram {
  const outputs = checkFunction("outputs", options.outputs);
  const { loss } = options;
  const compare = typeof loss === "string" ? namedLoss(loss) : checkFunction("loss", loss);
  const labels = data?.leaves.find((leaf) => leaf.name === "targets");
  if (!data || !labels) {
    const got = data?.leaves.map((leaf) => leaf.name || "a tensor").join(", ") ?? "none";
    throw new RangeError(`objective: data must have inputs and targets, got ${got}`);
  }
  return (parameters, leaves) => {
    const batch = data.assemble(leaves) as { inputs: unknown; targets: tf.Tensor };
    const z = outputs(byName(parameters), batch.inputs);
    if (loss === "softmaxCrossEntropy" && labels.rowShape.length < z.rank - 1) {
      checkLabels(labels.values, z.shape[z.rank - 1]);
    }
    const lossOf = (outputs: tf.Tensor): tf.Tensor => compare(outputs, batch.targets);
    return { name: "loss", loss: lossOf(z), outputs: z, compare: lossOf };
  };
}

function namedLoss(name: string): OutputLoss {
  checkChoice("objective", "loss", name, Object.keys(losses) as LossName[]);
  return losses[name];
}

/** The user's function; what it returns must be a tensor. */
function checkFunction(name: string, value: unknown): TensorFunction {
  if (typeof value !== "function") {
    throw new TypeError(`objective: ${name} must be a function, got ${String(value)}`);
  }
  const call = value as (...args: unknown[]) => unknown;
  return (...args) => checkTensor(name, call(...args));
}

function checkTensor(name: string, result: unknown): tf.Tensor {
  if (result instanceof tf.Tensor) return result as tf.Tensor;
  if (result instanceof Promise) {
    result.catch(() => undefined); // its rejection would say this once more, unheard
    throw new TypeError(
      `objective: ${name} must return a tensor, got a promise; it must not be async`,
    );
  }
  throw new TypeError(`objective: ${name} must return a tensor, got ${String(result)}`);
}

/**
 * The user's functions, whichever of the three forms they came in, as functions of tensors in the
 * order of the partition and of the data's leaves.
 */
import type * as tf from "@tensorflow/tfjs";
import { checkChoice } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import type { DataSet } from "./data.js";
import { checkLabels, losses, type LossName, type OutputLoss } from "./losses.js";

/** The loss of a batch as a tensor, and the network's outputs where the objective has them. */
export interface RecordedLoss {
  readonly loss: tf.Tensor;
  readonly outputs?: tf.Tensor;
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
  const named = (tensors: readonly tf.Tensor[]): Tensors =>
    Object.fromEntries(parts.parameters.map((p, i) => [p.name, tensors[i]]));
  const loss = options.outputs
    ? outputsLoss(options, named, data)
    : plainLoss(options, named, data);
  if (options.penalty === undefined) return { loss };
  const penalty = checkFunction("penalty", options.penalty);
  return { loss, penalty: (parameters) => ({ loss: penalty(named(parameters)) }) };
}

type TensorFunction = (...args: unknown[]) => tf.Tensor;

function plainLoss(
  options: UntypedOptions,
  named: (tensors: readonly tf.Tensor[]) => Tensors,
  data: DataSet | undefined,
): LossProgram {
  if (typeof options.loss === "string") {
    throw new TypeError(
      `objective: a named loss needs outputs and data, got ${options.loss} alone`,
    );
  }
  const loss = checkFunction("loss", options.loss);
  return (parameters, leaves) => ({
    loss: data ? loss(named(parameters), data.assemble(leaves)) : loss(named(parameters)),
  });
}

function outputsLoss(
  options: UntypedOptions,
  named: (tensors: readonly tf.Tensor[]) => Tensors,
  data: DataSet | undefined,
): LossProgram {
  const outputs = checkFunction("outputs", options.outputs);
  const { loss } = options;
  const compare = typeof loss === "string" ? namedLoss(loss) : checkFunction("loss", loss);
  const labels = data?.leaves.find((leaf) => leaf.name === "targets");
  if (!data || !labels) throw new RangeError("objective: data must have inputs and targets");
  return (parameters, leaves) => {
    const batch = data.assemble(leaves) as { inputs: unknown; targets: tf.Tensor };
    const z = outputs(named(parameters), batch.inputs);
    if (loss === "softmaxCrossEntropy" && labels.rowShape.length < z.rank - 1) {
      checkLabels(labels.values, z.shape[z.rank - 1]);
    }
    return { loss: compare(z, batch.targets), outputs: z };
  };
}

function namedLoss(name: string): OutputLoss {
  checkChoice("objective", "loss", name, Object.keys(losses) as LossName[]);
  return losses[name];
}

function checkFunction(name: string, value: unknown): TensorFunction {
  if (typeof value === "function") return value as TensorFunction;
  throw new TypeError(`objective: ${name} must be a function, got ${String(value)}`);
}

/**
 * One call of a TensorFlow.js kernel → nodes, by the kernel's rule.
 */
import type * as tf from "@tensorflow/tfjs";
import { printShape } from "../graph/shape.js";
import { kernelRules } from "./kernels/kernelRules.js";
import type { KernelRule, Recording, TypedNode } from "./kernels/rule.js";
import type { RecordingBackend } from "./recordingBackend.js";

export function runRule(
  target: RecordingBackend,
  kernel: string,
  inputs: tf.NamedTensorInfoMap,
  attributes: object,
): tf.TensorInfo | tf.TensorInfo[] {
  const rule = (kernelRules as Partial<Record<string, KernelRule>>)[kernel];
  if (!rule) throw notCovered(kernel, inputs);
  const recording: Recording = {
    g: target.current().g,
    kernel,
    attributes: attributes as Readonly<Record<string, unknown>>,
    node: (name) => target.nodeOf(required(kernel, inputs, name)),
    has: (name) => inputs[name] !== undefined,
    names: Object.keys(inputs),
    dtype: (name) => required(kernel, inputs, name).dtype,
  };
  const info = ({ node, dtype }: TypedNode): tf.TensorInfo => ({
    dataId: target.hold(node),
    shape: [...node.shape],
    dtype: dtype as tf.DataType, // rules take dtypes from inputs and attributes
  });
  const result = rule(recording);
  if (isList(result)) return result.map(info);
  return info("node" in result ? result : { node: result, dtype: "float32" });
}

const isList = (result: ReturnType<KernelRule>): result is readonly TypedNode[] =>
  Array.isArray(result);

function notCovered(kernel: string, inputs: tf.NamedTensorInfoMap): Error {
  const shapes = Object.entries(inputs).flatMap(([name, info]) =>
    info ? [`${name} ${printShape(info.shape)} ${info.dtype}`] : [],
  );
  return new Error(
    `record: kernel ${kernel} (${shapes.join(", ")}) is not covered; docs/ops.md lists what is, ` +
      `src/record/kernels is where to add it`,
  );
}

function required(kernel: string, inputs: tf.NamedTensorInfoMap, name: string): tf.TensorInfo {
  const info = inputs[name];
  if (info) return info;
  throw new Error(
    `record: kernel ${kernel} must have input ${name}, got ${Object.keys(inputs).join(", ")}`,
  );
}

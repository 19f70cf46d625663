/**
 * Collects the nodes of a TensorFlow graph. Equal nodes are written once.
 */
import type { Shape } from "../../graph/shape.js";
import {
  float32Type,
  int32Type,
  shapeMessage,
  type AttributeMessage,
  type NodeMessage,
} from "./schema.js";

/** A float32 tensor of the graph. */
export interface GraphTensor {
  readonly name: string;
  readonly shape: Shape;
}

/** The attribute of most operations. */
export const float = { T: { type: float32Type } } as const;

/** The same for operations that take shapes, axes or the like, and name the type of those by `key`. */
export const indexed = (key: string): Attributes => ({ ...float, [key]: { type: int32Type } });

export type Attributes = Readonly<Record<string, AttributeMessage>>;

export interface GraphWriter {
  readonly nodes: readonly NodeMessage[];
  /** Every float32 tensor with its shape, by name. */
  readonly tensors: ReadonlyMap<string, GraphTensor>;
  /** Adds a node and returns the name of its first output. */
  node(op: string, inputs: readonly string[], attributes?: Attributes): string;
  /** Adds a node whose first output is a float32 tensor. */
  tensor(op: string, inputs: readonly string[], attributes: Attributes, shape: Shape): GraphTensor;
  /** A constant list of int32, for shapes, axes and the like; or one number. */
  integers(values: readonly number[] | number): string;
  /** A float32 constant. */
  floats(values: ArrayLike<number>, shape: Shape): GraphTensor;
}

/** A float32 value given at run time. */
export const placeholder = ({ name, shape }: GraphTensor): NodeMessage => ({
  name,
  op: "Placeholder",
  input: [],
  attr: { dtype: { type: float32Type }, shape: { shape: shapeMessage(shape) } },
});

export function graphWriter(inputs: readonly GraphTensor[]): GraphWriter {
  const nodes = inputs.map(placeholder);
  const tensors = new Map(inputs.map((tensor) => [tensor.name, tensor]));
  const known = new Map<string, string>();
  const once = (key: string, op: string, input: readonly string[], attr: Attributes): string => {
    const name = known.get(key) ?? `n${nodes.length}`;
    if (!known.has(key)) nodes.push({ name, op, input, attr });
    known.set(key, name);
    return name;
  };
  const named = (name: string, shape: Shape): GraphTensor => {
    const tensor = { name, shape };
    tensors.set(name, tensor);
    return tensor;
  };
  const constant = (dtype: number, shape: Shape, tensorContent: Uint8Array): string => {
    const tensor = { dtype, tensorShape: shapeMessage(shape), tensorContent };
    const key = `Const ${dtype} ${shape.join()} ${Buffer.from(tensorContent).toString("latin1")}`;
    return once(key, "Const", [], { dtype: { type: dtype }, value: { tensor } });
  };
  const node: GraphWriter["node"] = (op, input, attributes = {}) =>
    once(JSON.stringify([op, input, attributes]), op, input, attributes);
  return {
    nodes,
    tensors,
    node,
    tensor: (op, input, attributes, shape) => named(node(op, input, attributes), shape),
    integers(values) {
      const list = typeof values === "number" ? [values] : values;
      const shape = typeof values === "number" ? [] : [list.length];
      return constant(int32Type, shape, bytesOf(Int32Array.from(list)));
    },
    floats: (values, shape) =>
      named(constant(float32Type, shape, bytesOf(Float32Array.from(values))), shape),
  };
}

function bytesOf(array: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

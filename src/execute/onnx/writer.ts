/**
 * Collects ONNX nodes and constants while a program is emitted. Equal nodes are written once.
 */
import {
  float32Type,
  int64Type,
  type OnnxAttribute,
  type OnnxNode,
  type OnnxTensor,
} from "./schema.js";

type AttributeValue = number | string | readonly number[] | { readonly float: number };

export interface OnnxWriter {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  /** Adds a node with one output and returns the output's name. */
  node(
    opType: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, AttributeValue>>,
    domain?: string,
  ): string;
  /** A constant list of int64, for shapes, axes and the like. */
  integers(values: readonly number[]): string;
  /** A float32 constant. */
  floats(values: ArrayLike<number>, shape: readonly number[]): string;
}

export function onnxWriter(): OnnxWriter {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const known = new Map<string, string>();
  const once = (key: string, make: (name: string) => void): string => {
    const name = known.get(key) ?? `t${known.size}`;
    if (!known.has(key)) make(name);
    known.set(key, name);
    return name;
  };
  return {
    nodes,
    initializers,
    node(opType, inputs, attributes = {}, domain = "") {
      return once(JSON.stringify([opType, inputs, attributes, domain]), (name) => {
        const attribute = Object.entries(attributes).map(([key, value]) => encode(key, value));
        nodes.push({ opType, input: inputs, output: [name], domain, attribute });
      });
    },
    integers(values) {
      return once(`int64 ${values.join()}`, (name) => {
        const rawData = bytesOf(BigInt64Array.from(values, BigInt));
        initializers.push({ name, dataType: int64Type, dims: [values.length], rawData });
      });
    },
    floats(values, shape) {
      const rawData = bytesOf(Float32Array.from(values));
      const key = `float32 ${shape.join()} ${Buffer.from(rawData).toString("latin1")}`;
      return once(key, (name) =>
        initializers.push({ name, dataType: float32Type, dims: shape, rawData }),
      );
    },
  };
}

/** Numbers in the attribute's own type: 1 float, 2 int, 3 string, 7 ints (AttributeProto.type). */
function encode(name: string, value: AttributeValue): OnnxAttribute {
  if (typeof value === "string") return { name, type: 3, s: Buffer.from(value) };
  if (typeof value === "number") return { name, type: 2, i: value };
  if ("float" in value) return { name, type: 1, f: value.float };
  return { name, type: 7, ints: value };
}

function bytesOf(array: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

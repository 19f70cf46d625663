/**
 * Values and shapes of what users pass as tensors: TensorFlow.js tensors or plain arrays.
 */
import type * as tf from "@tensorflow/tfjs";
import { engine, Tensor } from "@tensorflow/tfjs";
import { checkFinite } from "../core/check.js";
import { printShape, sizeOf } from "../graph/shape.js";

export type NumberArray =
  Float32Array | Float64Array | Int32Array | Uint8Array | Uint8ClampedArray | readonly number[];

/** Numbers with a shape, row-major: a tensor without TensorFlow.js. */
export interface ArrayTensor {
  readonly values: NumberArray;
  readonly shape: readonly number[];
}

export type TensorLike = tf.Tensor | ArrayTensor;

export interface TensorValues {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly dtype: "float32" | "int32";
}

/**
 * Reads at once, since whoever builds an objective must not have to wait; on the CPU backends a
 * synchronous read is a look into memory. The tensor stays the caller's.
 */
export function tensorValues(caller: string, name: string, tensor: TensorLike): TensorValues {
  const read = readValues(caller, name, tensor);
  checkFinite(caller, name, read.values);
  return read;
}

function readValues(caller: string, name: string, tensor: TensorLike): TensorValues {
  if (tensor instanceof Tensor) {
    if (tensor.isDisposed) {
      throw new Error(`${caller}: ${name} must not be disposed, got a disposed tensor`);
    }
    if (tensor.dtype === "string" || tensor.dtype === "complex64") {
      throw new TypeError(`${caller}: ${name} must hold real numbers, got dtype ${tensor.dtype}`);
    }
    const values = engine().readSync(tensor.dataId) as ArrayLike<number>; // numbers: not a string
    const dtype = tensor.dtype === "float32" ? "float32" : "int32";
    return { values, shape: tensor.shape, dtype };
  }
  const { values, shape } = checkArrayTensor(caller, name, tensor);
  if (values.length !== sizeOf(shape)) {
    throw new RangeError(
      `${caller}: ${name} needs ${sizeOf(shape)} values for shape ${printShape(shape)}, got ${values.length}`,
    );
  }
  const integer = ArrayBuffer.isView(values) && !isFloat(values);
  return { values, shape, dtype: integer ? "int32" : "float32" };
}

function isFloat(values: NumberArray): boolean {
  return values instanceof Float32Array || values instanceof Float64Array;
}

function checkArrayTensor(caller: string, name: string, tensor: unknown): ArrayTensor {
  const candidate = tensor as Partial<ArrayTensor> | null | undefined;
  if (candidate?.values !== undefined && Array.isArray(candidate.shape)) {
    return candidate as ArrayTensor;
  }
  throw new TypeError(
    `${caller}: ${name} must be a tensor or { values, shape }, got ${String(tensor)}`,
  );
}

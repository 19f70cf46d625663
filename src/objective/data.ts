/**
 * The fixed data set of an objective: tensors whose rows (first axis) are samples, in a record of
 * any depth. It is copied once; a batch of neighbouring rows is then a view without a copy.
 */
import type * as tf from "@tensorflow/tfjs";
import { checkSingle } from "../core/check.js";
import { printShape, sizeOf } from "../graph/shape.js";
import { named } from "./named.js";
import { tensorValues, type TensorLike, type TensorValues } from "../record/tensorValues.js";
import type { NumericArray, Precision } from "../execute/executor.js";

export type DataTree = TensorLike | { readonly [name: string]: DataTree };

/** The same tree with tensors of one batch at its leaves. */
export type BatchOf<D> = D extends tf.Tensor
  ? D
  : D extends TensorLike
    ? tf.Tensor
    : { readonly [K in keyof D]: BatchOf<D[K]> };

export interface DataLeaf {
  /** Path in the tree, such as "inputs" or "targets.box". */
  readonly name: string;
  /** Shape of one row. */
  readonly rowShape: readonly number[];
  readonly rowSize: number;
  readonly dtype: "float32" | "int32";
  readonly values: NumericArray;
}

export interface DataSet {
  readonly samples: number;
  readonly leaves: readonly DataLeaf[];
  /** Puts one tensor per leaf back into the tree. */
  assemble(tensors: readonly tf.Tensor[]): unknown;
}

/** @param caller Whose errors they are. */
export function dataSet(tree: DataTree, precision: Precision, caller = "objective"): DataSet {
  const leaves: DataLeaf[] = [];
  let samples: number | undefined;
  const visit = (node: DataTree, path: string): unknown => {
    if (isLeaf(node)) {
      const name = `data${path && ` ${path}`}`;
      const read = tensorValues(caller, name, node);
      const { shape, dtype } = read;
      samples ??= shape[0];
      checkRows(caller, name, shape, samples);
      const rowShape = shape.slice(1);
      const values = numbers(caller, name, read, precision);
      leaves.push({ name: path, rowShape, rowSize: sizeOf(rowShape), dtype, values });
      return leaves.length - 1;
    }
    const entries = Object.entries(node).map(([name, child]) => [
      name,
      visit(child, path === "" ? name : `${path}.${name}`),
    ]);
    return Object.fromEntries(entries) as Record<string, unknown>;
  };
  const pattern = visit(tree, "");
  if (samples === undefined) throw new RangeError(`${caller}: data must hold a tensor, got none`);
  return { samples, leaves, assemble: (tensors) => fill(caller, pattern, tensors) };
}

/** A copy. What float32 cannot hold is an error, since nothing else would tell. */
function numbers(
  caller: string,
  name: string,
  { values, dtype }: TensorValues,
  precision: Precision,
): NumericArray {
  if (precision === "float64") return new Float64Array(values);
  if (dtype === "int32") checkExact(caller, name, values);
  else if (!(values instanceof Float32Array)) checkSingle(caller, name, values);
  return new Float32Array(values);
}

/** Class numbers and tokens: a neighbouring one is another one. */
function checkExact(caller: string, name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (Math.fround(values[i]) === values[i]) continue;
    throw new RangeError(
      `${caller}: ${name} must hold integers that float32 tells apart (up to 2^24), ` +
        `got ${values[i]} at index ${i}`,
    );
  }
}

function checkRows(
  caller: string,
  name: string,
  shape: readonly number[],
  samples: number | undefined,
): void {
  if (samples !== undefined && samples > 0 && shape[0] === samples) return;
  const rule = samples ? `${samples} rows like the rest` : "rows (a first axis of size ≥ 1)";
  throw new RangeError(`${caller}: ${name} must have ${rule}, got shape ${printShape(shape)}`);
}

/** The rows of one leaf that a batch needs: a view if they are neighbours, else a copy. */
export function rowsOf(leaf: DataLeaf, rows: ArrayLike<number>, from: number, to: number) {
  const { rowSize, values } = leaf;
  const contiguous = rows[to - 1] - rows[from] === to - 1 - from && isAscending(rows, from, to);
  if (contiguous) return values.subarray(rows[from] * rowSize, (rows[to - 1] + 1) * rowSize);
  const batch = values.slice(0, (to - from) * rowSize);
  for (let i = from; i < to; i++) {
    const start = rows[i] * rowSize;
    batch.set(values.subarray(start, start + rowSize), (i - from) * rowSize);
  }
  return batch;
}

function isAscending(rows: ArrayLike<number>, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (rows[i] !== rows[i - 1] + 1) return false;
  return true;
}

/** A tensor, or something that is not a record of them (which reading it as a tensor reports). */
function isLeaf(node: DataTree): node is TensorLike {
  const record = typeof node === "object" && (node as unknown) !== null && !Array.isArray(node);
  return !record || "shape" in node;
}

function fill(caller: string, pattern: unknown, tensors: readonly tf.Tensor[]): unknown {
  if (typeof pattern === "number") return tensors[pattern];
  const entries = Object.entries(pattern as Record<string, unknown>);
  const filled = entries.map(([name, child]) => [name, fill(caller, child, tensors)]);
  return named(caller, "data", Object.fromEntries(filled) as Record<string, unknown>);
}

/**
 * What TensorFlow and TensorFlow.js offer alike: images are N H W C, filters H W I O. A program is
 * lowered to these kernels once (lower.ts); TensorFlow writes them down, TensorFlow.js runs them.
 *
 * Shapes and axes here are those of the values as they lie in memory.
 */
import type { BinaryOp, UnaryOp, Window } from "../../graph/node.js";
import type { Shape } from "../../graph/shape.js";

export interface Shaped {
  readonly shape: Shape;
}

export interface DilatedWindow extends Window {
  readonly dilations: readonly [number, number];
}

/** A window that lies within the image wherever it stands. */
export interface Tile {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
}

export interface Kernels<V extends Shaped> {
  constant(values: Float64Array, shape: Shape): V;

  unary(op: UnaryOp, x: V): V;
  /** Operands broadcast. */
  binary(op: BinaryOp, a: V, b: V): V;
  select(c: V, a: V, b: V): V;
  /** d where x > 0, else 0; d·(1 − y²); d·y·(1 − y): for operands of one shape. */
  readonly gates?: Readonly<Record<"relu" | "tanh" | "sigmoid", (argument: V, d: V) => V>>;

  /** Over `axes`, which stay with size 1. */
  sum(x: V, axes: readonly number[]): V;
  max(x: V, axes: readonly number[]): V;

  reshape(x: V, shape: Shape): V;
  expand(x: V, shape: Shape): V;
  transpose(x: V, permutation: readonly number[]): V;
  pad(x: V, before: readonly number[], after: readonly number[], value: number): V;
  /** x at begin, begin + step, … of zeros of `shape`. */
  spread(x: V, shape: Shape, begin: readonly number[], steps: readonly number[]): V;
  slice(x: V, begin: readonly number[], shape: Shape, steps: readonly number[]): V;
  concat(parts: readonly V[], axis: number): V;
  /** Rows of a table by number. */
  gather(table: V, indices: V): V;
  scatterAdd(rows: V, indices: V, shape: Shape): V;

  /** Products of the last two axes; leading axes broadcast. */
  matmul(a: V, b: V, transposeA: boolean, transposeB: boolean): V;

  conv(x: V, w: V, window: DilatedWindow): V;
  convInputGrad(dy: V, w: V, window: Window, x: Shape): V;
  convFilterGrad(x: V, dy: V, window: Window, w: Shape): V;
  /** The same with one group per channel and w [H, W, I, O/I]; where absent, groups are split. */
  readonly depthwise?: Pick<Kernels<V>, "convInputGrad" | "convFilterGrad"> & {
    conv(x: V, w: V, window: Window): V;
    /** Whether these kernels can do such a window. */
    covers(window: Window): boolean;
  };

  averagePool(x: V, window: Tile): V;
  averagePoolGrad(dy: V, window: Tile, x: Shape): V;
  maxPool(x: V, window: Tile): V;
}

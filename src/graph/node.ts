/**
 * The nodes of a straight-line program over real tensors. All values are numbers; integers, labels
 * and masks are numbers too, so that every executor needs one data type only.
 *
 * Layouts: images are N C H W, filters O I H W, whatever the recorded program used; the recorder
 * inserts permutations and the builder sinks them to the edges.
 */
import type { Shape } from "./shape.js";

/** A window that moves over the two spatial axes. `pads` = [top, left, bottom, right]. */
export interface Window {
  readonly strides: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
}

export interface ConvWindow extends Window {
  readonly dilations: readonly [number, number];
}

export interface PoolWindow extends Window {
  readonly size: readonly [number, number];
}

type None = Record<never, never>;

/** What each operation carries besides its inputs and its shape. */
export interface Attributes {
  /** A value given at run time. */
  input: { readonly name: string };
  /** Known numbers, row-major. */
  constant: { readonly values: Float64Array };

  neg: None;
  exp: None;
  log: None;
  sqrt: None;
  tanh: None;
  sigmoid: None;
  relu: None;
  /** 1 where x > 0, else 0. Piecewise constant: its derivative is 0. */
  step: None;

  add: None;
  sub: None;
  mul: None;
  div: None;
  /** 1 where a = b, else 0. Piecewise constant. */
  equal: None;

  /** Over `axes`, which stay with size 1. */
  sum: { readonly axes: readonly number[] };
  max: { readonly axes: readonly number[] };
  /** log Σ exp over `axes`, which stay with size 1; computed with the maximum taken out. */
  logSumExp: { readonly axes: readonly number[] };

  reshape: None;
  /** Broadcast to the node's shape. */
  expand: None;
  /** Output axis i is input axis permutation[i]. */
  permute: { readonly permutation: readonly number[] };
  /** Zeros around; slice is its adjoint. */
  pad: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** The node's shape, taken from `begin`. */
  slice: { readonly begin: readonly number[] };

  /** Product of the last two axes, leading axes broadcast. */
  matmul: { readonly transposeA: boolean; readonly transposeB: boolean };

  // The three below are one bilinear family: each derivative of one is another.
  /** x [N,I,H,W], w [O,I,h,w] → [N,O,H′,W′]; correlation, as in every framework. */
  conv: ConvWindow;
  /** dy [N,O,H′,W′], w → [N,I,H,W]: the adjoint of conv in x. */
  convInputGrad: ConvWindow;
  /** x, dy → [O,I,h,w]: the adjoint of conv in w. */
  convFilterGrad: ConvWindow;

  /** factor × sum over each window; with factor 1/(h·w) the average pool. */
  pool: PoolWindow & { readonly factor: number };
  /** The adjoint of pool. */
  poolGrad: PoolWindow & { readonly factor: number };
  /** The greatest entry of each window. */
  maxPool: PoolWindow;
}

export type Op = keyof Attributes;

export interface NodeOf<O extends Op> {
  /** Inputs have smaller ids: increasing ids are an order of evaluation. */
  readonly id: number;
  readonly op: O;
  readonly inputs: readonly Node[];
  readonly attributes: Attributes[O];
  readonly shape: Shape;
}

export type Node = { [O in Op]: NodeOf<O> }[Op];

export type UnaryOp = "neg" | "exp" | "log" | "sqrt" | "tanh" | "sigmoid" | "relu" | "step";
export type BinaryOp = "add" | "sub" | "mul" | "div" | "equal";

/** A program: give values for `inputs`, get values of `outputs`. */
export interface Program {
  readonly inputs: readonly NodeOf<"input">[];
  readonly outputs: readonly Node[];
}

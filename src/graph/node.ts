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
  /** Channels fall into so many groups, each with filters of its own; I groups is depthwise. */
  readonly groups: number;
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
  abs: None;
  exp: None;
  /** exp(x) − 1 and log(1 + x), accurate near 0. */
  expm1: None;
  log: None;
  log1p: None;
  sqrt: None;
  sin: None;
  cos: None;
  tan: None;
  asin: None;
  acos: None;
  atan: None;
  sinh: None;
  cosh: None;
  tanh: None;
  asinh: None;
  acosh: None;
  atanh: None;
  erf: None;
  sigmoid: None;
  /** log(1 + exp(x)). */
  softplus: None;
  relu: None;
  // Piecewise constant: their derivative is 0. step is 1 where x > 0, else 0.
  step: None;
  sign: None;
  floor: None;
  ceil: None;
  /** To the nearest integer, halves to the even one. */
  round: None;

  add: None;
  sub: None;
  mul: None;
  div: None;
  /** aᵇ. */
  pow: None;
  /** The greater one; where a = b each has half of the derivative. */
  maximum: None;
  // Piecewise constant: 1 where it is so, else 0.
  equal: None;
  greater: None;
  /** select(c, a, b): a where c ≠ 0, else b; what is not chosen may be NaN. */
  select: None;

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
  /** Zeros around, and `interior` of them between neighbours; slice is its adjoint. */
  pad: {
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly interior: readonly number[];
  };
  /** The node's shape, taken from `begin` in `steps` ≥ 1. */
  slice: { readonly begin: readonly number[]; readonly steps: readonly number[] };
  concat: { readonly axis: number };
  /** table [V, …rest], indices → [...indices, …rest]: rows by number. */
  gather: None;
  /** rows [...indices, …rest], indices → [V, …rest]: the adjoint of gather, equal numbers add up. */
  scatterAdd: None;

  /** Product of the last two axes, leading axes broadcast. */
  matmul: { readonly transposeA: boolean; readonly transposeB: boolean };

  // The three below are one bilinear family: each derivative of one is another.
  /** x [N,I,H,W], w [O,I/groups,h,w] → [N,O,H′,W′]; correlation, as in every framework. */
  conv: ConvWindow;
  /** dy [N,O,H′,W′], w → [N,I,H,W]: the adjoint of conv in x. */
  convInputGrad: ConvWindow;
  /** x, dy → [O,I/groups,h,w]: the adjoint of conv in w. */
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

export type UnaryOp =
  | ("neg" | "abs" | "exp" | "expm1" | "log" | "log1p" | "sqrt" | "sin" | "cos" | "tan" | "asin")
  | ("acos" | "atan" | "sinh" | "cosh" | "tanh" | "asinh" | "acosh" | "atanh" | "erf" | "sigmoid")
  | ("softplus" | "relu" | "step" | "sign" | "floor" | "ceil" | "round");
export type BinaryOp = "add" | "sub" | "mul" | "div" | "pow" | "maximum" | "equal" | "greater";

/**
 * A program: give values for `inputs`, get values of `outputs`. Inputs may be any nodes: what lies
 * behind them is then not computed.
 */
export interface Program {
  readonly inputs: readonly Node[];
  readonly outputs: readonly Node[];
}

/** A program whose outputs are linear in `tangents`, which come besides the inputs. */
export interface LinearProgram extends Program {
  readonly tangents: readonly NodeOf<"input">[];
}

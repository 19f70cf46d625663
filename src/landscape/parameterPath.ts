/**
 * A path between two points A and B of parameter space, linear in its control points:
 *
 *   B(t) = Σᵢ cᵢ(t) Pᵢ,   0 ≤ t ≤ 1,   P₀ = A,   Pₙ = B, and between them the bends;
 *
 *   linear   no bends: c = (1 − t, t)
 *   bezier   cᵢ = binomial(n, i) (1 − t)ⁿ⁻ⁱ tⁱ; with one bend (1 − t)² A + 2 t (1 − t) M + t² B
 *   chain    straight pieces from point to point, each 1/n of t
 *
 * Only where every cᵢ is 0 or 1 does a path meet its control points; the ends are met bit for bit.
 * Garipov, Izmailov, Podoprikhin, Vetrov and Wilson (2018), arXiv:1802.10026.
 */
import { checkFinite, checkFloat64, checkInteger, checkLength } from "../core/check.js";
import { axpy } from "../core/vector.js";

export type PathKind = "linear" | "bezier" | "chain";

export interface ParameterPath {
  readonly kind: PathKind;
  /** Number of parameters P. */
  readonly size: number;
  /** A and B, P numbers each. */
  readonly ends: readonly [Float64Array, Float64Array];
  readonly bends: readonly Float64Array[];
  /** c(t) of all control points, ends included; they add up to 1. */
  weights(t: number): Float64Array;
  /** B(t), a new vector. */
  at(t: number): Float64Array;
  /** The same kind of path between the same ends. */
  withBends(bends: readonly Float64Array[]): ParameterPath;
}

export interface BendsOption {
  /** The bends, or how many to lay evenly on the straight line. */
  readonly bends?: number | readonly Float64Array[];
}

export function linearPath(a: Float64Array, b: Float64Array): ParameterPath {
  return path("linear", "linearPath", a, b, []);
}

/** Default one bend, half-way: a quadratic curve. */
export function bezierPath(
  a: Float64Array,
  b: Float64Array,
  { bends = 1 }: BendsOption = {},
): ParameterPath {
  return path("bezier", "bezierPath", a, b, bends);
}

/** Default one bend, half-way: two straight pieces. */
export function chainPath(
  a: Float64Array,
  b: Float64Array,
  { bends = 1 }: BendsOption = {},
): ParameterPath {
  return path("chain", "chainPath", a, b, bends);
}

function path(
  kind: PathKind,
  caller: string,
  a: Float64Array,
  b: Float64Array,
  given: number | readonly Float64Array[],
): ParameterPath {
  checkPoint(caller, "a", a, a.length);
  checkPoint(caller, "b", b, a.length);
  if (typeof given === "number") checkInteger(caller, "bends", given, 1);
  else given.forEach((bend, i) => checkPoint(caller, `bend ${i}`, bend, a.length));
  const ends = [a.slice(), b.slice()] as const;
  const bends = typeof given === "number" ? evenly(a, b, given) : given.map((bend) => bend.slice());
  return assembled(kind, caller, ends, bends);
}

function assembled(
  kind: PathKind,
  caller: string,
  ends: readonly [Float64Array, Float64Array],
  bends: readonly Float64Array[],
): ParameterPath {
  const points = [ends[0], ...bends, ends[1]];
  const weights = (t: number): Float64Array => {
    checkPlace(caller, t);
    return kind === "chain" ? hats(points.length - 1, t) : bernstein(points.length - 1, t);
  };
  return {
    kind,
    size: ends[0].length,
    ends,
    bends,
    weights,
    at(t) {
      const c = weights(t);
      const whole = c.indexOf(1); // 1·x + 0·y may change −0, and is slower
      if (whole >= 0) return points[whole].slice();
      const at = new Float64Array(ends[0].length);
      points.forEach((point, i) => axpy(c[i], point, at));
      return at;
    },
    withBends: (others) => path(kind, caller, ...ends, others),
  };
}

/** Bernstein polynomials of degree n at t. */
function bernstein(n: number, t: number): Float64Array {
  const c = new Float64Array(n + 1);
  let binomial = 1;
  for (let i = 0; i <= n; i++) {
    c[i] = binomial * (1 - t) ** (n - i) * t ** i;
    binomial = (binomial * (n - i)) / (i + 1);
  }
  return c;
}

/** Piecewise linear: the two neighbours of t·n share it. */
function hats(n: number, t: number): Float64Array {
  const c = new Float64Array(n + 1);
  const piece = Math.min(n - 1, Math.floor(t * n));
  c[piece + 1] = t * n - piece;
  c[piece] = 1 - c[piece + 1];
  return c;
}

function evenly(a: Float64Array, b: Float64Array, count: number): Float64Array[] {
  return Array.from({ length: count }, (_, i) => {
    const t = (i + 1) / (count + 1);
    return a.map((x, j) => (1 - t) * x + t * b[j]);
  });
}

function checkPoint(caller: string, name: string, point: Float64Array, size: number): void {
  checkFloat64(caller, name, point);
  checkLength(caller, name, point, size);
  checkFinite(caller, name, point);
}

function checkPlace(caller: string, t: number): void {
  if (t >= 0 && t <= 1) return;
  throw new RangeError(`${caller}: t must be in [0, 1], got ${t}`);
}

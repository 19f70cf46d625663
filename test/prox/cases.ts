/** Every proximal map with the size of the vectors that it is tested on, and its way to weak regularisers. */
import { norm } from "../../src/core/vector.js";
import { partition } from "../../src/core/partition.js";
import * as prox from "../../src/prox/index.js";
import type { ProximalMap } from "../../src/prox/index.js";

export interface Case {
  readonly map: ProximalMap;
  /** The projection on the domain: what the map does for τ → ∞ and, as `weak`, for μ → 0. */
  readonly project: (z: Float64Array) => Float64Array;
  readonly weak: ProximalMap;
  /** Default: true. */
  readonly convex?: boolean;
  /** Every coordinate's residual has the rounding of the largest τ z; default: each has that of its own. */
  readonly coupled?: boolean;
}

export const size = 12;

const clip =
  (lo: number, hi: number) =>
  (z: Float64Array): Float64Array =>
    z.map((x) => Math.min(Math.max(x, lo), hi));
const identity = (z: Float64Array): Float64Array => z.slice();
/** The whole, three groups with coordinates in none of them, and weights. */
export const whole = [{ name: "all", indices: Int32Array.from({ length: size }, (_, i) => i) }];
const some = [
  { name: "a", indices: Int32Array.of(0, 5, 7) },
  { name: "b", indices: Int32Array.of(4, 3, 2, 1) },
  { name: "c", indices: Int32Array.of(10) },
];
const weights = [0.5, 2, 0];
const sphere = (c: number) => (z: Float64Array) => z.map((x) => x * Math.min(1, c / norm(z)));
const net = partition([["a/kernel", [2, 3]], ["a/bias", [3]], ["b/kernel", [3, 1]]]); // prettier-ignore
const mixed = (mu: number): ProximalMap =>
  prox.parts(net, {
    weight: (part) => prox.groupLasso(mu, prox.filterGroups(part)),
    "*bias": prox.l1(mu / 2),
  });
const tiny = 1e-13;

/** A map with μ, everywhere finite. */
const free = (make: (mu: number) => ProximalMap, mu: number): Case => ({
  map: make(mu),
  weak: make(tiny),
  project: identity,
});
/** A set. */
const set = (map: ProximalMap, project: Case["project"]): Case => ({ map, weak: map, project });

export const cases: readonly Case[] = [
  set(prox.none(), identity),
  free(prox.l1, 0.7),
  free(prox.l1, 0),
  free(prox.l2Squared, 0.6),
  free((mu) => prox.elasticNet(mu, mu / 2), 0.8),
  { ...free(prox.nonNegativeL1, 0.4), project: clip(0, Infinity) },
  set(prox.box(-0.5, 0.25), clip(-0.5, 0.25)),
  set(prox.box(0.5, Infinity), clip(0.5, Infinity)),
  set(prox.maxBall(0.75), clip(-0.75, 0.75)),
  { ...free((mu) => prox.l1Box(mu, -0.5, 1), 0.3), project: clip(-0.5, 1) },
  { ...free((mu) => prox.l1Box(mu, 0.25, 1), 0.3), project: clip(0.25, 1) },
  { ...free(prox.l0, 0.3), convex: false },
  { ...free(prox.binary, 0.5), project: clip(-1, 1), convex: false },
  { ...set(prox.ball(1.5), sphere(1.5)), coupled: true },
  set(prox.ball(50), sphere(50)),
  free((mu) => prox.groupLasso(mu, whole), 1.5),
  free((mu) => prox.groupLasso(mu, some), 0.9),
  free((mu) => prox.groupLasso(mu, some, { weights }), 0.5),
  free(mixed, 0.6),
  free((mu) => prox.sparseGroupLasso(mu, 2 * mu, some, { weights: (g) => g.indices.length }), 0.3),
];

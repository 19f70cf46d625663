/** What every proximal map must obey, on random points and metrics. */
import { describe, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import type { Metric } from "../../src/prox/index.js";
import { metricAt } from "../../src/prox/proximalMap.js";
import { cases, size } from "./cases.js";

interface Point {
  readonly z: Float64Array;
  readonly other: Float64Array;
  readonly tau: Metric;
}

/** Half with one τ, half with one for each coordinate; every other one of these spread over ten decades and more. */
const points: readonly Point[] = Array.from({ length: 40 }, (_, seed) => {
  const stream = random(seed, "prox laws");
  const vector = (): Float64Array => Float64Array.from({ length: size }, () => stream.normal());
  const width = seed % 4 === 1 ? 9 : 1;
  const tau = vector().map((t) => Math.exp(width * t));
  return { z: vector(), other: vector(), tau: seed % 2 === 0 ? tau[0] : tau };
});

/** Σ τᵢ aᵢ bᵢ. */
const inner = (a: Float64Array, b: Float64Array, tau: Metric): number =>
  a.reduce((sum, ai, i) => sum + metricAt(tau, i) * ai * b[i], 0);
const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x - b[i]);

describe.each(cases)("$map.name", ({ map, weak, project, convex = true, coupled = false }) => {
  /** τ (u − z), the gradient of the distance at u. */
  const pull = (u: Float64Array, { z, tau }: Point): Float64Array =>
    minus(u, z).map((d, i) => metricAt(tau, i) * d);

  test("its point is stationary for r(u) + ½ ‖u − z‖²", () => {
    for (const point of points) {
      const u = map.prox(point.z, point.tau);
      const left = map.stationarity(u, pull(u, point));
      const sizes = point.z.map((z, i) => 1 + metricAt(point.tau, i) * Math.abs(z));
      const relative = left.map((x, i) => Math.abs(x) / (coupled ? Math.max(...sizes) : sizes[i]));
      expect(Math.max(...relative)).toBeLessThan(2e-15);
    }
  });

  test("no other point is better", () => {
    for (const [seed, { z, tau }] of points.entries()) {
      const stream = random(seed, "rivals");
      const u = map.prox(z, tau);
      const cost = (x: Float64Array): number =>
        map.value(x) + 0.5 * inner(minus(x, z), minus(x, z), tau);
      const rivals = Array.from({ length: 30 }, (_, k) =>
        u.map((x) => (stream.uniform() < 0.3 ? 0 : x) + 10 ** -(k % 6) * stream.normal()),
      );
      const least = Math.min(...[...rivals, new Float64Array(size)].map((x) => cost(project(x))));
      expect(cost(u)).toBeLessThanOrEqual(least * (1 + 1e-14));
      expect(cost(u)).toBeLessThan(Infinity);
    }
  });

  test("becomes the projection on the domain for τ → ∞ and for μ → 0", () => {
    for (const { z } of points) {
      for (const u of [map.prox(z, 1e14), weak.prox(z, 1)]) {
        expect(Math.max(...minus(u, project(z)).map(Math.abs))).toBeLessThan(1e-12);
      }
    }
  });

  test("one τ is the same as equal ones, and neither argument is modified", () => {
    for (const { z, tau } of points) {
      const [t, before] = [metricAt(tau, 0), z.slice()];
      const metric = new Float64Array(size).fill(t);
      const u = map.prox(z, metric);
      expect(Math.max(...minus(u, map.prox(z, t)).map(Math.abs))).toBeLessThan(1e-15);
      expect(z).toEqual(before);
      expect(metric.every((x) => x === t)).toBe(true);
      expect(u).not.toBe(z);
    }
  });

  test("the measure of stationarity is the slope of the steepest way down", () => {
    for (const { z, other: g, tau } of points) {
      const x = map.prox(z, tau);
      const s = map.stationarity(x, g);
      // (f + r)′(x; −s) = −‖s‖², by a small step that stays in the domain.
      const step = 1e-7 / (1 + Math.sqrt(inner(s, s, 1)));
      const y = project(x.map((xi, i) => xi - step * s[i]));
      const slope = (inner(g, minus(y, x), 1) + map.value(y) - map.value(x)) / step;
      const squared = inner(s, s, 1);
      expect(Math.abs(slope + squared)).toBeLessThan(1e-5 * (1 + squared));
    }
  });

  test("shows a NaN", () => {
    const z = new Float64Array(size).fill(0.1);
    z[3] = NaN;
    expect(map.prox(z, 1)[3]).toBeNaN();
    const inside = map.prox(new Float64Array(size), 1);
    expect(map.stationarity(inside, z)[3]).toBeNaN();
  });

  if (!convex) return; // what follows is true of convex functions alone

  test("is firmly non-expansive in the norm of τ", () => {
    for (const { z, other, tau } of points) {
      const d = minus(map.prox(z, tau), map.prox(other, tau));
      const bound = inner(d, minus(z, other), tau);
      expect(inner(d, d, tau)).toBeLessThanOrEqual(bound + 1e-13 * (1 + Math.abs(bound)));
    }
  });

  test("the measure of stationarity is g and a subgradient", () => {
    for (const { z, other: g, tau } of points) {
      const x = map.prox(z, tau);
      const p = minus(map.stationarity(x, g), g);
      for (const rival of points) {
        const y = project(rival.z);
        const least = map.value(x) + inner(p, minus(y, x), 1);
        expect(map.value(y)).toBeGreaterThanOrEqual(least - 1e-13 * (1 + Math.abs(least)));
      }
    }
  });
});

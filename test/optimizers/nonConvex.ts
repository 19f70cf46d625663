/**
 * Random smooth functions that are not convex, with closed-form gradients:
 *
 *   f(x) = Σⱼ aⱼ sin(⟨bⱼ, x⟩ + cⱼ) + 0.05 ‖x‖²,
 *
 * and noise that is the same at the same step, as from batches. Without it gradients go to 0, and methods that divide
 * by their size magnify rounding without end.
 */
import { random } from "../../src/core/random.js";
import { dot } from "../../src/core/vector.js";
import type { Optimizer } from "../../src/optimizers/optimizer.js";

export interface Noisy {
  readonly start: Float64Array;
  /** @param step From 0, at most 999. */
  gradient(x: Float64Array, step: number): Float64Array;
}

export function nonConvex(seed: number, size = 7, waves = 5): Noisy {
  const stream = random(seed, "function");
  const normals = (n: number): Float64Array => new Float64Array(n).map(() => stream.normal());
  const [a, c, start] = [normals(waves), normals(waves), normals(size)];
  const b = Array.from({ length: waves }, () => normals(size));
  const noise = Array.from({ length: 1000 }, () => normals(size));
  return {
    start,
    gradient(x, step) {
      const slopes = b.map((wave, j) => a[j] * Math.cos(dot(wave, x) + c[j]));
      return x.map(
        (xi, i) => noise[step][i] + 0.1 * xi + slopes.reduce((sum, s, j) => sum + s * b[j][i], 0),
      );
    },
  };
}

/** The points that an optimizer visits, its start among them. */
export function path<State>(f: Noisy, optimizer: Optimizer<State>, steps: number): Float64Array[] {
  const points = [f.start];
  let state = optimizer.init(f.start);
  for (let t = 0; t < steps; t++) {
    const theta = points[t];
    const update = optimizer.update(f.gradient(theta, t), state, theta);
    state = update.state;
    points.push(theta.map((x, i) => x + update.step[i]));
  }
  return points;
}

/** The greatest distance of two paths, in units of the second's size at that step. */
export function pathDifference(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  if (a.length !== b.length) return Infinity;
  const distances = a.map((x, t) => {
    const size = Math.max(...b[t].map(Math.abs));
    return Math.max(...x.map((xi, i) => Math.abs(xi - b[t][i]))) / size;
  });
  return Math.max(...distances);
}

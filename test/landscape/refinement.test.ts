/** Refinement: what is computed is exact, what is interpolated lies within the tolerance, and bends cost points. */
import { expect, test } from "vitest";
import type { Direction } from "../../src/landscape/direction.js";
import { lossLine } from "../../src/landscape/lossLine.js";
import { lossPlane, type LossPlane } from "../../src/landscape/lossPlane.js";
import { quadratic } from "../support/quadratic.js";

/** A surface that is flat on one side and falls off steeply along a curve on the other. */
const bump = (a: number, b: number): number => Math.tanh(8 * (a - 0.3 * b * b)) + 0.1 * a;

const { f } = quadratic([1, 1]);
const unit = (i: number): Direction => ({ label: `x${i}`, vector: Float64Array.of(...[0, 1].map((j) => (i === j ? 1 : 0))) }); // prettier-ignore
const surface = (height: (a: number, b: number) => number) => ({
  ...f,
  value: ([a, b]: Float64Array) => Promise.resolve(height(a, b)),
});
const options = {
  origin: new Float64Array(2),
  directions: [unit(0), unit(1)] as const,
  alpha: { from: -1, to: 1, points: 65 },
  beta: { from: -1, to: 1, points: 65 },
  checkCurvature: false,
};

test("computed points are those of the whole grid, others deviate by no more than the tolerance", async () => {
  const g = surface(bump);
  const whole = await lossPlane(g, options);
  const found = await lossPlane(g, { ...options, refine: { levels: 3, tolerance: 0.005 } });
  const range = Math.max(...whole.loss) - Math.min(...whole.loss);
  const count = found.computed.reduce((sum, one) => sum + one, 0);
  found.loss.forEach((loss, i) => {
    if (found.computed[i] === 1) expect(loss).toBe(whole.loss[i]);
    else expect(Math.abs(loss - whole.loss[i])).toBeLessThan(0.005 * range);
  });
  expect(count).toBeLessThan(0.5 * 65 * 65);
  expect(String(found)).toContain(`${count} of 4225 points computed, others interpolated`);
});

test("more points are computed where the surface bends", async () => {
  const { computed } = await lossPlane(surface(bump), { ...options, refine: { levels: 3 } });
  const half = (from: number): number =>
    computed.filter((_, i) => i % 65 >= from && i % 65 < from + 33).reduce((a, b) => a + b, 0);
  expect(half(24)).toBeGreaterThan(2 * half(0)); // the bend lies around α = 0 to 0.3
});

test("a flat surface costs the coarse grid alone, and tolerance 0 everything that bends", async () => {
  const count = async (height: (a: number, b: number) => number, tolerance: number) =>
    (await lossPlane(surface(height), { ...options, refine: { levels: 3, tolerance } })).computed.reduce((a, b) => a + b, 0); // prettier-ignore
  expect(await count((a, b) => 3 + a - 2 * b + a * b, 1e-9)).toBe(9 * 9); // bilinear: interpolated exactly
  expect(await count((a, b) => Math.exp(a + b), 0)).toBe(65 * 65);
});

test("coarse planes are told first, whole, and each level fits better", async () => {
  const levels: LossPlane[] = [];
  const last = await lossPlane(surface(bump), {
    ...options,
    refine: { levels: 2 },
    onPlane: (plane) => levels.push(plane),
  });
  const counts = [...levels, last].map(({ computed }) => computed.reduce((a, b) => a + b, 0));
  expect(counts[0]).toBe(17 * 17);
  expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
  const errors = [...levels, last].map(({ alpha, beta, loss }) =>
    Math.max(...loss.map((x, i) => Math.abs(x - bump(alpha[i % 65], beta[Math.floor(i / 65)])))),
  );
  expect(errors).toEqual([...errors].sort((a, b) => b - a));
  expect(levels.every(({ loss }) => loss.every(Number.isFinite))).toBe(true);
});

test("where losses are not finite it looks closer, and keeps them", async () => {
  const cliff = (a: number, b: number): number => (a > 0.9 ? NaN : a + b);
  const refine = { levels: 3, tolerance: 0.01 };
  const { loss, computed } = await lossPlane(surface(cliff), { ...options, refine });
  expect(loss[64]).toBeNaN();
  expect(computed.filter((_, i) => i % 65 > 60).every((one) => one === 1)).toBe(true);
  expect(computed.reduce((a, b) => a + b, 0)).toBeLessThan(65 * 65);
});

test("a line is refined as a plane is", async () => {
  const line = { origin: options.origin, direction: unit(0), alpha: options.alpha };
  const g = surface(bump);
  const whole = await lossLine(g, { ...line, checkCurvature: false });
  const found = await lossLine(g, { ...line, refine: { levels: 4 }, checkCurvature: false });
  const count = found.computed.reduce((a, b) => a + b, 0);
  expect(count).toBeGreaterThan(5);
  expect(count).toBeLessThan(50);
  found.loss.forEach((loss, i) => expect(Math.abs(loss - whole.loss[i])).toBeLessThan(0.02));
});

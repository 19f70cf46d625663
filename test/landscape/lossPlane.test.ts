/** Planes and lines of a quadratic loss, of which every point is known. */
import { expect, test } from "vitest";
import { axpy, dot } from "../../src/core/vector.js";
import { eigenDirections } from "../../src/landscape/eigenDirections.js";
import { lossLine } from "../../src/landscape/lossLine.js";
import { lossPlane, LossPlane } from "../../src/landscape/lossPlane.js";
import { LossLine } from "../../src/landscape/lossLine.js";
import { randomDirections } from "../../src/landscape/randomDirections.js";
import type { Direction } from "../../src/landscape/direction.js";
import { hessian } from "../../src/operators/hessian.js";
import { normalVector } from "../support/matrices.js";
import { quadratic } from "../support/quadratic.js";

const { f, times, value } = quadratic([9, 4, 1, 0.3, 0, -2]);
const origin = normalVector(f.size, 3, "origin");
const [v, w] = randomDirections(f.partition, { seed: 1 });
const directions = [v, w] as const;
const small = { from: -1, to: 1, points: 5 };

const at = (a: number, b = 0): Float64Array => {
  const x = origin.slice();
  axpy(a, v.vector, x);
  axpy(b, w.vector, x);
  return x;
};

test("a quadratic loss gives its quadratic form at every point of the grid", async () => {
  const beta = { from: -2, to: 0.5, points: 4 };
  const plane = await lossPlane(f, { origin, directions, alpha: small, beta });
  expect(plane.loss).toHaveLength(20);
  plane.beta.forEach((b, j) => {
    plane.alpha.forEach((a, i) => {
      const exact = value(at(a, b));
      const error = Math.abs(plane.loss[j * 5 + i] - exact);
      expect(error).toBeLessThan(1e-12 * Math.max(1, Math.abs(exact)));
    });
  });
  expect([...plane.computed]).toEqual(new Array(20).fill(1));
});

test("the curvature check agrees with vᵀHv, for directions of any length", async () => {
  const long: Direction = { label: "long", vector: v.vector.map((x) => 40 * x) };
  for (const pair of [directions, [long, w]] as const) {
    const options = { origin, directions: pair, alpha: small, beta: small };
    const { curvature } = await lossPlane(f, options);
    for (const [i, check] of curvature.entries()) {
      const exact = dot(pair[i].vector, times(pair[i].vector));
      const error = Math.abs(check.secondDifference - exact);
      expect(check.curvature).toBeCloseTo(exact, 8);
      expect(error).toBeLessThan(1e-6 * Math.abs(exact));
      expect(error).toBeLessThan(check.rounding + check.truncation);
      expect(check).toMatchObject({ agrees: true, at: [0, 0], label: pair[i].label });
    }
  }
});

test("a surface of another loss than the Hessian's is told", async () => {
  const other = { ...f, value: async (x: Float64Array) => 1.01 * (await f.value(x)) };
  const plane = await lossPlane(other, { origin, directions, alpha: small, beta: small });
  expect(plane.curvature.map(({ agrees }) => agrees)).toEqual([false, false]);
  expect(String(plane)).toContain("DISAGREES");
  const off = { origin, directions, alpha: small, beta: small, checkCurvature: false };
  expect((await lossPlane(other, off)).curvature).toEqual([]);
});

test("a grid beside the origin is checked at its middle", async () => {
  const beta = { from: 1, to: 3, points: 3 };
  const { curvature } = await lossPlane(f, { origin, directions, alpha: small, beta });
  expect(curvature.map(({ at }) => [...at])).toEqual([[0, 2], [0, 2]]); // prettier-ignore
  expect(curvature.every(({ agrees }) => agrees)).toBe(true);
});

test("axes of eigenvectors scale themselves: to their ends the loss changes by its value", async () => {
  const pair = await eigenDirections(hessian(f, origin), [{ largest: 1 }, { smallest: 1 }]);
  expect(pair.map(({ label }) => label)).toEqual(["eigenvector 1", "eigenvector 1 from below"]);
  expect(pair.map(({ eigenvalue }) => Number(eigenvalue?.toFixed(8)))).toEqual([9, -2]);
  const plane = await lossPlane(f, { origin, directions: [pair[0], pair[1]] });
  const rise = Math.abs(value(origin));
  expect(plane.alpha).toHaveLength(41);
  expect(plane.alpha[40]).toBeCloseTo(Math.sqrt((2 * rise) / 9), 8);
  expect(plane.beta[0]).toBeCloseTo(-Math.sqrt((2 * rise) / 2), 8);
  expect(plane.alpha[20]).toBe(0);
  expect(plane.loss[20 * 41 + 20]).toBeCloseTo(value(origin), 12);
  expect(plane.input().curvature).toEqual(pair.map(({ eigenvalue }) => eigenvalue));
});

test("nothing of the caller's is written to, bit for bit", async () => {
  const theirs = [origin, v.vector, w.vector, f.start];
  const before = theirs.map((x) => x.slice());
  await lossPlane(f, { origin, directions, alpha: small, beta: small });
  const [one, two] = [1, 2].map((workers) => lossLine(f, { origin, direction: v, alpha: small, workers })); // prettier-ignore
  expect(JSON.stringify(await two)).toBe(JSON.stringify(await one)); // and the workers' number changes none
  expect(theirs).toEqual(before);
});

test("a line is the plane's row, and further functions stand beside the loss", async () => {
  const double = { ...f, value: async (x: Float64Array) => 2 * (await f.value(x)) };
  const measures = { double };
  const line = await lossLine(f, { origin, direction: v, alpha: small, measures });
  const plane = await lossPlane(f, { origin, directions, alpha: small, beta: small, measures });
  expect([...line.loss]).toEqual([...plane.loss.subarray(10, 15)]);
  expect([...plane.measures["double"]]).toEqual([...plane.loss].map((loss) => 2 * loss));
  expect([...line.measures["double"]]).toEqual([...line.loss].map((loss) => 2 * loss));
  expect(line.curvature).toHaveLength(1);
});

test("JSON gives the same bits back, and a changed file is told", async () => {
  const trajectory = { steps: [0, 1], points: [at(1, 1), origin] };
  const plane = await lossPlane(f, { origin, directions, alpha: small, beta: small, trajectory });
  const text = JSON.stringify(plane);
  expect(JSON.stringify(LossPlane.fromJSON(text))).toBe(text);
  expect(LossPlane.fromJSON(JSON.parse(text)).input()).toEqual(plane.input());
  const line = JSON.stringify(await lossLine(f, { origin, direction: v, alpha: small }));
  expect(JSON.stringify(LossLine.fromJSON(line))).toBe(line);
  expect(() => LossPlane.fromJSON(text.replace(/"samples":1/, '"samples":2'))).toThrow("sha256");
  expect(() => LossPlane.fromJSON(line)).toThrow('format "eigenscape loss plane"');
});

test.each([
  [{ directions: [v, { label: "the same", vector: v.vector.map((x) => -3 * x) }] }, "directions must be independent, got the same in line"],
  [{ directions: [v, { label: "nothing", vector: new Float64Array(6) }] }, "norm of direction 2 must be"],
  [{ origin: origin.slice(1) }, "lossPlane: origin must have length 6, got 5"],
  [{ alpha: Float64Array.of(0, 1, 3) }, "alpha must be ascending and evenly spaced, got 0, 1"],
  [{ beta: { from: 1, to: 1 } }, "lossPlane: beta must be ascending"],
  [{ refine: { levels: 3 } }, "number of points − 1 must be a multiple of 8"],
] as const)("what cannot be a plane is refused (%#)", async (options, message) => {
  const all = { origin, directions, alpha: small, beta: small, ...options };
  await expect(lossPlane(f, all)).rejects.toThrow(message);
}); // prettier-ignore

test("a stopped plane rejects with the signal's reason", async () => {
  const controller = new AbortController();
  const onProgress = ({ done }: { readonly done: number }): void => {
    if (done === 2) controller.abort("enough");
  };
  const options = { origin, directions, alpha: small, beta: small, signal: controller.signal };
  await expect(lossPlane(f, { ...options, onProgress })).rejects.toBe("enough");
});

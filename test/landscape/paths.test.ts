/** Paths between two points: their formulas, their derivatives, and that training bends them into valleys. */
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { bezierPath, chainPath, linearPath } from "../../src/landscape/parameterPath.js";
import type { ParameterPath } from "../../src/landscape/parameterPath.js";
import { pathGradient } from "../../src/landscape/pathGradient.js";
import { trainPath } from "../../src/landscape/trainPath.js";
import { objective, type Objective } from "../../src/objective/objective.js";
import { sgd } from "../../src/optimizers/sgd.js";
import { normalVector } from "../support/matrices.js";
import { networks, objectiveOf } from "../support/networks.js";

beforeAll(() => tf.setBackend("cpu"));

const [a, b, m] = [1, 2, 3].map((seed) => normalVector(6, seed));
const kinds = [linearPath(a, b), bezierPath(a, b), bezierPath(a, b, { bends: 3 }), chainPath(a, b, { bends: 2 })]; // prettier-ignore
const place = fc.double({ min: 0, max: 1, noNaN: true });

test("weights are the Bernstein polynomials and the hats of a chain, and add up to 1", () => {
  expect([...bezierPath(a, b, { bends: [m] }).weights(0.25)]).toEqual([9 / 16, 6 / 16, 1 / 16]);
  expect([...bezierPath(a, b, { bends: 2 }).weights(0.5)]).toEqual([1 / 8, 3 / 8, 3 / 8, 1 / 8]);
  expect([...chainPath(a, b, { bends: 3 }).weights(0.3125)]).toEqual([0, 0.75, 0.25, 0, 0]);
  expect([...linearPath(a, b).weights(0.25)]).toEqual([0.75, 0.25]);
  const property = fc.property(place, fc.constantFrom(...kinds), (t, path) => {
    expect(path.weights(t).reduce((x, y) => x + y)).toBeCloseTo(1, 13);
  });
  fc.assert(property);
});

test("bends that are not given lie on the straight line", () => {
  const property = fc.property(place, fc.constantFrom(...kinds), (t, path) => {
    const straight = a.map((x, i) => (1 - t) * x + t * b[i]);
    path.at(t).forEach((x, i) => expect(x).toBeCloseTo(straight[i], 12));
  });
  fc.assert(property);
});

test("a chain goes through its bends, and ends are met bit for bit, −0 included", () => {
  const ends = [Float64Array.of(-0, 1e-310, 1 / 3), Float64Array.of(0.1, -0, 1e300)] as const;
  const bend = Float64Array.of(-0, 5, 7);
  for (const path of [
    linearPath(...ends),
    bezierPath(...ends),
    chainPath(...ends, { bends: [bend] }),
  ]) {
    expect(path.at(0)).toEqual(ends[0]); // toEqual tells −0 from 0
    expect(path.at(1)).toEqual(ends[1]);
  }
  expect(chainPath(...ends, { bends: [bend] }).at(0.5)).toEqual(bend);
});

test("a path is its own: neither ends nor points that it gives out are shared", () => {
  const [from, to] = [a.slice(), b.slice()];
  const path = linearPath(from, to);
  from.fill(9);
  path.at(1).fill(9);
  expect(path.at(0)).toEqual(a);
  expect(path.at(1)).toEqual(b);
});

test("the gradient in a bend is the slope of the loss at B(t)", async () => {
  const f = objectiveOf(networks[0], "float64");
  const [from, to, x, y] = [1, 2, 3, 4].map((seed) => normalVector(f.size, seed));
  for (const path of [bezierPath(from, to, { bends: [x, y] }), chainPath(from, to, { bends: [x, y] })])
    for (const t of [0.2, 0.5, 0.77]) {
      const { value, gradients } = await pathGradient(f, path, t);
      expect(value).toBe(await f.value(path.at(t)));
      for (const bend of [0, 1]) for (const index of [0, 7, f.size - 1])
        expect(gradients[bend][index]).toBeCloseTo(await slope(f, path, t, bend, index), 7);
    }
  await f.close();
}); // prettier-ignore

async function slope(f: Objective, path: ParameterPath, t: number, bend: number, index: number) {
  const h = 1e-5;
  const moved = (by: number) =>
    path.withBends(path.bends.map((v, i) => v.map((x, j) => (i === bend && j === index ? x + by : x))));
  const [up, down] = [await f.value(moved(h).at(t)), await f.value(moved(-h).at(t))];
  return (up - down) / (2 * h);
} // prettier-ignore

/** A loss of two numbers x and y. */
const plane = (loss: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor) =>
  objective({
    parameters: { p: tf.tensor1d([0, 0]) },
    loss: ({ p }) => {
      const [x, y] = tf.unstack(p);
      return loss(x, y);
    },
    precision: "float64",
  });

const highest = async (f: Objective, path: ParameterPath): Promise<number> => {
  const values: number[] = [];
  for (let i = 0; i <= 40; i++) values.push(await f.value(path.at(i / 40)));
  return Math.max(...values);
};

test("trained around a hill into a valley that is a quadratic curve, the bend is that curve's", async () => {
  // y = 1 − x² is the curve of (−1, 0), (0, 2), (1, 0), and no other bend has loss 0 everywhere.
  const f = plane((x, y) => tf.square(tf.sub(y, tf.sub(1, tf.square(x)))));
  const path = bezierPath(Float64Array.of(-1, 0), Float64Array.of(1, 0));
  expect(await highest(f, path)).toBeCloseTo(1, 12);
  const optimizer = sgd({ learningRate: 0.2, momentum: 0.5 });
  const trained = await trainPath(f, path, { optimizer, epochs: 1500, seed: 1 });
  expect(trained.path.bends[0][0]).toBeCloseTo(0, 6);
  expect(trained.path.bends[0][1]).toBeCloseTo(2, 6);
  expect(await highest(f, trained.path)).toBeLessThan(1e-10);
  expect(trained.path.at(0)).toEqual(path.ends[0]);
  expect(trained.path.at(1)).toEqual(path.ends[1]);
  expect(path.bends[0]).toEqual(Float64Array.of(0, 0)); // the path that came in is as it was
});

test("two wells with a barrier between them: every kind of bent path goes round it in the ring", async () => {
  const f = plane((x, y) => tf.square(tf.sub(tf.add(tf.square(x), tf.square(y)), 1)));
  const ends = [0.1, 2.9].map((angle) => Float64Array.of(Math.cos(angle), Math.sin(angle)));
  const barrier = await highest(f, linearPath(ends[0], ends[1]));
  expect(barrier).toBeGreaterThan(0.9);
  for (const path of [bezierPath(ends[0], ends[1], { bends: 2 }), chainPath(ends[0], ends[1], { bends: 3 })]) {
    const optimizer = sgd({ learningRate: 0.02, momentum: 0.9 });
    const trained = await trainPath(f, path, { optimizer, epochs: 1500, seed: 2 });
    expect(await highest(f, trained.path)).toBeLessThan(0.06 * barrier); // a chord's height, or less
    const again = await trainPath(f, path, { optimizer, epochs: 1500, seed: 2 });
    expect(again.path.bends).toEqual(trained.path.bends);
  }
}); // prettier-ignore

test("what a path cannot be is refused", async () => {
  expect(() => linearPath(a, b.subarray(1))).toThrow("linearPath: b must have length 6, got 5");
  expect(() => bezierPath(a, b, { bends: 0 })).toThrow("bezierPath: bends must be an integer ≥ 1, got 0");
  expect(() => chainPath(a, b).at(1.1)).toThrow("chainPath: t must be in [0, 1], got 1.1");
  expect(() => linearPath(a, b.map(() => NaN))).toThrow("linearPath: b must be finite, got NaN at index 0");
  const f = plane((x) => tf.square(x));
  const optimizer = sgd({ learningRate: 0.1 });
  const straight = linearPath(Float64Array.of(0, 1), Float64Array.of(1, 1));
  await expect(trainPath(f, straight, { optimizer })).rejects.toThrow(
    "trainPath: number of bends must be an integer ≥ 1, got 0",
  );
  await expect(trainPath(f, bezierPath(a, b), { optimizer })).rejects.toThrow(
    "trainPath: path.at(t) must have length 2, got 6",
  );
}); // prettier-ignore

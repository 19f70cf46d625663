/** What an objective refuses because it would be rounded, misread or ignored. */
import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { objective } from "../../src/objective/objective.js";
import { sampleGradients } from "../../src/objective/sampleGradients.js";

const parameters = { w: { values: [1, 2], shape: [2] } };
const sumOf = (p: { readonly w: tf.Tensor }) => tf.sum(p.w);

test("float64 holds what float32 does not", async () => {
  const f = objective({
    parameters,
    loss: (p, x: tf.Tensor) => tf.add(tf.mul(tf.sum(p.w), 1e-30), tf.mean(tf.mul(x, tf.sum(p.w)))),
    data: { values: Int32Array.of(16777217), shape: [1] },
    precision: "float64",
  });
  expect(await f.value(Float64Array.of(1e39, 0))).toBeCloseTo(1e39 * 16777217, -35);
  expect(await f.value(Float64Array.of(1, 0))).toBe(16777217);
});

test("without data there is one row, number 0", async () => {
  const f = objective({ parameters, loss: (p) => tf.sum(tf.square(p.w)), precision: "float64" });
  expect(await f.value(f.start, { rows: [0] })).toBe(5);
  expect(await sampleGradients(f, f.start)).toEqual([Float64Array.of(2, 4)]);
});

test.each<[string, () => unknown]>([
  ["objective: row of an objective without data must be an integer in [0, 0], got 5", () => objective({ parameters, loss: sumOf }).value(new Float64Array(2), { rows: [5] })], // prettier-ignore
  ["sampleGradients: number of rows must be an integer ≥ 1, got 0", () => sampleGradients(objective({ parameters, loss: sumOf }), new Float64Array(2), [])], // prettier-ignore
  ["value: theta must be a Float64Array, got an array", () => objective({ parameters, loss: sumOf }).value([1, 2] as never)], // prettier-ignore
  ["value: theta must be a Float64Array, got an array", () => objective({ parameters, loss: sumOf, precision: "float64" }).value([1, 2] as never)], // prettier-ignore
  ["product: v must be a Float64Array, got Float32Array", () => objective({ parameters, loss: sumOf }).product(new Float64Array(2), Float32Array.of(1, 2) as never)], // prettier-ignore
  ["value: theta must be a Float64Array, got undefined", () => objective({ parameters, loss: sumOf }).value(undefined as never)], // prettier-ignore
  ["value: theta must fit into float32 (at most 3.4e38), got 1e+39 at index 1", () => objective({ parameters, loss: sumOf }).value(Float64Array.of(0, 1e39))], // prettier-ignore
  ["objective: data must fit into float32 (at most 3.4e38), got -1e+39 at index 1", () => objective({ parameters, loss: sumOf, data: { values: [1, -1e39], shape: [2] } })], // prettier-ignore
  ["objective: data must fit into float32 (at most 3.4e38), got 1e+39 at index 0", () => objective({ parameters, loss: sumOf, data: { values: Float64Array.of(1e39, 1), shape: [2] } })], // prettier-ignore
  ["objective: data must hold integers that float32 tells apart (up to 2^24), got 16777217 at index 1", () => objective({ parameters, loss: sumOf, data: { values: Int32Array.of(16777216, 16777217), shape: [2] } })], // prettier-ignore
])("%s", async (message, call) => {
  await expect(new Promise((resolve) => resolve(call()))).rejects.toThrow(message);
});

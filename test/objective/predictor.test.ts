/** Outputs without a loss: the network's, whatever the batches, the inputs' names or earlier failures. */
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { predictor } from "../../src/objective/predictor.js";

beforeAll(() => tf.setBackend("cpu"));
afterEach(() => vi.restoreAllMocks());

const parameters = { w: { values: [1], shape: [1] } };
const one = Float64Array.of(1);
const linear = (p: Readonly<Record<string, tf.Tensor>>, x: tf.Tensor) => tf.mul(p.w, x);
const rows = (...values: number[]) => ({ values, shape: [values.length, 1] });
const make = (options: object = {}) =>
  predictor({ parameters, outputs: linear, precision: "float64", ...options });

test("inputs of one shape are told apart by their names", async () => {
  const difference = make({
    outputs: (p: Readonly<Record<string, tf.Tensor>>, x: { a: tf.Tensor; b: tf.Tensor }) =>
      tf.mul(p.w, tf.sub(x.a, x.b)),
  });
  const [a, b] = [rows(5, 6), rows(1, 1)];
  const expected = Float64Array.of(4, 5);
  expect((await difference.outputs(one, { a, b })).values).toEqual(expected);
  expect((await difference.outputs(one, { b, a })).values).toEqual(expected);
});

test("a program that did not compile is tried again", async () => {
  const predict = make();
  vi.spyOn(referenceExecutor, "compile").mockRejectedValueOnce(new Error("out of memory"));
  await expect(predict.outputs(one, rows(3))).rejects.toThrow("out of memory");
  expect((await predict.outputs(one, rows(3))).values).toEqual(Float64Array.of(3));
  await predict.close();
});

test("theta is copied", async () => {
  const theta = Float64Array.of(1);
  const predict = make({ batchSize: 1 });
  const promised = predict.outputs(theta, rows(1, 1, 1));
  theta[0] = 5;
  expect((await promised).values).toEqual(Float64Array.of(1, 1, 1));
});

test.each<[string, () => unknown]>([
  ["outputs: theta must be finite, got NaN at index 0", () => make().outputs(Float64Array.of(NaN), rows(1))], // prettier-ignore
  ["outputs: theta must have length 1, got 2", () => make().outputs(new Float64Array(2), rows(1))],
  ["outputs: theta must be a Float64Array, got an array", () => make().outputs([1] as never, rows(1))], // prettier-ignore
  ["predictor: data inputs must be finite, got NaN at index 0", () => make().outputs(one, rows(NaN))], // prettier-ignore
  ["predictor: data inputs.b must have 2 rows like the rest, got shape [1,1]", () => make().outputs(one, { a: rows(1, 2), b: rows(1) })], // prettier-ignore
  ["predictor: data must be one of a, got b", () => make({ outputs: (_: never, x: { b: tf.Tensor }) => x.b }).outputs(one, { a: rows(1) })], // prettier-ignore
  ["predictor: parameter must be one of w, got v", () => make({ outputs: (p: { v: tf.Tensor }) => p.v }).outputs(one, rows(1))], // prettier-ignore
  ["predictor: parameter w must be a tensor or { values, shape }, got 1", () => make({ parameters: { w: [1] } })], // prettier-ignore
  ["predictor: executor onnx computes in float32, got precision float64", () => make({ executor: "onnx" })], // prettier-ignore
])("%s", async (message, call) => {
  await expect(new Promise((resolve) => resolve(call()))).rejects.toThrow(message);
});

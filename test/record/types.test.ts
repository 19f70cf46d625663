/** Results have the types that TensorFlow.js gives them: a cast of a float32 is refused, of an int32 not. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { Graph } from "../../src/graph/graph.js";
import { record } from "../../src/record/recorder.js";
import { kernelCases } from "../support/kernelCases.js";

beforeAll(() => tf.setBackend("cpu"));

type Unary = (x: tf.Tensor) => tf.Tensor;
const flag = (x: tf.Tensor) => tf.greater(x, 2);

// prettier-ignore
const whole: Readonly<Record<string, Unary>> = {
  abs: tf.abs, relu: tf.relu, sign: tf.sign, round: tf.round, neg: tf.neg, square: tf.square,
  exp: (x) => tf.exp(x),
  add: (x) => tf.add(x, x), sub: (x) => tf.sub(x, 2), mul: (x) => tf.mul(x, x), floorDiv: (x) => tf.floorDiv(x, 2), div: (x) => tf.div(x, 2),
  "div of integers": (x) => tf.div(x, tf.scalar(2, "int32")), mod: (x) => tf.mod(x, tf.scalar(3, "int32")),
  squaredDifference: (x) => tf.squaredDifference(x, tf.scalar(3, "int32")), addN: (x) => tf.addN([x, x, x]),
  maximum: (x) => tf.maximum(x, tf.scalar(1, "int32")), minimum: (x) => tf.minimum(x, tf.scalar(1, "int32")), clip: (x) => tf.clipByValue(x, -1, 2),
  equal: (x) => tf.equal(x, 1), less: (x) => tf.less(x, 1), not: (x) => tf.logicalNot(flag(x)), and: (x) => tf.logicalAnd(flag(x), flag(x)),
  isNaN: (x) => tf.isNaN(x), where: (x) => tf.where(flag(x), x, tf.neg(x)),
  sum: (x) => tf.sum(x, 1), "sum of flags": (x) => tf.sum(flag(x)), mean: (x) => tf.mean(x), max: (x) => tf.max(x, 0), min: (x) => tf.min(x, 1, true), prod: (x) => tf.prod(x, 1),
  all: (x) => tf.all(flag(x), 1), any: (x) => tf.any(flag(x), 1), cumsum: (x) => tf.cumsum(x, 1), argMax: (x) => tf.argMax(x, 1), argMin: (x) => tf.argMin(x, 0),
  "topk values": (x) => tf.topk(x, 2).values, "topk places": (x) => tf.topk(x, 2).indices,
  reshape: (x) => tf.reshape(x, [3, 2]), expandDims: (x) => tf.expandDims(x, -1), transpose: (x) => tf.transpose(x), pad: (x) => tf.pad(x, [[1, 0], [0, 1]]), slice: (x) => tf.slice(x, [1, 1], [-1, -1]),
  split: (x) => tf.split(x, [1, -1], 1)[1], unstack: (x) => tf.unstack(x, 1)[2], stack: (x) => tf.stack([x, x], 1), concat: (x) => tf.concat([x, x], 1),
  tile: (x) => tf.tile(x, [1, 2]), reverse: (x) => tf.reverse(x, 1), strided: (x) => tf.stridedSlice(x, [0, 0], [2, 3], [1, 2]), broadcastTo: (x) => tf.broadcastTo(x, [2, 2, 3]),
  gather: (x) => tf.gather(x, tf.tensor1d([1, 0, 1], "int32")), gatherND: (x) => tf.gatherND(x, tf.tensor2d([[1, 2]], [1, 2], "int32")), scatterND: (x) => tf.scatterND(tf.tensor2d([[2], [0]], [2, 1], "int32"), x, [3, 3]),
  mirrorPad: (x) => tf.mirrorPad(x, [[0, 0], [1, 1]], "reflect"), diag: (x) => tf.diag(tf.reshape(x, [6])),
  onesLike: tf.onesLike, zerosLike: tf.zerosLike, fill: () => tf.fill([2], 3, "int32"), range: () => tf.range(0, 5, 2, "int32"), oneHot: (x) => tf.oneHot(tf.abs(x), 4),
  "oneHot of another type": (x) => tf.oneHot(tf.abs(x), 4, 1, 0, "float32"), "cast there and back": (x) => tf.cast(tf.cast(x, "float32"), "int32"), "cast of a floor": (x) => tf.cast(tf.floor(tf.div(x, 2)), "int32"),
};

test.each(Object.entries(whole))("of int32, %s", async (_, program) => {
  const values = [1, -2, 3, 0, 3, -1];
  const g = new Graph();
  const x = g.input("x", [2, 3]);
  let dtype = "";
  const output = record(g, [{ node: x, dtype: "int32" }], (t) => {
    const result = program(t);
    dtype = result.dtype;
    return result;
  });
  const expected = program(tf.tensor2d(values, [2, 3], "int32"));
  expect(dtype).toBe(expected.dtype);
  expect(output.shape).toEqual(expected.shape);
  const compiled = await referenceExecutor.compile({ inputs: [x], outputs: [output] });
  const [actual] = await compiled.run([Float64Array.from(values)]);
  const numbers = [...(await expected.data())];
  numbers.forEach((number, i) => expect(actual[i]).toBeCloseTo(number, 5));
});

describe.each(kernelCases)("of float32, %s", (_, shapes, program) => {
  test("has the type of the CPU backend", () => {
    const g = new Graph();
    const inputs = shapes.map((shape, i) => ({ node: g.input(`x${i}`, shape), dtype: "float32" as const })); // prettier-ignore
    let dtype = "";
    record(g, inputs, (...tensors) => {
      const result = program(...tensors);
      dtype = result.dtype;
      return result;
    });
    expect(dtype).toBe(tf.tidy(() => program(...shapes.map((shape) => tf.ones(shape))).dtype));
  });
});

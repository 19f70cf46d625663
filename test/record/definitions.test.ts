/** Kernels at special numbers, sizes and options, where the backends differ or random numbers never come. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { Graph, reach } from "../../src/graph/graph.js";
import { sizeOf } from "../../src/graph/shape.js";
import { record } from "../../src/record/recorder.js";

beforeAll(() => tf.setBackend("cpu"));

type Program = (...x: tf.Tensor[]) => tf.Tensor;

function recorded(shapes: readonly number[][], program: Program) {
  const g = new Graph();
  const inputs = shapes.map((shape, i) => g.input(`x${i}`, shape));
  const output = record(g, inputs.map((node) => ({ node, dtype: "float32" })), program); // prettier-ignore
  return { inputs, output };
}

async function computed(values: readonly number[][], program: Program) {
  const { inputs, output } = recorded(values.map(({ length }) => [length]), program); // prettier-ignore
  const compiled = await referenceExecutor.compile({ inputs, outputs: [output] });
  const [result] = await compiled.run(values.map((x) => Float64Array.from(x)));
  return [...result];
}

const number = (mask: tf.Tensor) => tf.cast(mask, "float32");
const kernel = (name: string, inputs: Readonly<Record<string, tf.Tensor>>, attributes: object): tf.Tensor =>
  tf.engine().runKernel(name, inputs, attributes as never); // prettier-ignore

test("angles are those of the plane, on its axes too", async () => {
  const angles = await computed([[0, 0, 1, -1, 0, 1, -1], [0, -1, 0, 0, 1, -1, -1]], (y, x) => tf.atan2(y, x)); // prettier-ignore
  const pi = Math.PI;
  const expected = [0, pi, pi / 2, -pi / 2, 0, (3 * pi) / 4, (-3 * pi) / 4];
  angles.forEach((angle, i) => expect(angle).toBeCloseTo(expected[i], 14));
});

test.each([
  ["isNaN", tf.isNaN, [0, 0, 0, 1]],
  ["isInf", tf.isInf, [0, 1, 1, 0]],
  ["isFinite", tf.isFinite, [1, 0, 0, 0]],
] as const)("%s", async (_, program, expected) => {
  expect(await computed([[1, -Infinity, Infinity, NaN]], (x) => number(program(x)))).toEqual(expected); // prettier-ignore
});

test.each([
  ["lessEqual", tf.lessEqual, [1, 1, 0]],
  ["greaterEqual", tf.greaterEqual, [0, 1, 1]],
  ["notEqual", tf.notEqual, [1, 0, 1]],
] as const)("%s of equal numbers", async (_, program, expected) => {
  expect(await computed([[1, 2, 3], [2, 2, 2]], (x, y) => number(program(x, y)))).toEqual(expected); // prettier-ignore
});

test.each<[string, () => tf.Tensor, number[]]>([
  ["half steps", () => tf.range(0, 1.2, 0.5), [0, 0.5, 1]],
  ["down by itself", () => tf.range(3, 0), [3, 2, 1]],
  ["down in steps", () => tf.range(3, 0, -2), [3, 1]],
  ["one number between two", () => tf.linspace(3, 9, 1), [3]],
])("ranges: %s", async (_, make, expected) => {
  expect([...(await make().data())]).toEqual(expected);
  expect(await computed([[0]], (x) => tf.add(make(), x))).toEqual(expected);
});

test("a range the wrong way is empty", () => {
  expect(recorded([], () => tf.range(3, 0, 2)).output.shape).toEqual([0]);
  expect(recorded([], () => tf.range(0, 3, -1)).output.shape).toEqual([0]);
});

test("einsum sums over what one operand has alone (the CPU backend gives another shape)", async () => {
  const sums = await computed([[1, 2, 3, 4], [5, 6]], (x, y) => tf.einsum("aij, jk -> k", tf.reshape(x, [2, 1, 2]), tf.reshape(y, [2, 1]))); // prettier-ignore
  expect(sums).toEqual([(1 + 3) * 5 + (2 + 4) * 6]);
});

test.each(["ii->i", "ij,jk,kl->il", "ij,jk", "...i->i"])("einsum %s is refused", (equation) => {
  const square = (x: tf.Tensor) => tf.reshape(x, [2, 2]);
  const count = equation.split("->")[0].split(",").length;
  expect(() => recorded([[4]], (x) => tf.einsum(equation, ...Array.from({ length: count }, () => square(x))))).toThrow(
    /^record: einsum needs one or two operands with distinct labels and "->", got /,
  ); // prettier-ignore
});

test("leaky units of fused kernels have the slope 0.2 that TensorFlow.js documents", async () => {
  const image = (x: tf.Tensor) => tf.reshape<tf.Rank.R4>(x, [1, 2, 1, 1]);
  const one = tf.ones<tf.Rank.R4>([1, 1, 1, 1]);
  const leaky = await computed([[-10, 10]], (x) => tf.fused.conv2d({ x: image(x), filter: one, strides: 1, pad: "same", activation: "leakyrelu" })); // prettier-ignore
  expect(leaky).toEqual([-2, 10]);
});

test("normalisation has the variance 0.001 added where nothing is said", async () => {
  const [zero, one] = [tf.zeros([1]), tf.ones([1])];
  const [y] = await computed([[5]], (x) => tf.batchNorm(tf.reshape(x, [1, 1]), zero, one)); // prettier-ignore
  expect(y).toBeCloseTo(5 / Math.sqrt(1.001), 6);
});

describe.each([0, 1, -1])("over axis %i", (axis) => {
  const [p, q, r, s] = [0.5, -1, 2, 0];
  const rows = axis === 0 ? [[p, r], [q, s]] : [[p, q], [r, s]]; // prettier-ignore
  const total = rows.map(([a, b]) => Math.exp(a) + Math.exp(b));
  const along = (x: tf.Tensor) => tf.reshape(x, [2, 2]);
  const sums = axis === 0 ? [total[0], total[1], total[0], total[1]] : [total[0], total[0], total[1], total[1]]; // prettier-ignore

  test.each<[string, string, (x: number, sum: number) => number]>([
    ["Softmax", "dim", (x, sum) => Math.exp(x) / sum],
    ["LogSoftmax", "axis", (x, sum) => x - Math.log(sum)],
  ])("%s", async (name, key, rule) => {
    const result = await computed([[p, q, r, s]], (x) => kernel(name, { logits: along(x) }, { [key]: axis })); // prettier-ignore
    [p, q, r, s].forEach((x, i) => expect(result[i]).toBeCloseTo(rule(x, sums[i]), 14));
  });
});

test.each<[string, boolean, number[]]>([
  ["exclusive, one entry", true, [1]],
  ["inclusive, one entry", false, [7]],
])("products along an axis: %s", async (_, exclusive, expected) => {
  expect(await computed([[7]], (x) => tf.cumprod(x, 0, exclusive))).toEqual(expected);
});

test("parts without entries are left out of what they are joined with", () => {
  const { inputs, output } = recorded([[2, 3]], (x) => tf.concat([x, tf.zeros([0, 3])], 0));
  expect(output).toBe(inputs[0]);
});

test("one matrix times one matrix is no product in batches", () => {
  const { output } = recorded([[2, 3], [3, 4]], (a, b) => tf.fused.matMul({ a: a, b: b, activation: "relu" })); // prettier-ignore
  const products = reach([output]).filter(({ op }) => op === "matmul");
  expect(products.map(({ shape }) => [...shape])).toEqual([[2, 4]]);
});

test.each<[string, Program]>([
  ["Conv2D", (x) => tf.conv2d(x as tf.Tensor4D, tf.ones([1, 1, 4, 4]), 1, "same", "NCHW")],
  ["DepthToSpace", (x) => tf.depthToSpace(x as tf.Tensor4D, 2, "NCHW")],
])("%s takes channels last", (name, program) => {
  expect(() => recorded([[1, 4, 4, 4]], program)).toThrow(`record: ${name} needs dataFormat NHWC, got NCHW`); // prettier-ignore
});

describe.each([
  ["to more", [3, 4], [5, 7]],
  ["to less", [5, 7], [3, 4]],
  ["to one", [3, 4], [1, 1]],
] as const)("images %s", (_, from, to) => {
  test.each([
    ["nearest", "plain", false, false],
    ["nearest", "corners", true, false],
    ["nearest", "half pixels", false, true],
    ["bilinear", "plain", false, false],
    ["bilinear", "corners", true, false],
    ["bilinear", "half pixels", false, true],
  ] as const)("%s, %s", async (kind, _, corners, half) => {
    const resize = kind === "nearest" ? tf.image.resizeNearestNeighbor : tf.image.resizeBilinear;
    const program = (x: tf.Tensor) => resize(tf.reshape<tf.Rank.R4>(x, [1, ...from, 1]), [...to], corners, half); // prettier-ignore
    const values = Array.from({ length: sizeOf(from) }, (_, i) => (i + 1) ** 2);
    const expected = [...(await program(tf.tensor1d(values)).data())];
    const actual = await computed([values], program);
    actual.forEach((x, i) => expect(x).toBeCloseTo(expected[i], 3));
  });
});

import { expect, test } from "vitest";
import { conv, matmul } from "../../src/graph/contraction.js";
import { add, div, mul, neg, sub, unary } from "../../src/graph/elementwise.js";
import { Graph, reach, scalarValue } from "../../src/graph/graph.js";
import type { Node, Op } from "../../src/graph/node.js";
import { pool } from "../../src/graph/pooling.js";
import { max } from "../../src/graph/reduction.js";
import { broadcast, stretchedAxes } from "../../src/graph/shape.js";
import { concat, expand, pad, permute, reshape, slice, sum } from "../../src/graph/structural.js";

const g = new Graph();
const x = g.input("x", [2, 3]);
const y = g.input("y", [2, 3]);
const image = g.input("image", [2, 5, 6, 3]); // N H W C
const ops = (node: Node): Op[] => reach([node]).map(({ op }) => op);

test("equal expressions are one node, whatever the order of commutative operands", () => {
  expect(add(g, x, y)).toBe(add(g, y, x));
  expect(mul(g, x, y)).toBe(mul(g, y, x));
  expect(sub(g, x, y)).not.toBe(sub(g, y, x));
  expect(g.constant([1, 2], [2])).toBe(g.constant([1, 2], [2]));
  expect(g.constant([1, 2], [2])).not.toBe(g.constant([1, 3], [2]));
  expect(g.constant([0], [])).not.toBe(g.constant([-0], [])); // 1/0 tells them apart
});

test("scalars fold and neutral elements vanish", () => {
  const s = (value: number): Node => g.scalar(value);
  expect(mul(g, s(1), x)).toBe(x);
  expect(add(g, x, s(0))).toBe(x);
  expect(sub(g, x, s(0))).toBe(x);
  expect(neg(g, neg(g, x))).toBe(x);
  expect(mul(g, s(2), mul(g, s(3), x))).toBe(mul(g, s(6), x));
  expect(div(g, x, s(4))).toBe(mul(g, s(0.25), x));
  expect(add(g, x, neg(g, y))).toBe(sub(g, x, y));
  expect(scalarValue(div(g, s(1), s(4)))).toBe(0.25);
  expect(add(g, expand(g, s(0), [4, 2, 3]), x)).toBe(expand(g, x, [4, 2, 3]));
});

test("reshapes and permutations compose and cancel", () => {
  expect(permute(g, permute(g, image, [0, 3, 1, 2]), [0, 2, 3, 1])).toBe(image);
  expect(reshape(g, reshape(g, x, [6]), [2, 3])).toBe(x);
  const column = g.input("column", [3, 1]);
  expect(permute(g, column, [1, 0]).op).toBe("reshape"); // only an axis of size 1 moves
});

test("permutations sink through a network: none is left between its layers", () => {
  const w = g.input("w", [3, 3, 3, 3]);
  const b = g.input("b", [3]);
  const window = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 } as const;
  const layer = (h: Node): Node => {
    const z = conv(g, permute(g, h, [0, 3, 1, 2]), w, window);
    return unary(g, "tanh", add(g, permute(g, z, [0, 2, 3, 1]), b));
  };
  const net = layer(layer(layer(image)));
  expect(ops(net).filter((op) => op === "permute")).toHaveLength(2); // first input, last output
});

test("an expanded operand does not reach an elementwise operation", () => {
  const row = g.input("row", [3]);
  expect(ops(mul(g, expand(g, row, [2, 3]), x))).not.toContain("expand");
  expect(ops(unary(g, "tanh", expand(g, row, [2, 3])))).toEqual(["input", "tanh", "expand"]);
});

test("log Σ exp with the maximum taken out becomes one node", () => {
  const m = max(g, x, [1]);
  const lse = add(g, unary(g, "log", sum(g, unary(g, "exp", sub(g, x, m)), [1])), m);
  expect(ops(lse)).toEqual(["input", "logSumExp"]);
});

test("a factor goes into a pool", () => {
  const window = { size: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0] } as const;
  const channels = permute(g, image, [0, 3, 1, 2]);
  const average = pool(g, channels, window, 0.25);
  expect(mul(g, g.scalar(4), average)).toBe(pool(g, channels, window, 1));
});

test("matmul takes transposes of its operands as flags", () => {
  const product = matmul(g, permute(g, x, [1, 0]), y);
  expect(product.op === "matmul" && product.attributes).toEqual({
    transposeA: true,
    transposeB: false,
  });
  expect(product.shape).toEqual([3, 3]);
});

test("shapes broadcast from the end", () => {
  expect(broadcast("f", [2, 1], [3])).toEqual([2, 3]);
  expect(stretchedAxes([3, 1], [2, 3, 4])).toEqual([0, 2]);
});

const tooSmall = { size: [7, 7], strides: [7, 7], pads: [0, 0, 0, 0] } as const;
const one = { strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1], groups: 1 } as const;

test.each([
  [
    "add: shapes must agree or be 1 on each axis, got [2,3] and [2]",
    () => add(g, x, g.input("z", [2])),
  ],
  ["reshape: sizes must agree, got [2,3] to [5]", () => reshape(g, x, [5])],
  ["expand: axes must agree or be 1, got [2,3] to [2,4]", () => expand(g, x, [2, 4])],
  ["slice: must lie within [2,3], got [2,2] at [0,2]", () => slice(g, x, [0, 2], [2, 2])],
  ["matmul: inner sizes must agree, got [2,3] · [2,3]", () => matmul(g, x, y)],
  ["matmul: operands need at least two axes, got [2]", () => matmul(g, g.input("v", [2]), y)],
  ["conv: needs N I H W and O I/1 h w", () => conv(g, image, g.input("k", [2, 3, 1, 1]), one)],
  [
    "conv: the filter must fit",
    () => conv(g, g.input("i", [1, 1, 2, 2]), g.input("f", [1, 1, 3, 3]), one),
  ],
  ["pool: needs N C H W with an image no smaller", () => pool(g, image, tooSmall, 1)],
  [
    "concat: shapes must agree but for axis 0, got [2,3], [2]",
    () => concat(g, [x, g.input("u", [2])], 0),
  ],
  ["input: names must be distinct, got x twice", () => g.input("x", [1])],
  ["constant: needs 2 values for shape [2], got 3", () => g.constant([1, 2, 3], [2])],
])("%s", (message, call) => {
  expect(call).toThrow(message);
});

test("padding by nothing is nothing", () => {
  expect(pad(g, x, [0, 0], [0, 0])).toBe(x);
});

test("of two stretched operands, permuted ones stay where they are", () => {
  const g = new Graph();
  const [a, b] = [g.input("a", [4, 1, 2]), g.input("b", [2, 3, 1])];
  const turned = permute(g, a, [2, 1, 0]);
  expect(add(g, turned, b).shape).toEqual([2, 3, 4]);
  expect(mul(g, b, turned).shape).toEqual([2, 3, 4]);
});

import { expect, test } from "vitest";
import { conv, convFilterGrad, convInputGrad, matmul } from "../../src/graph/contraction.js";
import { add, unary } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import { print, statistics } from "../../src/graph/print.js";

test("a program is printed line by line", () => {
  const g = new Graph();
  const [x, w] = [g.input("x", [2, 3]), g.input("w", [4, 3])];
  const y = add(g, unary(g, "tanh", matmul(g, x, w, false, true)), g.scalar(0.5));
  expect(print({ inputs: [x, w], outputs: [y, x] })).toBe(
    `%0 = given x() [2,3]
%1 = given w() [4,3]
%2 = matmul{transposeA=false transposeB=true}(%0, %1) [2,4]
%3 = tanh(%2) [2,4]
%4 = 0.5() []
%5 = add(%3, %4) [2,4]
return %5, %0`,
  );
});

test("multiply-adds count two, in all faces of a convolution alike", () => {
  const g = new Graph();
  const [x, w] = [g.input("x", [2, 3, 6, 6]), g.input("w", [4, 3, 3, 3])];
  const window = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 } as const;
  const y = conv(g, x, w, window);
  const once = 2 * (2 * 4 * 36) * (3 * 9);
  expect(statistics({ inputs: [x, w], outputs: [y] }).flops).toBe(once);
  const back = [convInputGrad(g, y, w, window, x.shape), convFilterGrad(g, x, y, window, w.shape)];
  const { flops, nodes, bytes, operations } = statistics({ inputs: [x, w, y], outputs: back });
  expect(flops).toBe(2 * once);
  expect(nodes).toBe(2);
  expect(bytes).toBe(4 * (2 * 3 * 36 + 4 * 3 * 9));
  expect(operations).toEqual({ convInputGrad: 1, convFilterGrad: 1 });
});

test("a matrix product counts its inner size", () => {
  const g = new Graph();
  const [a, b] = [g.input("a", [5, 2]), g.input("b", [5, 3])];
  expect(statistics({ inputs: [a, b], outputs: [matmul(g, a, b, true)] }).flops).toBe(2 * 6 * 5);
});

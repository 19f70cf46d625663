/** Which kernels of TensorFlow are written, where several would do; only the graph can tell. */
import { describe, expect, test } from "vitest";
import { emit } from "../../src/execute/tensorflow/emit.js";
import { graphWriter } from "../../src/execute/tensorflow/writer.js";
import { conv, matmul } from "../../src/graph/contraction.js";
import { gradient } from "../../src/graph/derivatives.js";
import { add, mul, sub, unary } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import type { Node } from "../../src/graph/node.js";
import type { Shape } from "../../src/graph/shape.js";
import { concat, pad, permute, reshape, slice, sum } from "../../src/graph/structural.js";

function written(shapes: readonly Shape[], build: (g: Graph, ...x: Node[]) => Node | Node[]) {
  const g = new Graph();
  const inputs = shapes.map((shape, i) => g.input(`x${i}`, shape));
  const outputs = [build(g, ...inputs)].flat();
  const plumbing = ["Placeholder", "Const", "Identity"];
  return emit({ inputs, outputs })
    .nodes.map(({ op }) => op)
    .filter((op) => !plumbing.includes(op));
}

const toImage = (g: Graph, x: Node): Node => permute(g, x, [0, 3, 1, 2]); // N C H W
const window = { strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1], groups: 1 } as const;

describe("numbers move only where they must", () => {
  const shape = [2, 3, 4, 5];
  test.each<{ what: string; shapes: Shape[]; build: (g: Graph, ...x: Node[]) => Node; expected: string[] }>([
    { what: "axes of size 1", shapes: [[2, 1, 3]], build: (g, x) => permute(g, x, [1, 0, 2]), expected: ["Reshape"] },
    { what: "an image as rows of pixels", shapes: [shape], build: (g, x) => sum(g, reshape(g, toImage(g, x), [2, 5, 12]), [1]), expected: ["Reshape", "Sum", "Reshape"] },
    { what: "rows of channels", shapes: [shape], build: (g, x) => sum(g, reshape(g, toImage(g, x), [2, 60]), [0]), expected: ["Transpose", "Reshape", "Sum"] },
    { what: "a matrix that lies the other way round", shapes: [[3, 2], [3, 5], [3, 4]], build: (g, a, b, c) => matmul(g, concat(g, [permute(g, a, [1, 0]), permute(g, b, [1, 0])], 0), c), expected: ["ConcatV2", "MatMul"] },
    { what: "matrices, the same", shapes: [[4, 3, 2], [4, 3, 6], [4, 3, 5]], build: (g, a, b, c) => matmul(g, concat(g, [permute(g, a, [0, 2, 1]), permute(g, b, [0, 2, 1])], 1), c), expected: ["ConcatV2", "BatchMatMulV2"] },
    { what: "rows times one matrix", shapes: [[4, 3, 2], [2, 5]], build: (g, a, b) => matmul(g, a, b), expected: ["Reshape", "MatMul", "Reshape"] },
    { what: "a number beside a tensor", shapes: [[2, 3], []], build: (g, x, s) => mul(g, x, s), expected: ["Mul"] },
    { what: "a part", shapes: [[4, 3]], build: (g, x) => slice(g, x, [1, 0], [2, 3]), expected: ["Slice"] },
    { what: "zeros around", shapes: [[2, 3]], build: (g, x) => pad(g, x, [1, 0], [0, 2]), expected: ["Reshape", "Pad"] },
  ])("$what", ({ shapes, build, expected }) => {
    expect(written(shapes, build)).toEqual(expected);
  }); // prettier-ignore

  test("of two equally large operands the one that came from a convolution keeps its order", () => {
    const ops = written([[2, 4, 4, 3], [1, 1, 3, 3], [2, 3, 4, 4]], (g, x, w, y) => {
      const z = conv(g, toImage(g, x), permute(g, w, [3, 2, 0, 1]), window);
      return permute(g, add(g, y, z), [0, 2, 3, 1]);
    }); // prettier-ignore
    expect(ops.filter((op) => op === "Transpose")).toHaveLength(1);
    const reversed = written([[2, 4, 4, 3], [1, 1, 3, 3], [2, 3, 4, 4]], (g, x, w, y) => {
      const z = conv(g, toImage(g, x), permute(g, w, [3, 2, 0, 1]), window);
      return permute(g, add(g, z, y), [0, 2, 3, 1]);
    }); // prettier-ignore
    expect(reversed.filter((op) => op === "Transpose")).toHaveLength(1);
  });
});

test.each([
  { name: "relu", kernel: "ReluGrad" },
  { name: "tanh", kernel: "TanhGrad" },
  { name: "sigmoid", kernel: "SigmoidGrad" },
] as const)("slope and product are one kernel: $kernel", ({ name, kernel }) => {
  const ops = written([[2, 3]], (g, x) => {
    const loss = reshape(g, sum(g, unary(g, "exp", unary(g, name, x)), [0, 1]), []);
    return gradient(g, loss, [x]);
  });
  expect(ops).toContain(kernel);
});

test("whichever factor is older", () => {
  const g = new Graph();
  const [x, before] = [g.input("x", [2]), g.input("before", [2])];
  const slope = unary(g, "step", x);
  const after = g.input("after", [2]);
  const { nodes } = emit({ inputs: [x, before, after], outputs: [mul(g, slope, before), mul(g, slope, after)] }); // prettier-ignore
  expect(nodes.filter(({ op }) => op === "ReluGrad")).toHaveLength(2);
});

test.each<{ what: string; build: (g: Graph, x: Node, y: Node) => Node }>([
  { what: "1 − x y", build: (g, x, y) => sub(g, g.scalar(1), mul(g, x, y)) },
  { what: "2 − y y", build: (g, _, y) => sub(g, g.scalar(2), mul(g, y, y)) },
  { what: "y (2 − y)", build: (g, _, y) => mul(g, y, sub(g, g.scalar(2), y)) },
  { what: "y (1 − x)", build: (g, x, y) => mul(g, y, sub(g, g.scalar(1), x)) },
  { what: "a row of slopes", build: (g, x) => unary(g, "step", sum(g, x, [0])) },
])("what only looks like a slope is none: $what", ({ build }) => {
  const ops = written([[2, 3], [2, 3], [2, 3]], (g, x, y, d) => mul(g, build(g, x, y), d)); // prettier-ignore
  expect(ops.filter((op) => op.endsWith("Grad"))).toEqual([]);
});

test("a slope that is given has no argument", () => {
  const g = new Graph();
  const slope = unary(g, "step", g.input("x", [2]));
  const d = g.input("d", [2]);
  const { nodes } = emit({ inputs: [slope, d], outputs: [mul(g, slope, d)] });
  expect(nodes.map(({ op }) => op)).toEqual(["Placeholder", "Placeholder", "Mul", "Identity"]);
});

test("equal nodes are one, but for their attributes", () => {
  const twice = written([[3, 3], [3, 3]], (g, a, b) => [
    matmul(g, a, b),
    matmul(g, a, b, true),
    concat(g, [a, a], 0),
    concat(g, [b, b], 0),
  ]); // prettier-ignore
  expect(twice).toEqual(["MatMul", "MatMul", "ConcatV2", "ConcatV2"]);
  const w = graphWriter([]);
  expect(w.node("Neg", ["a"])).toBe(w.node("Neg", ["a"]));
  expect(w.integers([0])).not.toBe(w.floats([0], [1]).name);
  expect(w.floats([0], [1]).name).not.toBe(w.floats([0], []).name);
  expect(w.nodes).toHaveLength(4);
});

test("an image of one channel is no case for it", () => {
  const ops = written([[2, 4, 4, 1], [6, 1, 3, 3]], (g, x, w) => conv(g, toImage(g, x), w, window)); // prettier-ignore
  expect(ops).toContain("Conv2D");
});

test("one group per channel is a kernel of its own, and so are its gradients", () => {
  const ops = written([[2, 4, 4, 3], [6, 1, 3, 3]], (g, x, w) => {
    const y = conv(g, toImage(g, x), w, { ...window, groups: 3 });
    const loss = reshape(g, sum(g, unary(g, "tanh", y), [0, 1, 2, 3]), []);
    return gradient(g, loss, [x, w]);
  }); // prettier-ignore
  const kernel = "DepthwiseConv2dNative";
  expect(ops).toEqual(expect.arrayContaining([kernel, `${kernel}BackpropInput`, `${kernel}BackpropFilter`])); // prettier-ignore
});

/** What is made once per point, what once per vector, and what is kept between the two. */
import { describe, expect, test } from "vitest";
import { emit } from "../../../src/execute/onnx/emit.js";
import { onnxExecutor } from "../../../src/execute/onnx/onnx.js";
import type { OnnxNode } from "../../../src/execute/onnx/schema.js";
import { splitGraph } from "../../../src/execute/onnx/splitGraph.js";
import { conv, convFilterGrad, matmul } from "../../../src/graph/contraction.js";
import { add, greater, mul, select, unary } from "../../../src/graph/elementwise.js";
import { Graph } from "../../../src/graph/graph.js";
import type { Node } from "../../../src/graph/node.js";
import type { Shape } from "../../../src/graph/shape.js";
import { expand, pad, permute, reshape, slice } from "../../../src/graph/structural.js";

type Build = (g: Graph, t: Node, ...x: Node[]) => Node;

/** The two parts of a program in t, the first input. */
function parts([first, ...shapes]: readonly Shape[], build: Build, lean = false) {
  const g = new Graph();
  const t = g.input("t", first);
  const x = shapes.map((shape, i) => g.input(`x${i}`, shape));
  const graph = emit({ inputs: [t, ...x], outputs: [build(g, t, ...x)] }, { tangents: [t] });
  const { linearize, apply, residuals, again } = splitGraph(graph, new Set(["in0"]), lean);
  const ops = (nodes: readonly OnnxNode[]) => nodes.map(({ opType }) => opType).filter((op) => op !== "Identity"); // prettier-ignore
  return { linearize: ops(linearize), apply: ops(apply), residuals: residuals.length, again };
}

const exp = (g: Graph, x: Node) => unary(g, "exp", x);

describe("the cut", () => {
  test.each<{ what: string; shapes: Shape[]; build: Build; linearize: string[]; apply: string[] }>([
    { what: "a value", shapes: [[3], [3]], build: (g, t, x) => mul(g, exp(g, x), t), linearize: ["Exp"], apply: ["Mul"] },
    { what: "a reshape", shapes: [[2, 2], [4]], build: (g, t, x) => mul(g, reshape(g, exp(g, x), [2, 2]), t), linearize: ["Exp"], apply: ["Reshape", "Mul"] },
    { what: "a part", shapes: [[2], [4]], build: (g, t, x) => mul(g, slice(g, exp(g, x), [1], [2]), t), linearize: ["Exp"], apply: ["Slice", "Mul"] },
    { what: "an expansion", shapes: [[2], [1]], build: (g, t, x) => concatenated(g, expand(g, exp(g, x), [2]), t), linearize: ["Exp"], apply: ["Reshape", "Expand", "Reshape", "MatMul"] },
    { what: "a mask", shapes: [[2], [2], [2]], build: (g, t, x, y) => select(g, greater(g, x, y), t, g.scalar(0)), linearize: ["Greater", "Cast"], apply: ["Cast", "Where"] },
    { what: "a transposed copy", shapes: [[2, 3], [3, 2]], build: (g, t, x) => mul(g, permute(g, exp(g, x), [1, 0]), t), linearize: ["Exp", "Transpose"], apply: ["Mul"] },
  ])("before $what", ({ shapes, build, linearize, apply }) => {
    expect(parts(shapes, build)).toEqual({ linearize, apply, residuals: 1, again: [] });
  }); // prettier-ignore

  test("inputs are given again, and views of them too", () => {
    const split = parts([[2, 2], [4]], (g, t, x) => mul(g, reshape(g, x, [2, 2]), t)); // prettier-ignore
    expect(split).toEqual({ linearize: [], apply: ["Reshape", "Mul"], residuals: 0, again: ["in1"] }); // prettier-ignore
  });

  test("where few products follow, copies are repeated and what they are made of is kept", () => {
    const padded: Build = (g, t, x) => mul(g, pad(g, exp(g, x), [1], [0]), t);
    const whole = parts([[3], [2]], padded);
    expect([whole.linearize, whole.apply]).toEqual([["Exp", "Pad"], ["Mul"]]);
    const lean = parts([[3], [2]], padded, true);
    expect([lean.linearize, lean.apply]).toEqual([["Exp"], ["Pad", "Mul"]]);
  });
});

/** A product that no broadcast can replace. */
const concatenated = (g: Graph, x: Node, t: Node): Node =>
  matmul(g, reshape(g, x, [2, 1]), reshape(g, t, [1, 2]));

describe("filter gradients join the shifts of the side that stays", () => {
  const base = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 } as const;
  const [x, dy] = [[2, 9, 6, 6], [2, 10, 6, 6]]; // prettier-ignore
  const filter = [10, 9, 3, 3];

  test.each<{ moves: string; shapes: Shape[]; build: Build }>([
    { moves: "dy", shapes: [dy, x], build: (g, t, image) => convFilterGrad(g, image, t, base, filter) }, // prettier-ignore
    { moves: "x", shapes: [x, dy], build: (g, t, slope) => convFilterGrad(g, t, slope, base, filter) }, // prettier-ignore
  ])("where $moves moves", ({ shapes, build }) => {
    const { linearize, apply } = parts(shapes, build);
    expect(linearize).toContain("Concat");
    expect(apply.filter((op) => op === "Concat")).toHaveLength(1); // of the products
  });
});

describe("bytes", () => {
  const kept = async (products: number | undefined, build: Build, shapes: readonly Shape[]) => {
    const g = new Graph();
    const [t, ...x] = shapes.map((shape, i) => g.input(`x${i}`, shape));
    const program = { inputs: x, tangents: [t], outputs: [build(g, t, ...x)] };
    const compiled = await onnxExecutor({ blocked: false }).compileLinear(program, { products });
    const at = x.map(({ shape }) => new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5));
    const { bytes } = await compiled.linearize(at);
    await compiled.close();
    return bytes;
  };

  test("fixed factors are kept as one", async () => {
    const product: Build = (g, t, x, y, z) => mul(g, exp(g, x), mul(g, exp(g, y), mul(g, exp(g, z), t))); // prettier-ignore
    expect(await kept(undefined, product, [[3], [3], [3], [3]])).toBe(4 * 3);
  });

  test("of several residuals all count", async () => {
    const sums: Build = (g, t, x, y) => add(g, matmul(g, exp(g, x), t), matmul(g, exp(g, y), t));
    expect(await kept(undefined, sums, [[3, 1], [2, 3], [2, 3]])).toBe(4 * 12); // prettier-ignore
  });

  test("up to five vectors, what is small is kept; for more, what is ready", async () => {
    const base = { strides: [2, 2], pads: [0, 0, 0, 0], dilations: [1, 1], groups: 1 } as const;
    const around: Build = (g, t, x) => conv(g, pad(g, exp(g, x), [0, 0, 3, 3], [0, 0, 3, 3]), t, base); // prettier-ignore
    const shapes = [[1, 1, 2, 2], [1, 1, 2, 2]]; // prettier-ignore
    expect(await kept(5, around, shapes)).toBe(4 * 4);
    expect(await kept(6, around, shapes)).toBe(4 * 64);
    expect(await kept(undefined, around, shapes)).toBe(4 * 64);
  });
});

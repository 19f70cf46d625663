/** Programs for k vectors at once are k runs of the program, for every operation. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { onnxExecutor } from "../../src/execute/onnx/onnx.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { conv, matmul } from "../../src/graph/contraction.js";
import { gradient, hessianProduct } from "../../src/graph/derivatives.js";
import { add, greater, mul, unary } from "../../src/graph/elementwise.js";
import { dependents, Graph, reach } from "../../src/graph/graph.js";
import { jvp } from "../../src/graph/jvp.js";
import type { Node, Op } from "../../src/graph/node.js";
import { pool } from "../../src/graph/pooling.js";
import { logSumExp } from "../../src/graph/reduction.js";
import { sizeOf } from "../../src/graph/shape.js";
import {
  concat,
  expand,
  gather,
  pad,
  permute,
  reshape,
  scatterAdd,
  slice,
  sum,
} from "../../src/graph/structural.js";
import { vectorize } from "../../src/graph/vectorize.js";
import { plain } from "../support/convolutionPrograms.js";
import { curvedLoss } from "../support/curvedLoss.js";
import { kernelCases } from "../support/kernelCases.js";
import { normalVector } from "../support/matrices.js";
import { buildProgram, programs } from "../support/programs.js";
import { checkStack } from "../support/stacks.js";

const executors = [
  { executor: referenceExecutor, tolerance: 1e-12 },
  { executor: onnxExecutor(), tolerance: 1e-5 },
];

const tiles = { size: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0] } as const;

/** All subsets but the empty one. */
const subsets = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: 2 ** items.length - 1 }, (_, bits) =>
    items.filter((_, i) => ((bits + 1) >> i) % 2 === 1),
  );

beforeAll(() => tf.setBackend("cpu"));

describe.each(executors)("in $executor.name", ({ executor, tolerance }) => {
  describe.each(programs)("$name", (program) => {
    const { g, inputs, output } = buildProgram(program);
    const { domain = (x: number) => x } = program;
    const draw = (x: Node, j: number) =>
      normalVector(sizeOf(x.shape), 40 + j, `x${x.id}`).map(domain);

    test.each(subsets([...inputs.keys()]))("inputs %j differ", async (...places) => {
      const mapped = places.map((i) => inputs[i]);
      const settings = { k: 3, executor, tolerance };
      await checkStack(g, { inputs, outputs: [output] }, mapped, draw, settings);
    });

    test("products with tangents that differ", async () => {
      const tangents = inputs.map((x, i) => g.input(`t${i}`, x.shape));
      const loss = reshape(g, sum(g, unary(g, "sin", output), [...output.shape.keys()]), []);
      const outputs = hessianProduct(g, gradient(g, loss, inputs), inputs, tangents);
      const [derivative] = jvp(g, [output], new Map(inputs.map((x, i) => [x, tangents[i]])));
      const all = { inputs: [...inputs, ...tangents], outputs: [...outputs, derivative ?? loss] };
      const settings = { k: 2, executor, tolerance };
      const ofTangent = (x: Node, j: number) => normalVector(sizeOf(x.shape), 60 + j, `t${x.id}`);
      const given = (x: Node, j: number) => (inputs.some((i) => i === x) ? draw : ofTangent)(x, j);
      await checkStack(g, all, tangents, given, settings);
      await checkStack(g, all, all.inputs, given, settings);
    });
  });

  describe.each(kernelCases)("%s", (...kernelCase) => {
    const { g, inputs, tangents, loss, slopes, products } = curvedLoss(kernelCase);
    const draw = (x: Node, j: number) => normalVector(sizeOf(x.shape), 20 + j, `x${x.id}`);
    const settings = { k: 2, executor, tolerance };

    test("products with tangents that differ", async () => {
      const program = { inputs: [...inputs, ...tangents], outputs: products };
      await checkStack(g, program, tangents, draw, settings);
    });

    test("gradients at points that differ", async () => {
      const program = { inputs, outputs: [loss, ...slopes] };
      await checkStack(g, program, inputs, draw, settings);
      await checkStack(g, program, [inputs[0]], draw, settings);
    });
  });
});

/** Two convolutions, a pool and a dense layer over four images: the product with k tangents. */
function network(k: number) {
  const g = new Graph();
  const [x, w, u, d] = [
    [4, 1, 12, 12],
    [3, 1, 3, 3],
    [5, 3, 3, 3],
    [80, 3],
  ].map((shape, i) => g.input(`x${i}`, shape));
  const h = unary(g, "tanh", conv(g, x, w, plain));
  const p = pool(g, unary(g, "tanh", conv(g, h, u, plain)), tiles, 0.25);
  const z = matmul(g, reshape(g, p, [4, 80]), d);
  const loss = reshape(g, sum(g, logSumExp(g, z, [1]), [0]), []);
  const parameters = [w, u, d];
  const tangents = parameters.map((q, i) => g.input(`t${i}`, q.shape));
  const outputs = hessianProduct(g, gradient(g, loss, parameters), parameters, tangents);
  const program = { inputs: [x, ...parameters], tangents, outputs };
  const { outputs: many } = vectorize(g, program, tangents, k);
  return { program, one: reach(outputs), many: reach(many) };
}

test("no contraction is repeated and no image is transposed", () => {
  const { one, many } = network(8);
  const moving = (nodes: readonly Node[], inputs: readonly Node[]) => [
    ...dependents(nodes, inputs),
  ];
  const tangents = (nodes: readonly Node[]) =>
    nodes.filter((n) => n.op === "input" && !/^x/.test(n.attributes.name));
  const count = (nodes: readonly Node[], op: Op) =>
    moving(nodes, tangents(nodes)).filter((n) => n.op === op).length;
  const contractions = ["conv", "convInputGrad", "convFilterGrad", "matmul"] as const;
  for (const op of contractions) expect(count(many, op)).toBe(count(one, op));
  const permuted = many.filter(({ op }) => op === "permute").map(({ shape }) => sizeOf(shape));
  expect(Math.max(...permuted)).toBeLessThan(8 * 4 * 3 * 10 * 10); // of the smallest image
});

/** What follows a convolution whose filters differ: vectors lie behind the rows there. */
const afterConvolution: readonly [string, (g: Graph, h: Node, u: Node) => Node][] = [
  ["sum over rows", (g, h) => sum(g, h, [0])],
  ["sum over rows and columns", (g, h) => sum(g, h, [0, 3])],
  ["reshape of all", (g, h) => reshape(g, h, [6, 4])],
  ["permute of rows", (g, h) => permute(g, h, [1, 3, 0, 2])],
  ["concat of rows", (g, h, u) => concat(g, [u, h], 0)],
  ["concat of columns", (g, h, u) => concat(g, [u, h], 3)],
  ["pad of rows", (g, h) => pad(g, h, [1, 0, 0, 0], [0, 2, 0, 0], [1, 0, 1, 0])],
  ["slice of rows", (g, h) => slice(g, h, [1, 0, 0, 1], [1, 3, 2, 1])],
  ["expand", (g, h) => expand(g, sum(g, h, [0, 1]), [4, 3, 2, 2])],
  ["expand of rank", (g, h) => expand(g, h, [2, 2, 3, 2, 2])],
  ["product with the same shape", (g, h, u) => mul(g, h, u)],
  ["product with one row", (g, h, u) => mul(g, h, sum(g, u, [0]))],
  ["sum with a channel", (g, h, u) => add(g, h, reshape(g, sum(g, u, [0, 2, 3]), [3, 1, 1]))],
  ["gather", (g, h) => gather(g, h, g.constant([1, 0, 1], [3]))],
  ["scatterAdd", (g, h) => scatterAdd(g, h, g.constant([2, 0], [2]), [3, 3, 2, 2])],
  ["rows by number", (g, h) => gather(g, g.constant([5, 6, 7], [3]), greater(g, h, g.scalar(0)))],
  ["matmul", (g, h, u) => matmul(g, h, u, true)],
  ["slice of one row in steps", (g, h) => slice(g, sum(g, h, [0]), [0, 0, 0, 0], [1, 3, 2, 1], [2, 1, 1, 1])], // prettier-ignore
  ["pad between one row", (g, h) => pad(g, sum(g, h, [0]), [0, 0, 0, 1], [0, 0, 0, 0], [2, 0, 0, 0])], // prettier-ignore
];

describe.each(afterConvolution)("%s of vectors behind the rows", (_, build) => {
  const g = new Graph();
  const inputs = [
    [2, 1, 4, 4],
    [3, 1, 3, 3],
    [2, 3, 2, 2],
  ].map((shape, i) => g.input(`x${i}`, shape));
  const [x, w, u] = inputs;
  const outputs = [build(g, conv(g, x, w, plain), u)];
  const draw = (node: Node, j: number) => normalVector(sizeOf(node.shape), 30 + j, `x${node.id}`);

  test.each([[[w]], [[w, u]], [[w, x, u]]])("is k runs", async (mapped) => {
    const settings = { k: 3, executor: referenceExecutor, tolerance: 1e-12 };
    await checkStack(g, { inputs, outputs }, mapped, draw, settings);
  });
});

test("of two values the smaller one is moved; rows of one matrix are joined where they lie", () => {
  const g = new Graph();
  const [x, w, u, a] = [
    [8, 1, 4, 4],
    [3, 1, 3, 3],
    [1, 3, 2, 2],
    [8, 5],
  ].map((shape, i) => g.input(`x${i}`, shape));
  const h = conv(g, x, w, plain); // k behind the rows
  const outputs = [sum(g, concat(g, [u, h], 0), [0]), matmul(g, reshape(g, h, [8, 12]), a, true)];
  const many = reach(vectorize(g, { inputs: [x, w, u, a], outputs }, [w, u], 2).outputs);
  const moved = many.filter(({ op, shape }) => op === "permute" && sizeOf(shape) >= 2 * 8 * 12);
  expect(moved).toEqual([]);
});

test("tables too long for their numbers in float32 are taken one by one", async () => {
  const rows = 2 ** 23 + 1;
  const g = new Graph();
  const table = g.input("table", [rows, 1]);
  const at = [0, rows - 1, 5];
  const outputs = [gather(g, table, g.constant(at, [3]))];
  const program = vectorize(g, { inputs: [table], outputs }, [table], 2);
  const values = Float64Array.from({ length: 2 * rows }, (_, i) => i);
  const [result] = await (await referenceExecutor.compile(program)).run([values]);
  expect([...result]).toEqual([...at, ...at.map((row) => rows + row)]);
  expect(reach(program.outputs).filter(({ op }) => op === "gather")).toHaveLength(2);
});

test("outputs on which no vector has influence are repeated", () => {
  const g = new Graph();
  const [x, y] = [g.input("x", [2]), g.input("y", [3])];
  const { inputs, outputs } = vectorize(g, { inputs: [x, y], outputs: [x, y] }, [y], 4);
  expect(inputs.map(({ shape }) => shape)).toEqual([[2], [4, 3]]);
  expect(outputs.map(({ shape }) => shape)).toEqual([
    [4, 2],
    [4, 3],
  ]);
});

test("k must be a positive integer", () => {
  const g = new Graph();
  const x = g.input("x", [2]);
  expect(() => vectorize(g, { inputs: [x], outputs: [x] }, [x], 0)).toThrow(
    "vectorize: k must be an integer ≥ 1, got 0",
  );
});

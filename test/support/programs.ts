/**
 * One small program per operation (and a few compositions), for the laws that all must obey. Values
 * are drawn away from kinks and ties, so that finite differences are meaningful.
 */
import { conv, convFilterGrad, matmul } from "../../src/graph/contraction.js";
import {
  add,
  div,
  equal,
  greater,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  select,
  sub,
  unary,
} from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import type { Node, NodeOf, UnaryOp } from "../../src/graph/node.js";
import { maxPool, pool, poolGrad } from "../../src/graph/pooling.js";
import { logSumExp, max, softmax } from "../../src/graph/reduction.js";
import { sizeOf, type Shape } from "../../src/graph/shape.js";
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
import { convolutions, plain } from "./convolutionPrograms.js";
import { normalVector } from "./matrices.js";

export interface TestProgram {
  readonly name: string;
  readonly shapes: readonly Shape[];
  readonly build: (g: Graph, ...inputs: Node[]) => Node;
  /** Maps standard normal numbers into the operation's domain. */
  readonly domain?: (x: number) => number;
}

const positive = (x: number): number => Math.abs(x) + 0.5;
const tiles = { size: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0] } as const;
const uneven = { size: [3, 2], strides: [2, 1], pads: [1, 0, 0, 1] } as const;
const overlapping = { size: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] } as const;

const above = (x: number): number => Math.abs(x) + 1.2;
const inside = (x: number): number => 0.9 * Math.tanh(x);

const unaries: [UnaryOp, ((x: number) => number)?][] = [
  ...(["neg", "abs", "exp", "expm1", "sin", "cos", "atan", "sinh", "cosh", "tanh", "asinh"] as const).map((op): [UnaryOp] => [op]), // prettier-ignore
  ...(["erf", "sigmoid", "softplus", "relu", "step", "sign", "floor", "ceil", "round"] as const).map((op): [UnaryOp] => [op]), // prettier-ignore
  ["log", positive],
  ["log1p", positive],
  ["sqrt", positive],
  ["tan", inside],
  ["asin", inside],
  ["acos", inside],
  ["atanh", inside],
  ["acosh", above],
];

export const programs: readonly TestProgram[] = [
  ...unaries.map(([op, domain]) => ({
    name: op,
    shapes: [[2, 3]],
    build: (g: Graph, x: Node) => unary(g, op, x),
    ...(domain && { domain }),
  })),
  { name: "add", shapes: [[2, 3], [3]], build: add },
  {
    name: "sub",
    shapes: [
      [2, 1],
      [2, 3],
    ],
    build: sub,
  },
  { name: "mul", shapes: [[2, 3], [3]], build: mul },
  { name: "square", shapes: [[2, 3]], build: (g, x) => mul(g, x, x) },
  {
    name: "div",
    shapes: [
      [2, 3],
      [2, 1],
    ],
    build: div,
    domain: positive,
  },
  { name: "pow", shapes: [[2, 3], [3]], build: pow, domain: positive },
  { name: "pow of a constant", shapes: [[2, 3]], build: (g, x) => pow(g, x, g.scalar(1.7)), domain: positive }, // prettier-ignore
  { name: "maximum", shapes: [[2, 3], [3]], build: maximum },
  { name: "minimum", shapes: [[2, 3], [1]], build: minimum },
  { name: "greater", shapes: [[2, 3], [3]], build: greater },
  { name: "select", shapes: [[2, 3], [3], [2, 1]], build: (g, c, a, b) => select(g, neg(g, greater(g, c, g.scalar(0))), mul(g, a, c), b) }, // prettier-ignore
  {
    name: "concat",
    shapes: [
      [2, 3],
      [2, 1],
    ],
    build: (g, a, b) => concat(g, [a, mul(g, b, b), a], 1),
  },
  { name: "gather", shapes: [[4, 2]], build: (g, x) => gather(g, mul(g, x, x), g.constant([3, 0, 3], [3])) }, // prettier-ignore
  { name: "scatterAdd", shapes: [[3, 2]], build: (g, x) => scatterAdd(g, mul(g, x, x), g.constant([3, 0, 3], [3]), [5, 2]) }, // prettier-ignore
  { name: "pad between", shapes: [[2, 3]], build: (g, x) => pad(g, x, [1, 0], [0, 2], [0, 2]) },
  {
    name: "slice in steps",
    shapes: [[5, 7]],
    build: (g, x) => slice(g, x, [1, 0], [2, 3], [2, 3]),
  },
  { name: "equal", shapes: [[2, 3]], build: (g, x) => equal(g, x, expand(g, max(g, x, [1]), x.shape)) }, // prettier-ignore
  { name: "sum", shapes: [[2, 3, 4]], build: (g, x) => sum(g, x, [0, 2]) },
  { name: "max", shapes: [[2, 3, 4]], build: (g, x) => max(g, x, [1]) },
  { name: "logSumExp", shapes: [[2, 5]], build: (g, x) => logSumExp(g, x, [1]) },
  { name: "softmax", shapes: [[2, 5]], build: (g, x) => softmax(g, x, [1]) },
  { name: "reshape", shapes: [[2, 6]], build: (g, x) => reshape(g, x, [3, 4]) },
  { name: "expand", shapes: [[2, 1]], build: (g, x) => expand(g, x, [3, 2, 4]) },
  { name: "permute", shapes: [[2, 3, 4]], build: (g, x) => permute(g, x, [2, 0, 1]) },
  { name: "pad", shapes: [[2, 3]], build: (g, x) => pad(g, x, [1, 0], [0, 2]) },
  { name: "slice", shapes: [[4, 5]], build: (g, x) => slice(g, x, [1, 2], [2, 3]) },
  {
    name: "matmul",
    shapes: [
      [2, 3],
      [3, 4],
    ],
    build: (g, a, b) => matmul(g, a, b),
  },
  {
    name: "matmul ᵀ·",
    shapes: [
      [3, 2],
      [3, 4],
    ],
    build: (g, a, b) => matmul(g, a, b, true),
  },
  {
    name: "matmul ·ᵀ",
    shapes: [
      [2, 3],
      [4, 3],
    ],
    build: (g, a, b) => matmul(g, a, b, false, true),
  },
  {
    name: "matmul ᵀ·ᵀ",
    shapes: [
      [3, 2],
      [4, 3],
    ],
    build: (g, a, b) => matmul(g, a, b, true, true),
  },
  {
    name: "matmul in batches",
    shapes: [
      [2, 2, 3],
      [3, 4],
    ],
    build: (g, a, b) => matmul(g, a, b),
  },
  {
    name: "matmul in batches ᵀ·",
    shapes: [
      [2, 3, 4],
      [3, 5],
    ],
    build: (g, a, b) => matmul(g, a, b, true),
  },
  {
    name: "matmul in batches with all axes turned",
    shapes: [
      [4, 3, 2],
      [2, 4, 5],
    ],
    build: (g, a, b) => matmul(g, permute(g, a, [2, 1, 0]), b),
  },
  ...convolutions,
  {
    name: "convFilterGrad of 9 channels", // one product per tap instead of one for all
    shapes: [
      [2, 9, 4, 4],
      [2, 9, 3, 3],
    ],
    build: (g, x, w) => convFilterGrad(g, x, conv(g, x, w, plain), plain, w.shape),
  },
  { name: "pool tiles", shapes: [[2, 3, 5, 4]], build: (g, x) => pool(g, x, tiles, 0.25) },
  { name: "pool uneven", shapes: [[2, 3, 5, 6]], build: (g, x) => pool(g, x, uneven, 0.125) },
  {
    name: "poolGrad uneven",
    shapes: [[2, 3, 2, 6]],
    build: (g, y) => poolGrad(g, y, uneven, 0.125, [2, 3, 5, 6]),
  },
  { name: "maxPool uneven", shapes: [[2, 3, 5, 6]], build: (g, x) => maxPool(g, x, uneven) },
  {
    name: "pool overlapping",
    shapes: [[2, 3, 5, 6]],
    build: (g, x) => pool(g, x, overlapping, 0.5),
  },
  {
    name: "poolGrad tiles", // the last row is in no window
    shapes: [[2, 3, 2, 2]],
    build: (g, y) => poolGrad(g, y, tiles, 0.25, [2, 3, 5, 4]),
  },
  {
    name: "poolGrad overlapping",
    shapes: [[2, 3, 3, 3]],
    build: (g, y) => poolGrad(g, y, overlapping, 0.5, [2, 3, 5, 6]),
  },
  {
    name: "maxPool overlapping",
    shapes: [[2, 3, 5, 6]],
    build: (g, x) => maxPool(g, x, overlapping),
  },
  { name: "maxPool", shapes: [[2, 3, 5, 4]], build: (g, x) => maxPool(g, x, tiles) },
  {
    name: "a layer of a network",
    shapes: [[2, 6, 6, 1], [3, 3, 1, 2], [2]],
    build: (g, x, w, b) => {
      const z = conv(g, permute(g, x, [0, 3, 1, 2]), permute(g, w, [3, 2, 0, 1]), plain);
      const h = unary(g, "tanh", add(g, permute(g, z, [0, 2, 3, 1]), b));
      const p = pool(g, permute(g, h, [0, 3, 1, 2]), tiles, 0.25);
      return reshape(g, permute(g, p, [0, 2, 3, 1]), [2, 8]);
    },
  },
  { name: "a scaled difference", shapes: [[2, 3]], build: (g, x) => mul(g, g.scalar(3), neg(g, mul(g, g.scalar(2), sub(g, x, g.scalar(1))))) }, // prettier-ignore
] as readonly TestProgram[];

export interface BuiltProgram {
  readonly g: Graph;
  readonly inputs: readonly NodeOf<"input">[];
  readonly output: Node;
  readonly values: readonly Float64Array[];
}

export function buildProgram(
  { shapes, build, domain = (x) => x }: TestProgram,
  seed = 1,
): BuiltProgram {
  const g = new Graph();
  const inputs = shapes.map((shape, i) => g.input(`x${i}`, shape));
  const values = shapes.map((shape, i) => normalVector(sizeOf(shape), seed, `x${i}`).map(domain));
  return { g, inputs, output: build(g, ...inputs), values };
}

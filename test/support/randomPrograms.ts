/** Random composite programs with their gradients and Hessian products, for fast-check. */
import fc from "fast-check";
import { conv, convInputGrad, matmul } from "../../src/graph/contraction.js";
import { gradient, hessianProduct } from "../../src/graph/derivatives.js";
import { add, div, greater, maximum, mul, select, sub, unary } from "../../src/graph/elementwise.js"; // prettier-ignore
import { Graph } from "../../src/graph/graph.js";
import type { Node, NodeOf } from "../../src/graph/node.js";
import { maxPool, pool, poolGrad } from "../../src/graph/pooling.js";
import { logSumExp, softmax } from "../../src/graph/reduction.js";
import { sizeOf, type Shape } from "../../src/graph/shape.js";
import { concat, expand, permute, reshape, slice, sum } from "../../src/graph/structural.js";
import { normalVector } from "./matrices.js";

/** Which step, and which two of the nodes that are there already. */
export type Instruction = readonly [step: number, first: number, second: number];

/** Maps two nodes of one shape to a third; values stay of order one. */
type Step = (g: Graph, a: Node, b: Node, parameters: readonly Node[]) => Node;

const scaled = (g: Graph, factor: number, x: Node): Node => mul(g, g.scalar(factor), x);

const matrixSteps: readonly Step[] = [
  (g, a, b) => add(g, a, b),
  (g, a, b) => sub(g, a, scaled(g, 0.5, b)),
  (g, a, b) => mul(g, unary(g, "tanh", a), b),
  (g, a, b) => div(g, a, add(g, g.scalar(1.5), mul(g, b, b))),
  (g, a) => unary(g, "sin", a),
  (g, a) => unary(g, "sigmoid", a),
  (g, a) => unary(g, "softplus", a),
  (g, a, b) => maximum(g, a, b),
  (g, a, b) => select(g, greater(g, a, b), unary(g, "cos", a), b),
  (g, a) => softmax(g, a, [1]),
  (g, a, b) => sub(g, b, logSumExp(g, a, [1])),
  (g, a) => expand(g, sum(g, scaled(g, 0.3, a), [0]), [2, 3]),
  (g, a) => reshape(g, permute(g, a, [1, 0]), [2, 3]),
  (g, a, b) => scaled(g, 0.2, matmul(g, matmul(g, a, unary(g, "tanh", b), false, true), b)),
  (g, a, b) => concat(g, [slice(g, a, [1, 0], [1, 3]), slice(g, b, [0, 0], [1, 3])], 0),
  (g, a, b) => mul(g, reshape(g, slice(g, a, [0, 1], [2, 1]), [2, 1]), unary(g, "tanh", b)),
];

const same = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 } as const;
const half = { strides: [2, 2], pads: [0, 0, 1, 1], dilations: [1, 1], groups: 1 } as const;
const quarter = { size: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0] } as const;
const around = { size: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1] } as const;

/** So many samples and channels that blocked layouts and swapped convolutions are in play. */
const image: Shape = [16, 16, 4, 4];

const imageSteps: readonly Step[] = [
  (g, a, b) => add(g, a, scaled(g, 0.5, b)),
  (g, a, b) => mul(g, unary(g, "tanh", a), b),
  (g, a, _, [w]) => scaled(g, 0.1, conv(g, a, w, same)),
  (g, a, b, [w, bias]) => unary(g, "relu", add(g, add(g, scaled(g, 0.1, conv(g, a, w, same)), bias), b)), // prettier-ignore
  (g, a, _, [w]) => scaled(g, 0.02, convInputGrad(g, conv(g, a, w, half), w, half, image)),
  (g, a, _, [w]) => scaled(g, 0.3, conv(g, a, slice(g, w, [0, 0, 1, 1], [16, 16, 1, 1]), { ...same, pads: [0, 0, 0, 0] })), // prettier-ignore
  (g, a) => poolGrad(g, pool(g, a, quarter, 0.25), quarter, 1, image),
  (g, a) => maxPool(g, a, around),
  (g, a, b) => mul(g, a, scaled(g, 0.1, sum(g, b, [2, 3]))),
  (g, a, b) => concat(g, [slice(g, a, [0, 0, 0, 0], [16, 5, 4, 4]), slice(g, b, [0, 5, 0, 0], [16, 11, 4, 4])], 1), // prettier-ignore
  (g, a, b) => permute(g, mul(g, permute(g, a, [0, 2, 3, 1]), slice(g, permute(g, unary(g, "tanh", b), [0, 2, 3, 1]), [0, 1, 1, 0], [16, 1, 1, 16])), [0, 3, 1, 2]), // prettier-ignore
  (g, a, _, [, bias]) => unary(g, "tanh", add(g, a, bias)),
];

interface Kind {
  readonly shape: Shape;
  readonly parameters: readonly Shape[];
  readonly steps: readonly Step[];
}

const kinds = {
  matrices: { shape: [2, 3], parameters: [], steps: matrixSteps },
  images: { shape: image, parameters: [[16, 16, 3, 3], [16, 1, 1]], steps: imageSteps }, // prettier-ignore
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

export const instructions = (
  kind: KindName,
  maxLength: number,
): fc.Arbitrary<readonly Instruction[]> =>
  fc.array(fc.tuple(fc.nat(kinds[kind].steps.length - 1), fc.nat(1000), fc.nat(1000)), {
    minLength: 2,
    maxLength,
  });

export interface RandomProgram {
  readonly g: Graph;
  readonly inputs: readonly NodeOf<"input">[];
  readonly tangents: readonly NodeOf<"input">[];
  readonly loss: Node;
  readonly slopes: readonly Node[];
  readonly products: readonly Node[];
  /** Values of inputs and tangents. */
  readonly point: readonly Float64Array[];
  readonly direction: readonly Float64Array[];
}

/** loss = Σ tanh of the last two nodes. */
export function buildRandom(kind: KindName, list: readonly Instruction[]): RandomProgram {
  const { shape, parameters, steps }: Kind = kinds[kind];
  const g = new Graph();
  const shapes = [shape, shape, ...parameters];
  const inputs = shapes.map((s, i) => g.input(`x${i}`, s));
  const tangents = shapes.map((s, i) => g.input(`t${i}`, s));
  const made: Node[] = inputs.slice(0, 2);
  for (const [step, i, j] of list) {
    made.push(steps[step](g, made[i % made.length], made[j % made.length], inputs.slice(2)));
  }
  const last = unary(g, "tanh", add(g, made[made.length - 1], made[made.length - 2]));
  const loss = reshape(g, sum(g, last, [...shape.keys()]), []);
  const slopes = gradient(g, loss, inputs);
  const products = hessianProduct(g, slopes, inputs, tangents);
  const point = shapes.map((s, i) => normalVector(sizeOf(s), i + 1));
  const direction = shapes.map((s, i) => normalVector(sizeOf(s), i + 31));
  return { g, inputs, tangents, loss, slopes, products, point, direction };
}

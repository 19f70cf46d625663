/** Sums that only look as if they were one kernel are still the sums they are. */
import { describe, expect, test } from "vitest";
import { emit } from "../../../src/execute/onnx/emit.js";
import { onnxExecutor } from "../../../src/execute/onnx/onnx.js";
import { referenceExecutor } from "../../../src/execute/reference/reference.js";
import { conv, convFilterGrad, convInputGrad } from "../../../src/graph/contraction.js";
import { add, mul, unary } from "../../../src/graph/elementwise.js";
import { Graph } from "../../../src/graph/graph.js";
import type { ConvWindow, Node, Program } from "../../../src/graph/node.js";
import { sizeOf, type Shape } from "../../../src/graph/shape.js";
import { expectClose } from "../../support/closeness.js";
import { normalVector } from "../../support/matrices.js";

const base: ConvWindow = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 };
const bare: ConvWindow = { ...base, pads: [0, 0, 0, 0] };

async function check(program: Program): Promise<void> {
  const values = program.inputs.map(({ shape }, i) => Float32Array.from(normalVector(sizeOf(shape), i + 1))); // prettier-ignore
  const [expected, actual] = await Promise.all(
    [referenceExecutor, onnxExecutor()].map(async (executor) => {
      const compiled = await executor.compile(program);
      const results = await compiled.run(values);
      await compiled.close();
      return results;
    }),
  );
  expected.forEach((part, i) => expectClose(actual[i], part, 1e-5));
}

type Build = (g: Graph, ...x: Node[]) => Node | Node[];

function programOf(shapes: readonly Shape[], build: Build): Program {
  const g = new Graph();
  const inputs = shapes.map((shape, i) => g.input(`x${i}`, shape));
  return { inputs, outputs: [build(g, ...inputs)].flat() };
}

interface Case {
  readonly what: string;
  readonly shapes: readonly Shape[];
  readonly build: Build;
}

const image = [2, 16, 6, 6];
const filter = [16, 16, 3, 3];
const size = [2, 3, 6, 6];
const [dy, small] = [[2, 5, 6, 6], [2, 5, 4, 4]]; // prettier-ignore
const narrow = [5, 3, 3, 3];
const relu = (g: Graph, x: Node): Node => unary(g, "relu", x);

// prettier-ignore
const inputGradients: readonly Case[] = [
  { what: "all alike", shapes: [dy, narrow, dy, narrow], build: (g, a, v, b, w) => add(g, convInputGrad(g, a, v, base, size), convInputGrad(g, b, w, base, size)) },
  { what: "other pads", shapes: [dy, narrow, small, narrow], build: (g, a, v, b, w) => add(g, convInputGrad(g, a, v, base, size), convInputGrad(g, b, w, bare, size)) },
  { what: "another filter", shapes: [dy, narrow, small, [5, 3, 5, 5]], build: (g, a, v, b, w) => add(g, convInputGrad(g, a, v, base, size), convInputGrad(g, b, w, base, size)) },
  { what: "another batch", shapes: [dy, narrow, [1, 5, 6, 6], narrow], build: (g, a, v, b, w) => add(g, convInputGrad(g, a, v, base, size), convInputGrad(g, b, w, base, [1, 3, 6, 6])) },
  { what: "groups", shapes: [[2, 4, 6, 6], [4, 2, 3, 3], [2, 4, 6, 6], [4, 2, 3, 3]], build: (g, a, v, b, w) => add(g, ...([[a, v], [b, w]] as const).map(([y, f]) => convInputGrad(g, y, f, { ...base, groups: 2 }, [2, 4, 6, 6])) as [Node, Node]) },
  { what: "one and the same", shapes: [dy, narrow], build: (g, a, v) => { const y = convInputGrad(g, a, v, base, size); return add(g, y, unary(g, "tanh", y)); } },
];

const w16 = [16, 3, 3, 3];
const of = (n: number, d: number): Shape[] => [[n, 3, d, d], [n, 16, d, d]]; // prettier-ignore
const filterGradients: Build = (g, a, b, c, d) =>
  add(g, convFilterGrad(g, a, b, base, w16), convFilterGrad(g, c, d, base, w16));

// prettier-ignore
const filterSums: readonly Case[] = [
  { what: "all alike", shapes: [...of(16, 6), ...of(16, 6)], build: filterGradients },
  { what: "another size of image", shapes: [...of(16, 6), ...of(16, 5)], build: filterGradients },
  { what: "another number of samples", shapes: [...of(16, 6), ...of(4, 6)], build: filterGradients },
  { what: "few samples", shapes: [...of(4, 6), ...of(4, 6)], build: filterGradients },
];

// prettier-ignore
const chains: readonly Case[] = [
  { what: "two images", shapes: [image, filter, image], build: (g, x, w, y) => relu(g, add(g, add(g, conv(g, x, w, base), x), y)) },
  { what: "two biases", shapes: [image, filter, [16, 1, 1], [1, 16, 1, 1]], build: (g, x, w, b, c) => relu(g, add(g, add(g, conv(g, x, w, base), b), c)) },
  { what: "a number per image and channel", shapes: [image, filter, [2, 16, 1, 1]], build: (g, x, w, b) => relu(g, add(g, conv(g, x, w, base), b)) },
  { what: "two convolutions and relu", shapes: [image, filter, image, filter], build: (g, x, w, y, v) => relu(g, add(g, conv(g, x, w, base), conv(g, y, v, base))) },
  { what: "an image that is made later", shapes: [image, filter], build: (g, x, w) => { const y = conv(g, x, w, base); return add(g, y, unary(g, "tanh", x)); } },
  { what: "a convolution that another needs too", shapes: [image, filter], build: (g, x, w) => { const y = conv(g, x, w, base); return [add(g, y, x), unary(g, "tanh", y), relu(g, y)]; } },
  { what: "a convolution that is an output too", shapes: [image, filter], build: (g, x, w) => { const y = conv(g, x, w, base); return [relu(g, add(g, y, x)), y]; } },
  { what: "a sum that is an output too", shapes: [image, filter, [16, 1, 1]], build: (g, x, w, b) => { const y = add(g, conv(g, x, w, base), b); return [relu(g, y), y]; } },
];

describe.each([
  ["two input gradients", inputGradients],
  ["two filter gradients", filterSums],
  ["a convolution and", chains],
] as const)("%s", (_, cases) => {
  test.each(cases)("$what", ({ shapes, build }) => check(programOf(shapes, build)));
});

test("a convolution that is given is not made again", async () => {
  const g = new Graph();
  const y = conv(g, g.input("x", image), g.input("w", filter), base);
  const b = g.input("b", image);
  await check({ inputs: [y, b], outputs: [relu(g, add(g, y, b)), mul(g, y, b)] });
  await check({ inputs: [y, b], outputs: [relu(g, add(g, y, b))] });
});

test("an image that is made after the convolution is its epilogue too", () => {
  const program = programOf([image, filter], (g, x, w) => {
    const y = conv(g, x, w, base);
    return add(g, y, unary(g, "tanh", x));
  });
  const ops = emit(program, { block: 16 }).nodes.map(({ opType }) => opType);
  expect(ops).toContain("Tanh");
  expect(ops).not.toContain("Add");
});

/** The forms that convolutions take by shape: all are the same function. */
import { describe, expect, test } from "vitest";
import type { Executor } from "../../../src/execute/executor.js";
import { onnxExecutor } from "../../../src/execute/onnx/onnx.js";
import { referenceExecutor } from "../../../src/execute/reference/reference.js";
import { conv } from "../../../src/graph/contraction.js";
import { gradient, hessianProduct } from "../../../src/graph/derivatives.js";
import { add, mul, unary } from "../../../src/graph/elementwise.js";
import { Graph } from "../../../src/graph/graph.js";
import type { ConvWindow, LinearProgram, Node, Program } from "../../../src/graph/node.js";
import { sizeOf, type Shape } from "../../../src/graph/shape.js";
import { reshape, sum } from "../../../src/graph/structural.js";
import { expectClose } from "../../support/closeness.js";
import { normalVector } from "../../support/matrices.js";

const base: ConvWindow = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 };
const strides = [2, 2] as const;

interface Layer {
  readonly image: Shape;
  readonly filter: Shape;
  readonly window?: Partial<ConvWindow>;
}

/** Two layers each: the second makes its input's gradient and a curvature of its own. */
const layers: Readonly<Record<string, Layer>> = {
  "16 → 16": { image: [16, 16, 5, 6], filter: [16, 16, 3, 3] },
  "16 → 32": { image: [16, 16, 5, 4], filter: [32, 16, 3, 3] },
  "few channels": { image: [16, 3, 5, 6], filter: [16, 3, 3, 3] },
  "odd batch": { image: [3, 16, 5, 6], filter: [16, 16, 3, 3] },
  "20 channels": { image: [3, 20, 5, 6], filter: [16, 20, 3, 3] },
  "20 filters": { image: [16, 8, 5, 6], filter: [20, 8, 3, 3] },
  "odd channels": { image: [3, 9, 5, 6], filter: [10, 9, 3, 3] },
  "few channels, plain": { image: [3, 4, 5, 6], filter: [5, 4, 3, 2] },
  "few channels, many taps": { image: [3, 8, 5, 6], filter: [5, 8, 3, 2] },
  "one channel, small filter": { image: [3, 1, 5, 6], filter: [5, 1, 2, 3] },
  "uneven pads": { image: [16, 16, 5, 4], filter: [32, 16, 3, 2], window: { pads: [0, 1, 2, 0] } },
  "no pads": { image: [16, 16, 5, 6], filter: [32, 16, 3, 3], window: { pads: [0, 0, 0, 0] } },
  "pads beyond the filter": { image: [16, 16, 4, 4], filter: [16, 16, 2, 2], window: { pads: [2, 2, 2, 2] } }, // prettier-ignore
  pointwise: { image: [16, 16, 3, 4], filter: [32, 16, 1, 1], window: { pads: [0, 0, 0, 0] } },
  dilated: { image: [16, 16, 7, 6], filter: [32, 16, 3, 3], window: { dilations: [2, 2] } },
  grouped: { image: [3, 16, 5, 6], filter: [32, 8, 3, 3], window: { groups: 2 } },
  "stride 2, like TensorFlow": { image: [16, 16, 6, 8], filter: [32, 16, 3, 3], window: { strides, pads: [0, 0, 1, 1] } }, // prettier-ignore
  "stride 2, like PyTorch": { image: [16, 16, 6, 8], filter: [32, 16, 3, 3], window: { strides } },
  "stride 2, last row unseen": { image: [16, 16, 6, 8], filter: [32, 16, 3, 3], window: { strides, pads: [0, 0, 0, 0] } }, // prettier-ignore
  "stride 2, even filter": { image: [16, 16, 6, 8], filter: [32, 16, 4, 2], window: { strides, pads: [1, 0, 1, 0] } }, // prettier-ignore
  "stride 2, odd image": { image: [16, 16, 5, 7], filter: [32, 16, 3, 3], window: { strides } },
  "stride 2, odd width": { image: [2, 16, 6, 5], filter: [16, 16, 3, 3], window: { strides } },
  "stride 2, 20 channels": { image: [2, 20, 6, 6], filter: [16, 20, 3, 3], window: { strides } },
  "stride 2, 20 filters": { image: [2, 16, 6, 6], filter: [20, 16, 3, 3], window: { strides } },
  "stride 2, grouped": { image: [16, 32, 4, 4], filter: [32, 16, 3, 3], window: { strides, groups: 2 } }, // prettier-ignore
  "stride 2, dilated": { image: [2, 16, 8, 8], filter: [16, 16, 3, 3], window: { strides, dilations: [2, 2] } }, // prettier-ignore
  "stride 2, pads beyond the filter": { image: [2, 16, 4, 4], filter: [16, 16, 2, 2], window: { strides, pads: [2, 2, 2, 2] } }, // prettier-ignore
  "stride 2 and 3": { image: [2, 16, 6, 6], filter: [16, 16, 3, 3], window: { strides: [2, 3] } }, // prettier-ignore
  "stride 2 and 1": { image: [16, 16, 6, 5], filter: [32, 16, 3, 3], window: { strides: [2, 1] } },
};

/** Σ c · sin(relu(conv(tanh(x), w) + b)). */
function lossOf(g: Graph, { image, filter, window }: Layer) {
  const x = g.input("x", image);
  const w = g.input("w", filter);
  const b = g.input("b", [filter[0], 1, 1]);
  const h = conv(g, unary(g, "tanh", x), w, { ...base, ...window });
  const y = unary(g, "relu", add(g, h, b));
  const weights = g.constant(normalVector(sizeOf(y.shape), 3), y.shape);
  return { inputs: [x, w, b], loss: total(g, mul(g, weights, unary(g, "sin", y))) };
}

const total = (g: Graph, y: Node): Node => reshape(g, sum(g, y, [...y.shape.keys()]), []);

describe.each([true, false])("blocked %s", (blocked) => {
  const executor = onnxExecutor({ blocked });

  test.each(Object.entries(layers))("%s: gradient and product", async (_, layer) => {
    const g = new Graph();
    const { inputs, loss } = lossOf(g, layer);
    await checkDerivatives(executor, g, inputs, loss);
  });

  // One number per channel stays in the blocked layout, all others do not; their gradients are sums.
  test.each<{ shape: Shape }>([
    { shape: [] },
    { shape: [32, 1, 1] },
    { shape: [1, 32, 1, 1] },
    { shape: [2, 32, 1, 1] },
    { shape: [32, 4, 5] },
    { shape: [2, 1, 4, 5] },
    { shape: [1, 5] },
  ])("an image times factors of shape $shape, between two convolutions", async ({ shape }) => {
    const g = new Graph();
    const x = g.input("x", [2, 3, 4, 5]);
    const [v, w] = [g.input("v", [32, 3, 3, 3]), g.input("w", [32, 32, 3, 3])];
    const factor = g.input("factor", shape);
    const h = mul(g, unary(g, "tanh", conv(g, x, v, base)), factor);
    const y = conv(g, unary(g, "sin", h), w, base);
    await checkDerivatives(executor, g, [x, v, w, factor], total(g, unary(g, "softplus", y)));
  });

  test("a residual block with a mean over the image", async () => {
    const g = new Graph();
    const x = g.input("x", [16, 3, 6, 6]);
    const filters = [[16, 3], [16, 16], [32, 16]].map(([o, i], k) => g.input(`w${k}`, [o, i, 3, 3])); // prettier-ignore
    const bias = g.input("b", [1, 16, 1, 1]);
    const h = unary(g, "tanh", conv(g, x, filters[0], base));
    const y = unary(g, "relu", add(g, add(g, conv(g, h, filters[1], base), bias), h));
    const z = conv(g, y, filters[2], { ...base, strides, pads: [0, 0, 1, 1] });
    const loss = total(g, unary(g, "sin", sum(g, z, [2, 3])));
    await checkDerivatives(executor, g, [x, ...filters, bias], loss);
  });
});

/** Gradient, product from nothing and product in two parts. */
async function checkDerivatives(executor: Executor, g: Graph, inputs: readonly Node[], loss: Node) {
  const tangents = inputs.map((x, i) => g.input(`t${i}`, x.shape));
  const slopes = gradient(g, loss, inputs);
  const products = hessianProduct(g, slopes, inputs, tangents);
  const at = inputs.map((x, i) => single(x.shape, i + 1));
  const v = tangents.map((t, i) => single(t.shape, i + 31));
  const first = { inputs, outputs: slopes };
  const second = { inputs: [...inputs, ...tangents], outputs: products };
  expectAlike(await run(executor, first, at), await run(referenceExecutor, first, at));
  const expected = await run(referenceExecutor, second, [...at, ...v]);
  expectAlike(await run(executor, second, [...at, ...v]), expected);
  const linear: LinearProgram = { inputs, tangents, outputs: products };
  const bytes: number[] = [];
  for (const count of [1, 100]) {
    const compiled = await executor.compileLinear(linear, { products: count });
    const linearization = await compiled.linearize(at);
    expectAlike(await linearization.apply(v), expected);
    bytes.push(linearization.bytes);
    linearization.close();
    await compiled.close();
  }
  expect(bytes[0]).toBeLessThanOrEqual(bytes[1]); // for few vectors less is kept
}

const single = (shape: Shape, seed: number): Float32Array =>
  Float32Array.from(normalVector(sizeOf(shape), seed), (x) => 0.3 * x);

async function run(executor: Executor, program: Program, values: readonly Float32Array[]) {
  const compiled = await executor.compile(program);
  const results = await compiled.run(values);
  await compiled.close();
  return results;
}

function expectAlike(actual: readonly ArrayLike<number>[], expected: readonly ArrayLike<number>[]) {
  expected.forEach((part, i) => expectClose(actual[i], part, 1e-5));
}

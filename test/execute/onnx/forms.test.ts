/** The forms that convolutions take by shape: all are the same function, and each is taken. */
import { describe, expect, test } from "vitest";
import type { Executor } from "../../../src/execute/executor.js";
import { blockSize } from "../../../src/execute/onnx/blockSize.js";
import { emit } from "../../../src/execute/onnx/emit.js";
import { onnxExecutor } from "../../../src/execute/onnx/onnx.js";
import { referenceExecutor } from "../../../src/execute/reference/reference.js";
import { conv, convFilterGrad, convInputGrad } from "../../../src/graph/contraction.js";
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
  "odd channels": { image: [3, 9, 5, 6], filter: [10, 9, 3, 3] },
  "few channels, plain": { image: [3, 4, 5, 6], filter: [5, 4, 3, 2] },
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

describe("which form is taken, with blocks of 16", () => {
  const operations = (shapes: readonly Shape[], build: (g: Graph, ...x: Node[]) => Node) => {
    const g = new Graph();
    const inputs = shapes.map((shape, i) => g.input(`x${i}`, shape));
    const { nodes } = emit({ inputs, outputs: [build(g, ...inputs)] }, { block: 16 });
    return nodes.map(({ domain, opType }) => (domain === "" ? opType : `${domain} ${opType}`));
  };
  const blockedConv = "com.microsoft.nchwc Conv";

  test("bias, sum and relu are parts of one convolution", () => {
    const shapes = [[2, 16, 5, 5], [16, 16, 3, 3], [16, 1, 1]]; // prettier-ignore
    const list = operations(shapes, (g, x, w, b) =>
      unary(g, "relu", add(g, add(g, conv(g, x, w, base), b), x)),
    );
    expect(list).toContain(blockedConv);
    expect(list).not.toContain("Add");
    expect(list).not.toContain("Relu");
  });

  test("values stay blocked between convolutions", () => {
    const shapes = [[2, 16, 5, 5], [16, 16, 3, 3]]; // prettier-ignore
    const list = operations(shapes, (g, x, w) => {
      const y = unary(g, "tanh", conv(g, x, w, base));
      return conv(g, mul(g, y, y), w, base);
    });
    const reorders = list.filter((name) => name.includes("Reorder"));
    expect(reorders.map((name) => name.split(" ")[1])).toEqual(["ReorderInput", "ReorderOutput"]);
  });

  test.each([base, { ...base, strides, pads: [0, 0, 1, 1] } as const])(
    "input gradients are convolutions at stride 1 and 2: %o",
    (window) => {
      const shapes = [[2, 16, 6, 6], [32, 16, 3, 3]]; // prettier-ignore
      const list = operations(shapes, (g, x, w) =>
        convInputGrad(g, conv(g, x, w, window), w, window, x.shape),
      );
      expect(list).not.toContain("ConvTranspose");
    },
  );

  test("filter gradients of wide layers are convolutions, of narrow ones matrix products", () => {
    const of = (filters: number) =>
      operations(
        [
          [16, 16, 6, 6],
          [filters, 16, 3, 3],
        ],
        (g, x, w) =>
          // prettier-ignore
          convFilterGrad(g, x, conv(g, x, w, base), base, w.shape),
      );
    expect(of(32)).not.toContain("com.microsoft FusedMatMul");
    expect(of(16)).toContain("com.microsoft FusedMatMul");
  });
});

test("the block size of this machine is one of those that exist", async () => {
  expect([8, 16, undefined]).toContain(await blockSize());
});

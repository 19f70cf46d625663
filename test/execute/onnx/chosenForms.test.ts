/** Which of several forms is taken: they are one function, so only the written nodes can tell. */
import { describe, expect, test } from "vitest";
import { emit } from "../../../src/execute/onnx/emit.js";
import { conv, convFilterGrad, convInputGrad } from "../../../src/graph/contraction.js";
import { add, mul, unary } from "../../../src/graph/elementwise.js";
import { Graph } from "../../../src/graph/graph.js";
import type { ConvWindow, Node } from "../../../src/graph/node.js";
import type { Shape } from "../../../src/graph/shape.js";
import { sum } from "../../../src/graph/structural.js";

const base: ConvWindow = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 };
const halving: ConvWindow = { ...base, strides: [2, 2], pads: [0, 0, 1, 1] };

/** How often each kind of node is written, with blocks of 16. */
function written(shapes: readonly Shape[], build: (g: Graph, ...x: Node[]) => Node) {
  const g = new Graph();
  const inputs = shapes.map((shape, i) => g.input(`x${i}`, shape));
  const { nodes } = emit({ inputs, outputs: [build(g, ...inputs)] }, { block: 16 });
  const counts: Record<string, number> = {};
  for (const { domain, opType } of nodes) {
    const kind = domain === "com.microsoft.nchwc" && opType === "Conv" ? "blocked Conv" : opType;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

const image = [2, 16, 6, 6];
const filter = [16, 16, 3, 3];

describe("blocked convolutions", () => {
  test.each([
    {
      what: "bias, sum and relu",
      build: (g: Graph, c: Node, b: Node, x: Node) => add(g, add(g, c, b), x),
    },
    {
      what: "the same the other way round",
      build: (g: Graph, c: Node, b: Node, x: Node) => add(g, x, add(g, b, c)),
    },
  ])("$what are parts of one convolution", ({ build }) => {
    const counts = written([image, filter, [16, 1, 1]], (g, x, w, b) => unary(g, "relu", build(g, conv(g, x, w, base), b, x))); // prettier-ignore
    expect(counts["blocked Conv"]).toBe(1);
    expect(counts).not.toHaveProperty("Add");
    expect(counts).not.toHaveProperty("Relu");
  });

  test("an image of few channels is read as it is", () => {
    const counts = written([[2, 3, 6, 6], [16, 3, 3, 3]], (g, x, w) => conv(g, x, w, base)); // prettier-ignore
    expect(counts["blocked Conv"]).toBe(1);
    expect(counts).not.toHaveProperty("ReorderInput");
  });

  test.each([base, halving])("so are input gradients: %o", (window) => {
    const counts = written([image, [32, 16, 3, 3]], (g, x, w) => convInputGrad(g, conv(g, x, w, window), w, window, x.shape)); // prettier-ignore
    expect(counts["blocked Conv"]).toBe(2);
    expect(counts).not.toHaveProperty("ConvTranspose");
  });

  test.each([
    [3, [0, 0, 1, 1], [2, 2]],
    [3, [1, 1, 1, 1], [2, 2]],
    [4, [1, 1, 1, 1], [3, 3]],
    [2, [0, 0, 0, 0], [1, 1]],
  ] as const)("at stride 2 with no more taps than %i rows at pads %j need", (k, pads, taps) => {
    const g = new Graph();
    const window = { ...halving, pads };
    const [x, w] = [g.input("x", image), g.input("w", [16, 16, k, k])];
    const dy = g.input("dy", conv(g, x, w, window).shape);
    const { nodes } = emit({ inputs: [dy, w], outputs: [convInputGrad(g, dy, w, window, image)] }, { block: 16 }); // prettier-ignore
    const kernels = nodes.flatMap(({ attribute }) => attribute.filter(({ name }) => name === "kernel_shape")); // prettier-ignore
    expect(kernels.map(({ ints }) => ints)).toEqual([taps]);
  });

  test("at stride 2 not those of long or short filters, which would multiply mostly zeros", () => {
    for (const k of [1, 5]) {
      const window: ConvWindow = {
        ...base,
        strides: [2, 2],
        pads: [2, 2, 2, 2].map((p) => (k === 1 ? 0 : p)) as never,
      };
      const counts = written([image, [16, 16, k, k]], (g, x, w) => convInputGrad(g, conv(g, x, w, window), w, window, x.shape)); // prettier-ignore
      expect(counts["ConvTranspose"]).toBe(1);
    }
  });
});

describe("what stands between two convolutions stays blocked", () => {
  test.each<{
    what: string;
    shapes?: Shape[];
    build: (g: Graph, y: Node, ...more: Node[]) => Node;
  }>([
    { what: "a square", build: (g, y) => mul(g, y, y) },
    { what: "a number", build: (g, y) => mul(g, y, g.scalar(0.5)) },
    { what: "a number per channel", shapes: [[16, 1, 1]], build: mul },
    { what: "the same with an axis in front", shapes: [[1, 16, 1, 1]], build: mul },
  ])("$what", ({ build, shapes = [] }) => {
    const counts = written([image, filter, ...shapes], (g, x, w, ...more) =>
      conv(g, build(g, unary(g, "tanh", conv(g, x, w, base)), ...more), w, base),
    );
    expect([counts["ReorderInput"], counts["ReorderOutput"]]).toEqual([1, 1]);
  });

  test.each([[[2, 3]], [[0, 2, 3]]])("sums over axes %j read it there", (axes) => {
    const counts = written([image, filter], (g, x, w) => sum(g, unary(g, "tanh", conv(g, x, w, base)), axes)); // prettier-ignore
    expect(counts["blocked Conv"]).toBe(1);
    expect(counts).not.toHaveProperty("ReorderOutput");
  });

  test("what is there plain stays plain", () => {
    expect(written([image], (g, x) => unary(g, "tanh", x))).toEqual({ Tanh: 1, Identity: 1 });
    expect(written([image], (g, x) => sum(g, x, [2, 3]))).toEqual({ ReduceSum: 1, Identity: 1 });
  });

  test("what was asked for plain is read plain by all that follow", () => {
    const counts = written([image, filter], (g, x, w) => {
      const y = conv(g, x, w, base);
      const rows = sum(g, y, [1]); // asks for it plain
      return add(g, rows, mul(g, y, y));
    });
    expect([counts["ReorderInput"], counts["ReorderOutput"]]).toEqual([1, 1]);
  });
});

describe("two terms of one sum", () => {
  const both = (shapes: readonly Shape[], window: ConvWindow, size: Shape) =>
    written(shapes, (g, a, v, b, w) => add(g, convInputGrad(g, a, v, window, size), convInputGrad(g, b, w, window, size))); // prettier-ignore

  test("plain input gradients are one", () => {
    const [a, v] = [[2, 5, 6, 6], [5, 3, 3, 3]]; // prettier-ignore
    const counts = both([a, v, a, v], base, [2, 3, 6, 6]);
    expect(counts).toEqual({ Concat: 2, ConvTranspose: 1, Identity: 1 });
  });

  test.each([base, halving])(
    "blocked input gradients are two, the second added to the first: %o",
    (window) => {
      const a = window === base ? [2, 16, 6, 6] : [2, 16, 3, 3];
      const counts = both([a, filter, a, filter], window, image);
      expect(counts["blocked Conv"]).toBe(2);
      expect(counts).not.toHaveProperty("Add");
      expect(counts["ReorderOutput"]).toBe(1);
    },
  );

  test("filter gradients are a chain of convolutions", () => {
    const [x, dy] = [[16, 3, 6, 6], [16, 16, 6, 6]]; // prettier-ignore
    const counts = written([x, dy, x, dy], (g, a, b, c, d) =>
      add(
        g,
        convFilterGrad(g, a, b, base, [16, 3, 3, 3]),
        convFilterGrad(g, c, d, base, [16, 3, 3, 3]),
      ),
    );
    expect(counts["blocked Conv"]).toBe(2);
    expect(counts).not.toHaveProperty("Add");
    expect(counts["ReorderOutput"]).toBe(1);
  });
});

test("where there are no pads, nothing is padded", () => {
  const bare: ConvWindow = { ...base, pads: [0, 0, 0, 0] };
  for (const channels of [4, 9]) {
    const shapes = [[2, channels, 6, 6], [2, 5, 6, 6]]; // prettier-ignore
    const counts = written(shapes, (g, x, dy) => convFilterGrad(g, x, dy, bare, [5, channels, 1, 1])); // prettier-ignore
    expect(counts).not.toHaveProperty("Pad");
  }
});

describe("filter gradients", () => {
  const gradient = (x: Shape, w: Shape, window = base) =>
    written([x, [x[0], w[0], 6, 6]], (g, a, dy) => convFilterGrad(g, a, dy, window, w)); // prettier-ignore

  const form = (counts: Readonly<Record<string, number>>) =>
    counts["blocked Conv"] ? "swapped" : `${counts["FusedMatMul"]} products`;

  test.each<[Shape, Shape, string]>([
    [[16, 16, 6, 6], [32, 16, 3, 3], "swapped"], // 2 × 3 sums in registers
    [[16, 16, 6, 6], [16, 16, 3, 3], "3 products"], // 1 × 3: one product per column
    [[16, 8, 6, 6], [16, 8, 3, 3], "swapped"], // few channels
    [[2, 8, 6, 6], [16, 8, 3, 3], "1 products"], // im2col
    [[2, 9, 6, 6], [16, 9, 3, 3], "3 products"],
  ])("of x %j and w %j: %s", (x, w, expected) => {
    expect(form(gradient(x, w))).toBe(expected);
  });

  test.each<[Shape, Shape, string]>([
    [[2, 4, 12, 12], [5, 4, 3, 3], "1 products"],
    [[2, 9, 12, 12], [5, 9, 3, 3], "9 products"],
  ])("at stride 2 of x %j and w %j: %s", (x, w, expected) => {
    expect(form(gradient(x, w, halving))).toBe(expected);
  }); // prettier-ignore

  test("shifts by nothing cost nothing", () => {
    const { Pad } = gradient([2, 9, 6, 6], [16, 9, 3, 3]);
    expect(Pad).toBe(4); // one row up and down, one column left and right
  });
});

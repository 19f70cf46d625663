/** What does not need the library: the graph that is written, and the error when none is found. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { afterEach, expect, test, vi } from "vitest";
import { executorFor } from "../../src/execute/choose.js";
import { emit } from "../../src/execute/tensorflow/emit.js";
import { tensorflowExecutor } from "../../src/execute/tensorflow/tensorflow.js";
import { gradient } from "../../src/graph/derivatives.js";
import { Graph } from "../../src/graph/graph.js";
import { unary } from "../../src/graph/elementwise.js";
import { permute, reshape, sum } from "../../src/graph/structural.js";
import { conv } from "../../src/graph/contraction.js";

afterEach(() => vi.unstubAllEnvs());

test("looking for a library that is not installed leaves no trace in the environment", () => {
  const before = { ...process.env };
  const folder = mkdtempSync(join(tmpdir(), "eigenscape-test-"));
  vi.stubEnv("EIGENSCAPE_TENSORFLOW", folder);
  expect(() => executorFor("tensorflow", "float32")).toThrow(
    "@tensorflow/tfjs-node: not installed",
  );
  expect(process.env).toEqual({ ...before, EIGENSCAPE_TENSORFLOW: folder });
  rmSync(folder, { recursive: true });
});

test("what the library reads when it starts is set, and a user's own settings stay", () => {
  const folder = mkdtempSync(join(tmpdir(), "eigenscape-test-"));
  const teller = join(folder, "node_modules", "@tensorflow", "tfjs-node");
  mkdirSync(teller, { recursive: true });
  writeFileSync(join(teller, "package.json"), '{ "main": "index.js" }');
  const names = ["TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "TF_ENABLE_ONEDNN_OPTS", "TF_CPP_MIN_LOG_LEVEL"]; // prettier-ignore
  const list = names.map((name) => `process.env.${name}`).join();
  writeFileSync(join(teller, "index.js"), `throw new Error("told " + [${list}]);`);
  vi.stubEnv("EIGENSCAPE_TENSORFLOW", folder);
  for (const name of names) vi.stubEnv(name, undefined);
  try {
    expect(() => tensorflowExecutor({ threads: 3 })).toThrow(
      `told 3,${availableParallelism()},1,1`,
    );
    names.forEach((name, i) => vi.stubEnv(name, String(20 + i)));
    expect(() => tensorflowExecutor({ threads: 3 })).toThrow("told 20,21,22,23");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a package whose backend has no native part is left out", () => {
  const folder = mkdtempSync(join(tmpdir(), "eigenscape-test-"));
  const hollow = join(folder, "node_modules", "@tensorflow", "tfjs-node");
  mkdirSync(hollow, { recursive: true });
  writeFileSync(join(hollow, "package.json"), '{ "main": "index.js" }');
  writeFileSync(join(hollow, "index.js"), "");
  vi.stubEnv("EIGENSCAPE_TENSORFLOW", folder);
  const backend = Object.assign(new tf.KernelBackend(), {
    binding: { createTensor: () => 0 },
    dispose: () => undefined,
  });
  tf.registerBackend("tensorflow", () => backend);
  try {
    expect(() => executorFor("tensorflow", "float32")).toThrow(
      `@tensorflow/tfjs-node in ${folder}: it has no native binding of the known form`,
    );
  } finally {
    tf.removeBackend("tensorflow");
    rmSync(folder, { recursive: true });
  }
});

test("a missing library is an error that tells what was tried and what to do", () => {
  const folder = mkdtempSync(join(tmpdir(), "eigenscape-test-"));
  const broken = join(folder, "node_modules", "@tensorflow", "tfjs-node");
  mkdirSync(broken, { recursive: true });
  writeFileSync(join(broken, "package.json"), '{ "main": "index.js" }');
  writeFileSync(join(broken, "index.js"), 'throw new Error("no addon\\nat path");');
  vi.stubEnv("EIGENSCAPE_TENSORFLOW", folder);
  try {
    expect(() => executorFor("tensorflow", "float32")).toThrow(
      "executor tensorflow: needs TensorFlow's native library, got none " +
        `(@tensorflow/tfjs-node-gpu: not installed; @tensorflow/tfjs-node in ${folder}: no addon); ` +
        'install it beside your program with "npm install @tensorflow/tfjs-node" ' +
        "(on a GPU @tensorflow/tfjs-node-gpu), whose install script downloads libtensorflow, " +
        'or choose executor "onnx"',
    );
    expect(executorFor("auto", "float32").name).toBe("onnx"); // where nobody has asked, nothing is said
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a recorded convolution and its gradients need no transposition, nor parts and joins", () => {
  const g = new Graph();
  const [x, w] = [g.input("x", [2, 6, 6, 3]), g.input("w", [3, 3, 3, 4])]; // N H W C, H W I O
  const window = { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1], groups: 1 } as const;
  const y = conv(g, permute(g, x, [0, 3, 1, 2]), permute(g, w, [3, 2, 0, 1]), window);
  const loss = reshape(g, sum(g, unary(g, "tanh", y), [0, 1, 2, 3]), []);
  const slopes = gradient(g, loss, [x, w]);
  const ops = emit({ inputs: [x, w], outputs: slopes }).nodes.map(({ op }) => op);
  const gradients = ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"];
  expect(ops).toEqual(expect.arrayContaining(gradients));
  const moves = ["Transpose", "Slice", "StridedSlice", "StridedSliceGrad", "ConcatV2"];
  expect(ops.filter((op) => moves.includes(op))).toEqual([]);
});

interface Padding {
  readonly name: string;
  readonly size?: number;
  readonly strides: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
  readonly padding: string;
}

test.each<Padding>([
  { name: "stride 1", strides: [1, 1], pads: [1, 1, 1, 1], padding: "SAME" },
  { name: "stride 2 as TensorFlow pads", strides: [2, 2], pads: [0, 0, 1, 1], padding: "SAME" },
  { name: "stride 2, odd image", size: 5, strides: [2, 2], pads: [1, 1, 1, 1], padding: "SAME" },
  { name: "zeros in front", strides: [2, 2], pads: [1, 1, 0, 0], padding: "EXPLICIT" },
  { name: "stride 2 as PyTorch pads", strides: [2, 2], pads: [1, 1, 1, 1], padding: "EXPLICIT" },
  { name: "none", strides: [1, 1], pads: [0, 0, 0, 0], padding: "VALID" },
])("padding by its name where it has one: $name", ({ size = 6, strides, pads, padding }) => {
  const g = new Graph();
  const [x, w] = [g.input("x", [2, 4, size, size]), g.input("w", [3, 4, 3, 3])];
  const y = conv(g, x, w, { strides, pads, dilations: [1, 1], groups: 1 });
  const loss = reshape(g, sum(g, unary(g, "tanh", y), [0, 1, 2, 3]), []);
  const { nodes } = emit({ inputs: [x, w], outputs: gradient(g, loss, [x, w]) });
  const convolutions = nodes.filter(({ op }) => op.startsWith("Conv2D"));
  const said = { s: Buffer.from(padding) };
  expect(convolutions.map(({ attr }) => attr.padding)).toEqual([said, said, said]);
});

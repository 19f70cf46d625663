/** The rules for kinks and ties hold, and where a sum of kinks has none, so does its Hessian. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { gradient } from "../../src/graph/derivatives.js";
import { Graph, reach } from "../../src/graph/graph.js";
import { objective } from "../../src/objective/objective.js";
import { record } from "../../src/record/recorder.js";
import { ties } from "../support/ties.js";

beforeAll(() => tf.setBackend("cpu"));

test.each(ties)("$operations $rule: $gradient", async ({ program, at, gradient: expected }) => {
  const g = new Graph();
  const x = g.input("x", [at.length]);
  const loss = record(g, [{ node: x, dtype: "float32" }], (t) => tf.sum(program(t)));
  const compiled = await referenceExecutor.compile({
    inputs: [x],
    outputs: gradient(g, loss, [x]),
  });
  const [actual] = await compiled.run([Float64Array.from(at)]);
  actual.forEach((slope, i) => expect(slope).toBeCloseTo(expected[i], 14));
});

test("the logistic loss of tf.losses is written without kinks", () => {
  const g = new Graph();
  const inputs = ["z", "t"].map((name) => ({
    node: g.input(name, [2]),
    dtype: "float32" as const,
  }));
  const loss = record(g, inputs, (z, t) => tf.losses.sigmoidCrossEntropy(t, z));
  const ops = reach([loss]).map(({ op }) => op);
  expect(ops).toContain("softplus");
  expect(ops.filter((op) => ["relu", "abs", "log1p"].includes(op))).toEqual([]);
});

test.each([
  ["the named loss", "sigmoidCrossEntropy" as const],
  ["tf.losses", (z: tf.Tensor, t: tf.Tensor) => tf.losses.sigmoidCrossEntropy(t, z)],
])("a logistic regression that starts at zero: %s", async (_, loss) => {
  const f = objective({
    parameters: { w: { values: [0], shape: [1] } },
    outputs: (p, x: tf.Tensor) => tf.mul(x, p.w),
    loss,
    data: {
      inputs: { values: [1, 2], shape: [2, 1] },
      targets: { values: [1, 0], shape: [2, 1] },
    },
    precision: "float64",
  });
  const { value, gradient: slope } = await f.gradient(f.start);
  expect(value).toBeCloseTo(Math.log(2), 14);
  expect(slope[0]).toBeCloseTo((1 * (0.5 - 1) + 2 * (0.5 - 0)) / 2, 14); // mean of x (σ − t)
  const [product] = await f.product(f.start, Float64Array.of(1));
  expect(product).toBeCloseTo((0.25 * 1 + 0.25 * 4) / 2, 14); // mean of x² σ(1 − σ)
});

/** What has failed is tried again, and closing works in any case. */
import { Worker } from "node:worker_threads";
import * as tf from "@tensorflow/tfjs";
import { expect, test, vi } from "vitest";
import { partition } from "../../src/core/partition.js";
import type { Executor } from "../../src/execute/executor.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { BatchSum } from "../../src/objective/batchSum.js";
import { evaluations } from "../../src/objective/evaluations.js";
import { LaneSet } from "../../src/objective/laneSet.js";
import { ScalarProgram } from "../../src/objective/scalarProgram.js";
import { expectClose } from "../support/closeness.js";

const parts = partition([["w", [2]]]);
const theta = Float64Array.of(2, -1);

/** The loss Σ w⁴ with outputs w²: ∇f = 4w³, H = 12 diag(w²), J = 2 diag(w). */
const loss = ([w]: tf.Tensor[]) => {
  const outputs = tf.square(w);
  const compare = (z: tf.Tensor) => tf.sum(tf.square(z));
  return { name: "loss" as const, loss: compare(outputs), outputs, compare };
};

function sumOn(executor: Executor) {
  const program = { loss };
  const sum = new BatchSum({ executor, workers: 1, parts, data: undefined, batchSize: 1, program });
  return { sum, f: evaluations(sum, parts, "float64") };
}

/** Cannot compile the first time. */
function failingOnce(): Executor {
  let failed = false;
  const fail = (): boolean => !failed && (failed = true);
  const error = () => Promise.reject(new Error("out of memory"));
  return {
    ...referenceExecutor,
    compile: (program) => (fail() ? error() : referenceExecutor.compile(program)),
    compileLinear: (program) => (fail() ? error() : referenceExecutor.compileLinear(program)),
  };
}

type Evaluations = ReturnType<typeof sumOn>["f"];
const v = Float64Array.of(1, 10);

test.each<[string, (f: Evaluations) => () => Promise<Float64Array>, number[]]>([
  ["value", (f) => async () => Float64Array.of(await f.value(theta)), [17]],
  ["gradient", (f) => async () => (await f.gradient(theta)).gradient, [32, -4]],
  ["product", (f) => () => f.product(theta, v), [48, 120]],
  ["linearize", (f) => () => f.linearize(theta).apply(v), [48, 120]],
  ["J·v", (f) => () => f.jacobian(theta).apply(v), [4, -20]],
  ["Jᵀ·u", (f) => () => f.jacobian(theta).applyTransposed(v), [4, -20]],
  [
    "as many vectors at once as is fastest",
    (f) => {
      const matrix = f.linearize(theta, { vectorsAtOnce: "auto" });
      return async () => (await matrix.applyMany([v, v]))[1];
    },
    [48, 120],
  ],
])("%s after compiling has failed", async (_, ready, expected) => {
  const { sum, f } = sumOn(failingOnce());
  const call = ready(f);
  await expect(call()).rejects.toThrow("out of memory");
  expectClose(await call(), Float64Array.from(expected), 1e-14);
  await sum.close();
});

test("closing works after a failure", async () => {
  const { sum, f } = sumOn(failingOnce());
  await expect(f.value(theta)).rejects.toThrow("out of memory");
  await sum.close();
  expect(await f.value(theta)).toBe(17);
  await sum.close();
});

test("threads end although a program cannot be closed", async () => {
  const terminate = vi.spyOn(Worker.prototype, "terminate");
  const lanes = new LaneSet(referenceExecutor, { workers: 2, threads: 1 });
  const [{ executor, programs }] = lanes.lanes;
  const program = new ScalarProgram(executor, parts, [], 1, loss);
  vi.spyOn(program, "close").mockRejectedValue(new Error("stuck"));
  programs.set("1", program);
  await expect(lanes.close()).rejects.toThrow("stuck");
  expect(terminate).toHaveBeenCalledTimes(2);
  terminate.mockRestore();
});

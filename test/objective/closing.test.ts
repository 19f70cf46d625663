/** Closing: during calls, of what matrices keep, and of what was forgotten. */
import { setTimeout as wait } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import * as tf from "@tensorflow/tfjs";
import { describe, expect, test, vi } from "vitest";
import type { Executor } from "../../src/execute/executor.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { partition } from "../../src/core/partition.js";
import { BatchSum } from "../../src/objective/batchSum.js";
import { evaluations } from "../../src/objective/evaluations.js";
import { objective } from "../../src/objective/objective.js";
import { normalVector } from "../support/matrices.js";
import { dataOf, genericPoint, networks } from "../support/networks.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

describe.each([
  ["reference", 1],
  ["reference", 2],
  ["onnx", 1],
  ["onnx", 2],
  ["tfjs", 1],
] as const)("%s with %i workers", (executor, workers) => {
  const network = networks[2];
  const f = objective({
    ...network.model,
    loss: "softmaxCrossEntropy",
    data: dataOf(network),
    batchSize: 2,
    precision: executor === "reference" ? "float64" : "float32",
    executor,
    workers,
  });
  const theta = genericPoint(f);
  const v = normalVector(f.size, 1);

  test("closed during calls, each comes to its end, and later ones start anew", async () => {
    await tf.setBackend("cpu");
    const [matrix, jacobian] = [f.linearize(theta), f.jacobian(theta)];
    const calls = [
      () => f.value(theta),
      () => f.gradient(theta),
      () => f.sampleGradients(theta),
      () => f.product(theta, v),
      () => f.curvatureGradient(theta, v),
      () => matrix.apply(v),
      () => matrix.applyMany([v, theta]),
      () => jacobian.apply(v),
    ];
    const expected: unknown[] = [];
    for (const call of calls) expected.push(await call());
    const before = calls.map((call) => call());
    const closed = f.close();
    const after = calls.map((call) => call());
    expect(await Promise.all(before)).toEqual(expected);
    await closed;
    expect(await Promise.all(after)).toEqual(expected);
    await f.close();
    expect([matrix.bytes, jacobian.bytes]).toEqual([0, 0]);
  });
});

/** Counts points that are open. */
function counting(executor: Executor) {
  const points = { open: 0 };
  const counted: Executor = {
    ...executor,
    async compileLinear(program, options) {
      const compiled = await executor.compileLinear(program, options);
      return {
        ...compiled,
        async linearize(inputs) {
          const point = await compiled.linearize(inputs);
          points.open += 1;
          return { ...point, close: () => void (points.open -= 1) };
        },
        close: () => compiled.close(),
      };
    },
  };
  return { points, counted };
}

test("what forgotten matrices have kept is freed, and closing reaches the others", async () => {
  const { points, counted } = counting(referenceExecutor);
  const parts = partition([["w", [3]]]);
  const loss = ([w]: tf.Tensor[]) => {
    const outputs = tf.square(w);
    const compare = (z: tf.Tensor) => tf.sum(tf.tanh(z));
    return { name: "loss" as const, loss: compare(outputs), outputs, compare };
  };
  const program = { loss };
  const sum = new BatchSum({ executor: counted, workers: 1, parts, data: undefined, batchSize: 1, program }); // prettier-ignore
  const f = evaluations(sum, parts, "float64");
  const v = normalVector(3, 1);
  const make = async () => {
    const [matrix, jacobian] = [f.linearize(v), f.jacobian(v)];
    await matrix.apply(v);
    await jacobian.apply(v);
    await jacobian.applyTransposed(v);
    return [matrix, jacobian];
  };
  const held = await make();
  await make();
  expect(points.open).toBe(6);
  for (let i = 0; i < 50 && points.open > 3; i++) {
    collect();
    await wait(10);
  }
  expect(points.open).toBe(3);
  await Promise.all(held.map((matrix) => matrix.apply(v)));
  expect(points.open).toBe(3); // those of matrices that are in use were kept
  await sum.close();
  expect(points.open).toBe(0);
});

test("threads of a forgotten objective end", async () => {
  const terminate = vi.spyOn(Worker.prototype, "terminate");
  const network = networks[0];
  const compute = async () => {
    const f = objective({ ...network.model, loss: "softmaxCrossEntropy", data: dataOf(network), batchSize: 6, workers: 2 }); // prettier-ignore
    const matrix = f.linearize(f.start);
    await matrix.apply(f.start);
    return { matrix, v: f.start };
  };
  let held: Awaited<ReturnType<typeof compute>> | undefined = await compute();
  collect();
  await wait(50);
  await held.matrix.apply(held.v);
  expect(terminate).not.toHaveBeenCalled(); // the matrix needs them
  held = undefined;
  for (let i = 0; i < 100 && terminate.mock.calls.length < 2; i++) {
    collect();
    await wait(10);
  }
  expect(terminate).toHaveBeenCalledTimes(2);
  terminate.mockRestore();
});

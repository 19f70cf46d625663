/** What lanes hold is given back when the objective is closed. */
import { Worker } from "node:worker_threads";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { objective } from "../../src/objective/objective.js";
import { ScalarProgram } from "../../src/objective/scalarProgram.js";

beforeAll(() => tf.setBackend("cpu"));
const closed = vi.spyOn(ScalarProgram.prototype, "close");
const ended = vi.spyOn(Worker.prototype, "terminate");
afterEach(() => vi.clearAllMocks());

test.each([
  { workers: 1, threads: 0 },
  { workers: 2, threads: 2 },
])("closing closes each program and ends each thread ($workers)", async ({ workers, threads }) => {
  const f = objective({
    parameters: { w: { values: [3], shape: [1] } },
    loss: (p, x: tf.Tensor) => tf.mean(tf.square(tf.mul(x, p.w))),
    data: { values: [1, 2, 2], shape: [3, 1] },
    batchSize: 2, // batches of 2 and 1: two programs, on one lane or on two
    workers,
  });
  expect(await f.value(f.start)).toBeCloseTo(27, 5);
  expect(closed).not.toHaveBeenCalled();
  await f.close();
  expect(new Set(closed.mock.contexts).size).toBe(2);
  expect(new Set(ended.mock.contexts).size).toBe(threads);
});

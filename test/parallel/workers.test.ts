/** Worker threads change no bit of a result. */
import { Worker } from "node:worker_threads";
import * as tf from "@tensorflow/tfjs";
import { afterAll, describe, expect, test, vi } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { flatten, inflate } from "../../src/graph/transfer.js";
import { partition } from "../../src/core/partition.js";
import { BatchSum } from "../../src/objective/batchSum.js";
import { dataSet } from "../../src/objective/data.js";
import { evaluations } from "../../src/objective/evaluations.js";
import type { LossProgram } from "../../src/objective/lossProgram.js";
import { objective } from "../../src/objective/objective.js";
import type { Numbered } from "../../src/parallel/messages.js";
import { remoteExecutor } from "../../src/parallel/remoteExecutor.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { dataOf, genericPoint, networks } from "../support/networks.js";
import { buildProgram, programs } from "../support/programs.js";

describe.each(["float32", "float64"] as const)("%s", (precision) => {
  const network = networks[2];
  const make = (workers: number) =>
    objective({
      ...network.model,
      loss: "softmaxCrossEntropy",
      data: dataOf(network),
      precision,
      batchSize: 3,
      workers,
    });
  const all = [1, 2, 3].map(make);
  afterAll(() => Promise.all(all.map((f) => f.close())));

  test("1, 2 and 3 workers give the same bytes", async () => {
    const theta = genericPoint(all[0]);
    const v = normalVector(all[0].size, 1);
    const results = await Promise.all(
      all.map(async (f) => {
        const matrix = f.linearize(theta);
        return [
          await f.value(theta),
          await f.gradient(theta),
          await f.product(theta, v),
          await matrix.apply(v),
          await matrix.apply(v),
          await f.curvatureGradient(theta, v),
        ];
      }),
    );
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });
});

test("data go to a thread once, and point and vector once per call", async () => {
  let posted = 0;
  const original = Object.getOwnPropertyDescriptor(Worker.prototype, "postMessage")!;
  const post = vi.spyOn(Worker.prototype, "postMessage");
  post.mockImplementation(function (this: Worker, ...given) {
    posted += bytesOf((given[0] as Numbered).parcel); // now: what is moved is gone afterwards
    (original.value as Worker["postMessage"]).apply(this, given);
  });
  const [width, rowCount, size] = [50, 40, 50 * 2];
  const f = objective({
    parameters: { W: { values: normalVector(size, 1), shape: [width, 2] } },
    outputs: (p, x) => tf.tanh(tf.matMul(x, p.W)),
    loss: "meanSquaredError",
    data: {
      inputs: { values: normalVector(rowCount * width, 2), shape: [rowCount, width] },
      targets: { values: normalVector(rowCount * 2, 3), shape: [rowCount, 2] },
    },
    batchSize: 4,
    workers: 2,
  });
  const matrix = f.linearize(f.start);
  const v = normalVector(size, 4);
  const bytes: number[] = [];
  const calls: (() => Promise<unknown>)[] = [
    () => f.gradient(f.start),
    () => f.gradient(f.start),
    () => matrix.apply(v),
    () => matrix.apply(v),
    () => f.product(f.start, v),
  ];
  for (const call of calls) {
    posted = 0;
    await call();
    bytes.push(posted);
  }
  const vector = 2 * 4 * size; // to two threads, each once for all its batches
  const data = 4 * rowCount * (width + 2);
  expect(bytes).toEqual([data + vector, vector, 2 * vector, vector, 2 * vector]);
  post.mockRestore();
  await f.close();
});

/** Of all memory that a message holds, each once: so it is cloned. */
function bytesOf(message: unknown, seen = new Set<unknown>()): number {
  if (typeof message !== "object" || message === null || seen.has(message)) return 0;
  seen.add(message);
  if (message instanceof ArrayBuffer) return message.byteLength;
  if (ArrayBuffer.isView(message)) return bytesOf(message.buffer, seen);
  return Object.values(message).reduce<number>((sum, part) => sum + bytesOf(part, seen), 0);
}

test("where few products follow less is kept, on workers too", async () => {
  const network = networks.find(({ name }) => name.startsWith("LeNet"))!; // in the table
  for (const workers of [1, 2]) {
    const data = dataOf(network);
    const f = objective({ ...network.model, loss: "softmaxCrossEntropy", data, batchSize: 3, workers }); // prettier-ignore
    const [theta, v] = [genericPoint(f), normalVector(f.size, 1)];
    const [few, many] = [1, 100].map((products) => f.linearize(theta, { products }));
    expectClose(await few.apply(v), await many.apply(v), 1e-6);
    expect(few.bytes).toBeLessThan(0.9 * many.bytes);
    await f.close();
  }
  const f = objective({ ...network.model, loss: "softmaxCrossEntropy", data: dataOf(network) });
  expect(() => f.linearize(f.start, { products: 0 })).toThrow(
    "linearize: products must be an integer ≥ 1, got 0",
  );
});

test.each(programs)("$name survives the way to another thread", async (program) => {
  const { inputs, output, values } = buildProgram(program);
  const there = inflate(structuredClone(flatten({ inputs, outputs: [output] })));
  const run = async (p: { inputs: typeof there.inputs; outputs: typeof there.outputs }) =>
    (await referenceExecutor.compile(p)).run(values);
  expect(await run(there)).toEqual(await run({ inputs, outputs: [output] }));
});

test("an error in the worker is told here, and the worker goes on", async () => {
  const remote = remoteExecutor(referenceExecutor);
  const { inputs, output, values } = buildProgram(programs[0]);
  const compiled = await remote.compile({ inputs, outputs: [output] });
  await expect(compiled.run([new Float64Array(1)])).rejects.toThrow("needs 6 numbers, got 1");
  expect(await compiled.run(values)).toHaveLength(1);
  await compiled.close();
  await expect(compiled.run(values)).rejects.toThrow("worker: program must be compiled and open");
  await remote.terminate();
  await expect(compiled.run(values)).rejects.toThrow("worker: the thread was closed");
});

test("an objective can be used again after close", async () => {
  const network = networks[0];
  const f = objective({
    ...network.model,
    loss: "softmaxCrossEntropy",
    data: dataOf(network),
    batchSize: 6,
    workers: 2,
  });
  const before = await f.gradient(f.start);
  await f.close();
  expect(await f.gradient(f.start)).toEqual(before);
  await f.close();
});

test("the number of workers is checked", () => {
  const parameters = { w: { values: [1], shape: [1] } };
  expect(() => objective({ parameters, loss: ({ w }) => w, workers: 0 })).toThrow(
    "objective: workers must be an integer in [1, 256], got 0",
  );
});

describe("where several workers are of no use", () => {
  const network = networks[0];
  const options = { ...network.model, loss: "softmaxCrossEntropy" as const, data: dataOf(network) };
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  afterAll(() => write.mockRestore());

  test("a single batch is told once", () => {
    for (const batchSize of [6, 128, 128]) objective({ ...options, batchSize, workers: 2 });
    const lines = write.mock.calls.map(([line]) => line);
    expect(lines.filter((line) => String(line).startsWith("eigenscape: workers"))).toEqual([
      "eigenscape: workers: 2 computes with one: all 12 rows are one batch; choose a smaller batchSize\n",
    ]);
  });

  test("tfjs computes on the backend of this thread", async () => {
    const make = (workers: number | "auto") =>
      objective({ ...options, batchSize: 3, executor: "tfjs", workers });
    expect(() => make(2)).toThrow(
      "objective: workers must be 1 with executor tfjs, which computes on a TensorFlow.js backend of the calling thread, got 2",
    );
    const [one, auto] = [make(1), make("auto")];
    expect(await auto.gradient(one.start)).toEqual(await one.gradient(one.start));
  });
});

test("the program of one row is recorded once, whatever lanes compute", async () => {
  let recorded = 0;
  const parts = partition([["w", [2]]]);
  const loss: LossProgram = ([w], [x]) => {
    if (x.shape[0] === 1) recorded += 1;
    return { name: "loss", loss: tf.sum(tf.square(tf.mul(w, x))) };
  };
  const data = dataSet({ values: normalVector(8, 1), shape: [4, 2] }, "float64");
  const sum = new BatchSum({ executor: referenceExecutor, workers: 2, parts, data, batchSize: 2, program: { loss } }); // prettier-ignore
  const f = evaluations(sum, parts, "float64");
  const counts: number[] = [];
  for (let i = 0; i < 3; i++) {
    await f.sampleGradients(normalVector(2, 2));
    counts.push(recorded);
  }
  expect(counts[1]).toBe(counts[0]);
  expect(counts[2]).toBe(counts[0]);
  await sum.close();
});

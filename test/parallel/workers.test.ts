/** Worker threads change no bit of a result. */
import { afterAll, describe, expect, test } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { flatten, inflate } from "../../src/graph/transfer.js";
import { objective } from "../../src/objective/objective.js";
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

/** "auto" and worker threads with the real library. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { random } from "../../src/core/random.js";
import { executorFor } from "../../src/execute/choose.js";
import { loadTensorflow } from "../../src/execute/tensorflow/load.js";
import { objective } from "../../src/objective/objective.js";
import { expectClose } from "../support/closeness.js";
import { describeContract } from "../support/contract.js";
import { normalVector } from "../support/matrices.js";
import { dataOf, genericPoint, networks } from "../support/networks.js";

const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
afterAll(() => write.mockRestore());
const told = () => write.mock.calls.filter(([line]) => String(line).startsWith("eigenscape:"));

test("who names an executor is spared the choice", async () => {
  const network = networks[0];
  const f = objective({
    ...network.model,
    loss: "softmaxCrossEntropy",
    data: dataOf(network),
    executor: "onnx",
  });
  const redrawn = await f.likelihood?.redraw(f.start, random(1, "targets"));
  await redrawn?.gradient(f.start);
  expect(f.executor).toBe("onnx");
  expect(redrawn?.executor).toBe("onnx");
  expect(told()).toEqual([]);
  await f.close();
  await redrawn?.close();
});

describe("the contract", () => {
  const { binding } = loadTensorflow(1);
  const held = () => [binding.getNumOfTensors(), binding.getNumOfSavedModels()];
  let before: number[];
  beforeAll(() => (before = held()));
  afterAll(() => {
    expect(held(), "tensors and models that were left behind").toEqual(before);
    expect(told()).toHaveLength(1);
    expect(told()[0][0]).toMatch(/^eigenscape: executor (onnx|tensorflow) chosen \(/);
  });

  test("there is a choice", () => {
    const { name, candidates = [] } = executorFor("auto", "float32");
    expect([name, ...candidates.map((candidate) => candidate.name)]).toEqual(["auto", "onnx", "tensorflow"]); // prettier-ignore
    expect(executorFor("auto", "float64").name).toBe("reference");
  });

  describeContract(() => executorFor("auto", "float32"));
});

describe.each(["tensorflow", "auto"] as const)("%s in worker threads", (executor) => {
  const network = networks[2];
  const make = (workers: number | "auto") =>
    objective({
      ...network.model,
      loss: "softmaxCrossEntropy",
      data: dataOf(network),
      executor,
      batchSize: 3,
      workers,
    });
  const exact = objective({
    ...network.model,
    loss: "softmaxCrossEntropy",
    data: dataOf(network),
    precision: "float64",
  });
  const all = ([1, 2, 3, "auto"] as const).map(make);
  afterAll(() => Promise.all([...all, exact].map((f) => f.close())));

  test("any number of workers gives the same bytes, and all are close to the exact ones", async () => {
    const theta = genericPoint(exact);
    const v = normalVector(exact.size, 1);
    const evaluate = async (f: (typeof all)[number]) => {
      const matrix = f.linearize(theta);
      const { value, gradient } = await f.gradient(theta);
      const products = [await matrix.apply(v), await matrix.apply(v), await f.product(theta, v)];
      matrix.close();
      return [Float64Array.of(value), gradient, ...products];
    };
    const results = await Promise.all(all.map(evaluate));
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    const expected = await evaluate(exact);
    for (const result of [results[0], results[3]]) {
      result.forEach((part, i) => expectClose(part, expected[i], 1e-5));
    }
  });
});

import { expect, test } from "vitest";
import { cifarNet } from "../../src/models/cifarNet.js";
import { lenet } from "../../src/models/lenet.js";
import { mlp } from "../../src/models/mlp.js";
import { objective } from "../../src/objective/objective.js";
import type { ArrayTensor } from "../../src/record/tensorValues.js";

const count = (parameters: Record<string, ArrayTensor>): number =>
  Object.values(parameters).reduce((sum, { values }) => sum + values.length, 0);

const images = { values: new Float32Array(3 * 784).fill(0.5), shape: [3, 28, 28, 1] };
const labels = { values: Int32Array.of(0, 1, 2), shape: [3] };

test("LeNet-5 has its 61,706 parameters", () => {
  expect(count(lenet().parameters)).toBe(61_706);
});

test.each([
  lenet({ activation: "relu", pooling: "max" }),
  lenet({ activation: "sigmoid" }),
  mlp({ sizes: [784, 16, 10], activation: "relu" }),
])("networks are objectives as they are", async (model) => {
  const data = { inputs: images, targets: labels };
  const f = objective({ ...model, loss: "softmaxCrossEntropy", data });
  expect(f.size).toBe(count(model.parameters));
  const { value, gradient } = await f.gradient(f.start);
  expect(value).toBeGreaterThan(0);
  expect(gradient.some((x) => x !== 0)).toBe(true);
  await f.close();
});

test("the CIFAR-10 net has its 307,498 parameters, and is an objective as it is", async () => {
  const model = cifarNet({ seed: 1 });
  expect(count(model.parameters)).toBe(307_498);
  const inputs = { values: new Float32Array(2 * 3072).fill(0.5), shape: [2, 32, 32, 3] };
  const data = { inputs, targets: { values: Int32Array.of(0, 1), shape: [2] } };
  const f = objective({ ...model, loss: "softmaxCrossEntropy", data });
  const { gradient } = await f.gradient(f.start);
  for (const { offset, size } of f.partition.parameters)
    expect(gradient.subarray(offset, offset + size).some((g) => g !== 0)).toBe(true);
  await f.close();
});

test("weights have variance gain² / fan-in, biases are zero, seeds decide", () => {
  const { parameters } = mlp({ sizes: [400, 300], activation: "relu", seed: 1 });
  const weights = [...Float64Array.from(parameters["dense1/kernel"].values)];
  const variance = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
  expect(variance / (2 / 400)).toBeCloseTo(1, 1);
  expect([...parameters["dense1/bias"].values].every((b) => b === 0)).toBe(true);
  const again = mlp({ sizes: [400, 300], activation: "relu", seed: 1 });
  const other = mlp({ sizes: [400, 300], activation: "relu", seed: 2 });
  expect(again.parameters).toEqual(parameters);
  expect(other.parameters).not.toEqual(parameters);
});

test.each([
  [() => mlp({ sizes: [3] }), "mlp: sizes must hold inputs and outputs, got [3]"],
  [() => mlp({ sizes: [3, 0] }), "mlp: size must be an integer ≥ 1, got 0"],
  [() => lenet({ pooling: "sum" as never }), "lenet: pooling must be one of average, max, got sum"],
])("rejects %s", (call, message) => {
  expect(call).toThrow(message);
});

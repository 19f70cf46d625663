/** Weights as panels. */
import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import { weightsOverTime } from "../../src/thesis/weightsOverTime.js";

test("one panel for each weight, kernels of convolutions with a column for each filter, biases left out", () => {
  const parts = partition([["conv/kernel", [2, 1, 1, 3]], ["conv/bias", [3]], ["dense/kernel", [2, 2]]]); // prettier-ignore
  const theta = Float64Array.from({ length: 13 }, (_, i) => i);
  const { layers } = weightsOverTime(parts, [{ step: 7, theta }]);
  expect(layers.map(({ name, shape }) => [name, shape])).toEqual([
    ["conv/kernel", [2, 3]],
    ["dense/kernel", [2, 2]],
  ]);
  expect(layers.map(({ values }) => values)).toEqual([
    [{ step: 7, values: Float64Array.of(0, 1, 2, 3, 4, 5) }],
    [{ step: 7, values: Float64Array.of(9, 10, 11, 12) }],
  ]);
});

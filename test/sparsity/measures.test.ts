import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import { keepLargest } from "../../src/sparsity/keepLargest.js";
import { sparsityMeasures } from "../../src/sparsity/measures.js";
import { support } from "../../src/sparsity/support.js";

const parts = partition([
  ["a", [2, 2]],
  ["bias", [2]],
  ["b", [1, 6]],
]);
const theta = Float64Array.of(0, -0, 1e-4, -2, 0, 0, 1e-3, 1e-2, 0.5, -0.5, 0.5, 0);

test("zeros are exact, limits are inclusive, biases do not count unless asked for", () => {
  const report = sparsityMeasures(theta, parts);
  expect(report.parameters.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(report.parameters[0]).toEqual({
    name: "a",
    size: 4,
    zeros: 2,
    zeroShare: 0.5,
    smallShares: [0.75, 0.75, 0.75],
    l1: 2 + 1e-4,
  });
  expect(report).toMatchObject({ size: 10, zeros: 3, zeroShare: 0.3 });
  expect(report.smallShares).toEqual([0.4, 0.5, 0.6]);
  expect(report.l1).toBeCloseTo(2 + 1e-4 + 1e-3 + 1e-2 + 1.5, 14);
  const biases = sparsityMeasures(theta, parts, { roles: ["bias"] });
  expect(biases).toMatchObject({ size: 2, zeros: 2, zeroShare: 1, l1: 0 });
});

test("no share of small weights is below that of the zeros, by rounding either", () => {
  for (let a = 1; a <= 30; a++) {
    for (let b = 1; b <= 30; b++) {
      const two = partition([
        ["a", [a, 1]],
        ["b", [b, 1]],
      ]);
      const mostly = Float64Array.from({ length: a + b }, (_, i) => (i % 3 === 0 ? 1 : 0));
      const { zeroShare, smallShares } = sparsityMeasures(mostly, two);
      expect(smallShares).toEqual([zeroShare, zeroShare, zeroShare]);
    }
  }
});

test("the largest stay over all weights together, of equal ones the first, biases always", () => {
  const biased = theta.slice();
  biased[4] = 1e-9;
  const kept = keepLargest(biased, parts, 0.3);
  expect([...kept]).toEqual([0, 0, 0, -2, 1e-9, 0, 0, 0, 0.5, -0.5, 0, 0]);
  expect(keepLargest(theta, parts, 1)).toEqual(theta);
  expect(sparsityMeasures(keepLargest(theta, parts, 0), parts).zeros).toBe(10);
  expect(theta[2]).toBe(1e-4); // not modified
});

test("support and its complement are the counted coordinates", () => {
  const { on, off } = support(theta, parts);
  expect([...off]).toEqual([0, 1, 11]);
  expect([...on]).toEqual([2, 3, 6, 7, 8, 9, 10]);
});

test.each([
  [() => sparsityMeasures(theta.slice(1), parts), "theta must have length 12, got 11"],
  [
    () => sparsityMeasures(theta, parts, { roles: ["scale"] }),
    "sparsityMeasures: roles must name one of the partition's (weight, bias), got [scale]",
  ],
  [() => keepLargest(theta, parts, NaN), "keepLargest: share must be in [0, 1], got NaN"],
])("a mistake is told: %s", (call, message) => {
  expect(call).toThrow(message);
});

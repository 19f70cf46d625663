/** The penalty that draws weights to −1 and +1. */
import { expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { binaryPenalty, binaryPenaltyGradient } from "../../src/optimizers/binaryPenalty.js";

const stream = random(0, "binary");
const weights = Float64Array.from({ length: 6 }, () => 2 * stream.uniform() - 1);
const sides = weights.map(() => stream.uniform());

test("its derivatives are those of its value", () => {
  const { byWeights, bySides } = binaryPenaltyGradient(0.7, weights, sides);
  const h = 1e-6;
  weights.forEach((_, i) => {
    const moved = (v: Float64Array, by: number) => v.map((x, j) => (j === i ? x + by : x));
    const along = (by: number, which: "x" | "a") =>
      which === "x"
        ? binaryPenalty(0.7, moved(weights, by), sides)
        : binaryPenalty(0.7, weights, moved(sides, by));
    expect((along(h, "x") - along(-h, "x")) / (2 * h)).toBeCloseTo(byWeights[i], 8);
    expect((along(h, "a") - along(-h, "a")) / (2 * h)).toBeCloseTo(bySides[i], 8);
  });
});

test("is zero where each weight lies at its side, and positive elsewhere", () => {
  const at = (x: number, a: number) => binaryPenalty(2, Float64Array.of(x), Float64Array.of(a));
  expect([at(-1, 1), at(1, 0)]).toEqual([0, 0]);
  expect([at(1, 1), at(-1, 0), at(0, 0.5)]).toEqual([2, 2, 0.5]);
  expect(binaryPenalty(2, weights, sides)).toBeGreaterThan(0);
});

test.each([
  [-1, sides, "binaryPenalty: mu must be a finite number ≥ 0, got -1"],
  [1, sides.slice(1), "binaryPenalty: sides must have length 6, got 5"],
])("refuses μ = %d with such sides", (mu, given, message) => {
  expect(() => binaryPenalty(mu, weights, given)).toThrow(message);
  const other = message.replace(":", "Gradient:");
  expect(() => binaryPenaltyGradient(mu, weights, given)).toThrow(other);
});

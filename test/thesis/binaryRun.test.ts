/** What is counted of weights that become binary, and a run of a tiny network. */
import { expect, test } from "vitest";
import { binaryRun, weightShares } from "../../src/thesis/binaryRun.js";

test("shares count |w| > 0.9 and tenths of [0, 1]; what is greater is in the last", () => {
  const weights = Float64Array.of(0, -0.05, 0.15, -0.55, 0.9, 0.95, -1, 3);
  const { binary, magnitudes } = weightShares(weights);
  expect(binary).toBe(3 / 8);
  expect(magnitudes).toEqual([2, 1, 0, 0, 0, 1, 0, 0, 0, 4].map((n) => n / 8));
});

test("a run keeps its weights in [−1, 1] and draws them to the ends; a free one does neither", async () => {
  const settings = { samples: 60, hidden: 4, epochs: 60, batchSize: 20, seed: 0 };
  const drawn = await binaryRun({ ...settings, mu: 0.1 });
  const free = await binaryRun({ ...settings, mu: "free" });
  expect(drawn.greatest).toBeLessThanOrEqual(1);
  const upper = ({ magnitudes }: typeof drawn) => magnitudes.slice(7).reduce((a, b) => a + b, 0);
  expect(upper(drawn)).toBeGreaterThan(upper(free) + 0.2);
  expect(free.magnitudes.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  for (const { real, rounded } of [drawn, free]) {
    expect(real).toBeGreaterThan(0.1);
    expect(rounded).toBeLessThanOrEqual(1);
  }
});

/** The errors that trace estimates state, over many seeds. */
import { describe, expect, test } from "vitest";
import { dense } from "../../src/operators/dense.js";
import { trace } from "../../src/spectrum/trace.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";
import { cases, each, mean, methods, n, repeat } from "../support/traceCases.js";

test.each(each)("$method, $name: the stated intervals hold", async ({ method, A, exact }) => {
  const [runs, confidence] = [200, 0.9];
  const results = await repeat(runs, (seed) =>
    trace(A, { method, seed, confidence, tolerance: 0.25, budget: 60 }),
  );
  const missed = results.filter(({ interval: [low, high] }) => !(low <= exact && exact <= high));
  const expected = runs * (1 - confidence);
  expect(missed.length).toBeLessThanOrEqual(expected + 2 * Math.sqrt(expected * confidence));
  for (const { status, interval, value, frobenius } of results) {
    if (status !== "tolerance") continue;
    const half = (interval[1] - interval[0]) / 2;
    expect(half).toBeLessThanOrEqual(0.25 * Math.max(Math.abs(value), frobenius.value));
  }
  const errors = results.map(({ value }) => value - exact);
  const scatter = Math.sqrt(mean(errors.map((e) => e * e)) / runs);
  expect(Math.abs(mean(errors))).toBeLessThan(4 * scatter); // stopping biases it hardly
});

describe("with a fixed number of products", () => {
  test.each(cases)("Hutchinson's variance is stated right: $name", async (c) => {
    const k = 12;
    const results = await repeat(150, (seed) =>
      trace(c.A, { method: "hutchinson", seed, budget: k, tolerance: 1e-9 }),
    );
    const diagonal = Array.from({ length: n }, (_, i) => c.matrix[i * n + i]);
    const variance = (2 / k) * (c.squares - diagonal.reduce((a, x) => a + x * x, 0));
    const stated = mean(results.map(({ standardError }) => standardError ** 2));
    expect(stated / variance).toBeGreaterThan(0.85);
    expect(stated / variance).toBeLessThan(1.15);
    const norms = results.map(({ frobenius }) => frobenius.value ** 2);
    expect(mean(norms) / c.squares).toBeCloseTo(1, 0.9);
  });

  test.each(cases)("Hutch++ states its error right: $name", async ({ A, exact }) => {
    const results = await repeat(200, (seed) =>
      trace(A, { method: "hutch++", seed, budget: 30, tolerance: 1e-9 }),
    );
    const stated = mean(results.map(({ standardError }) => standardError ** 2));
    const real = mean(results.map(({ value }) => (value - exact) ** 2));
    expect(stated / real).toBeGreaterThan(0.7);
    expect(stated / real).toBeLessThan(1.4);
  });

  test.each(cases)("XTrace's error is never stated too small: $name", async ({ A, exact }) => {
    const results = await repeat(200, (seed) => trace(A, { seed, budget: 24, tolerance: 1e-9 }));
    const stated = mean(results.map(({ standardError }) => standardError ** 2));
    const real = mean(results.map(({ value }) => (value - exact) ** 2));
    expect(stated / real).toBeGreaterThan(0.9);
    expect(stated / real).toBeLessThan(7);
  });

  test("what decays is known better by Hutch++ and XTrace than by Hutchinson", async () => {
    const values = Array.from({ length: n }, (_, i) => 0.6 ** i);
    const decaying = dense(symmetricFromEigenvalues(values, 5), n);
    const errors: number[] = [];
    for (const method of methods) {
      const options = { method, budget: 36, tolerance: 1e-12 };
      const results = await repeat(20, (seed) => trace(decaying, { ...options, seed }));
      errors.push(Math.sqrt(mean(results.map(({ value }) => (value - 2.5) ** 2))));
    }
    expect(errors[1]).toBeLessThan(errors[0] / 20);
    expect(errors[2]).toBeLessThan(errors[1] / 5);
  });
});

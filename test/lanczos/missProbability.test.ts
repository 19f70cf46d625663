import { expect, test } from "vitest";
import { norm } from "../../src/core/vector.js";
import { missProbability } from "../../src/lanczos/missProbability.js";
import { ritz } from "../../src/lanczos/ritz.js";
import { tridiagonalize } from "../../src/lanczos/tridiagonalize.js";
import { bulk, diagonal } from "../support/diagonal.js";
import { normalVector } from "../support/matrices.js";

test("an eigenvalue at 1.2 above a bulk stays hidden no more often than the bound says", async () => {
  const operator = diagonal([...bulk(300), 1.2]);
  for (const steps of [5, 8, 11]) {
    const claims: number[] = [];
    let hidden = 0;
    for (let seed = 0; seed < 100; seed++) {
      const t = await tridiagonalize(operator, normalVector(301, seed), { steps });
      const { values } = ritz(t, norm(t.residual));
      const run = { dimension: 301, steps, ritz: values[steps - 1], opposite: 0 };
      claims.push(missProbability(1.2, run));
      if (values[steps - 1] < 1.05) hidden++;
    }
    const bound = missProbability(1.2, { dimension: 301, steps, ritz: 1.05, opposite: 0 });
    expect(hidden / 100).toBeLessThanOrEqual(bound);
    expect(Math.max(...claims)).toBeLessThanOrEqual(1);
  }
});

test("ten steps suffice against an outlier, whatever the unit and the side", () => {
  const run = { dimension: 1000, steps: 11, ritz: 1, opposite: 0 };
  const chance = missProbability(10, run);
  expect(chance).toBeCloseTo(1.648 * Math.sqrt(1000) * Math.exp(-Math.sqrt(0.9) * 21), 12);
  expect(missProbability(10e13, { ...run, ritz: 1e13 })).toBeCloseTo(chance, 12);
  expect(missProbability(-10, { ...run, ritz: -1, opposite: 0 })).toBe(chance);
});

test("nothing is known without a step, or of values within the Ritz values", () => {
  const run = { dimension: 1000, steps: 50, ritz: 1, opposite: 0 };
  expect(missProbability(10, { ...run, steps: 0 })).toBe(1);
  expect(missProbability(0.9, run)).toBe(1);
  expect(missProbability(0, { ...run, ritz: 0 })).toBe(1);
});

import { expect, test } from "vitest";
import { axpy, dot } from "../../src/core/vector.js";
import { dense } from "../../src/operators/dense.js";
import { RangeBasis } from "../../src/spectrum/rangeBasis.js";
import { signProbe } from "../../src/spectrum/signProbe.js";
import { sphereProbe } from "../../src/spectrum/sphereProbe.js";
import { trace } from "../../src/spectrum/trace.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";

test("grown in two looks it is tr(QᵀA Q) + the mean of gᵀ P A P g, and so is its error", async () => {
  const [n, k] = [60, 15];
  const A = dense(symmetricFromEigenvalues(Array.from({ length: n }, (_, i) => 1 / (1 + i)), 1), n); // prettier-ignore
  const range = new RangeBasis();
  for (let l = 0; l < k; l++) range.append(await A.apply(sphereProbe(n, 7, "trace sketch", l)), 0);
  let value = 0;
  for (const q of range.vectors) value += dot(q, await A.apply(q));
  const outside = (v: Float64Array): Float64Array => {
    for (const q of range.vectors) axpy(-dot(q, v), q, v);
    return v;
  };
  const samples: Float64Array[] = []; // g ∘ P A P g
  for (let l = 0; l < k; l++) {
    const g = signProbe(n, 7, "trace probe", l);
    const image = outside(await A.apply(outside(g.slice())));
    samples.push(image.map((y, i) => g[i] * y));
  }
  let variance = 0;
  for (let i = 0; i < n; i++) {
    const mean = samples.reduce((sum, d) => sum + d[i] / k, 0);
    value += mean;
    variance += samples.reduce((sum, d) => sum + (d[i] - mean) ** 2 / (k - 1) / k, 0);
  }
  const estimate = await trace(A, { method: "hutch++", budget: 3 * k, seed: 7, tolerance: 1e-9 });
  expect(estimate.products).toBe(3 * k);
  expect(estimate.value).toBeCloseTo(value, 12);
  expect(estimate.standardError).toBeCloseTo(Math.sqrt(2 * variance), 12);
});

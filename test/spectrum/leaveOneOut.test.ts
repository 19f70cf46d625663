import { describe, expect, test } from "vitest";
import { axpy, dot, norm, scale } from "../../src/core/vector.js";
import { dense } from "../../src/operators/dense.js";
import { leaveOneOut } from "../../src/spectrum/leaveOneOut.js";
import { RangeBasis } from "../../src/spectrum/rangeBasis.js";
import { sphereProbe } from "../../src/spectrum/sphereProbe.js";
import { trace } from "../../src/spectrum/trace.js";
import { expectClose } from "../support/closeness.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";

const n = 40;
const k = 7;
const spectra = {
  flat: (i: number) => 1 + i / n,
  decaying: (i: number) => 0.5 ** i,
  indefinite: (i: number) => (i % 2 ? -1 : 1) * (1 + i),
  "five outliers above 1e-9": (i: number) => (i < 5 ? 5 - i : 1e-9),
};
const omega = Array.from({ length: k }, (_, i) => sphereProbe(n, 3, "trace sketch", i));

describe.each(Object.entries(spectra))("%s", (_, eigenvalue) => {
  const A = dense(symmetricFromEigenvalues(Array.from({ length: n }, (_, i) => eigenvalue(i)), 2), n); // prettier-ignore

  /** The definition: a basis of the products of the others, and the i-th vector as their probe. */
  const naive = async (i: number, without: readonly number[]): Promise<number> => {
    const basis: Float64Array[] = [];
    const outside = (v: Float64Array): Float64Array => {
      const rest = v.slice();
      for (let pass = 0; pass < 2; pass++) for (const q of basis) axpy(-dot(q, rest), q, rest);
      return rest;
    };
    for (const j of omega.keys()) {
      if (without.includes(j)) continue;
      const rest = outside(await A.apply(omega[j]));
      basis.push(scale(1 / norm(rest), rest));
    }
    let value = 0;
    for (const q of basis) value += dot(q, await A.apply(q));
    const v = outside(omega[i]);
    return value + ((n - basis.length) / dot(v, v)) * dot(v, await A.apply(v));
  };

  const sketched = async () => {
    const range = new RangeBasis();
    for (const w of omega) range.append(await A.apply(w), 0);
    const { vectors, columns } = range;
    const images = await Promise.all(vectors.map((q) => A.apply(q)));
    return {
      size: n,
      r: columns,
      h: vectors.map((q) => Float64Array.from(images, (image) => dot(q, image))),
      w: omega.map((o) => Float64Array.from(vectors, (q) => dot(q, o))),
    };
  };

  test("the k × k formulas are the definition, with one vector left out and with two", async () => {
    const { estimates, without } = leaveOneOut(await sketched());
    const one = await Promise.all(omega.map((_, i) => naive(i, [i])));
    expectClose(estimates, one, 1e-12);
    const others = await Promise.all(
      omega.map(async (_, j) => {
        const rest = [...omega.keys()].filter((i) => i !== j);
        const values = await Promise.all(rest.map((i) => naive(i, [i, j])));
        return values.reduce((a, b) => a + b, 0) / (k - 1);
      }),
    );
    expectClose(without, others, 1e-7); // without a fifth outlier's vector two are nearly parallel
  });

  test("XTrace is the mean of the definition, its error the jackknife", async () => {
    const { estimates, without } = leaveOneOut(await sketched());
    const estimate = await trace(A, { budget: 2 * k, seed: 3, tolerance: 1e-12 });
    const mean = (x: Float64Array) => x.reduce((a, b) => a + b, 0) / k;
    expect(estimate.value).toBeCloseTo(mean(estimates), 10);
    const scatter = without.reduce((sum, x) => sum + (x - mean(without)) ** 2, 0);
    expect(estimate.standardError).toBeCloseTo(Math.sqrt(((k - 1) / k) * scatter), 10);
  });
});

/** Eigenpairs of matrices with known spectra: values, multiplicities, residuals, signs. */
import { expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { axpy, dot, norm } from "../../src/core/vector.js";
import { eigenpairs, type Eigenpairs } from "../../src/lanczos/eigenpairs.js";
import type { End } from "../../src/lanczos/wanted.js";
import { dense } from "../../src/operators/dense.js";
import type { SymmetricOperator } from "../../src/operators/operator.js";
import { bulk, diagonal, ghostTrap } from "../support/diagonal.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";

const all: readonly End[] = ["largest", "smallest", "magnitude", "both"];

/** What must come out, by sorting the whole spectrum. */
function expected(spectrum: readonly number[], which: End, count: number): number[] {
  const down = [...spectrum].sort((a, b) => b - a);
  if (which === "smallest") return down.reverse().slice(0, count);
  if (which === "magnitude") {
    return down.sort((a, b) => Math.abs(b) - Math.abs(a)).slice(0, count);
  }
  if (which === "largest") return down.slice(0, count);
  const bottom = Math.floor(count / 2);
  return [...down.slice(0, count - bottom), ...down.slice(down.length - bottom)];
}

function expectValues(found: Eigenpairs, right: readonly number[], which: End): void {
  const measure = which === "magnitude" ? Math.abs : (x: number) => x; // ±λ tie
  expect(found.values).toHaveLength(right.length);
  right.forEach((value, i) => {
    const error = Math.abs(measure(found.values[i]) - measure(value));
    expect(error, `value ${i}`).toBeLessThanOrEqual(found.residuals[i]);
  });
}

/** Eigenpairs to the stated residuals, orthonormal, with the sign convention. */
async function expectPairs(operator: SymmetricOperator, found: Eigenpairs): Promise<void> {
  for (const [i, x] of found.vectors.entries()) {
    const defect = await operator.apply(x);
    axpy(-found.values[i], x, defect);
    expect(norm(defect)).toBeLessThanOrEqual(found.residuals[i]);
    found.vectors.forEach((y, j) => {
      expect(Math.abs(dot(x, y) - (i === j ? 1 : 0))).toBeLessThan(1e-12);
    });
    const [low, high] = [Math.min(...x), Math.max(...x)];
    expect(high).toBeGreaterThanOrEqual(-low);
  }
  expect(found.orthogonality).toBeLessThan(1e-12);
}

const spectra: Record<string, readonly number[]> = {
  simple: [-0.5, 0, 1e-3, 2e-3, 0.01, 0.011, 0.2, 3, 10, 40],
  double: [5, 5, 4, 1, 1, 0, 0, 0, -2, -2, ...bulk(30)],
  triple: [5, 5, 5, 4, 4, -3, -3, -3, ...bulk(30)],
  clustered: [1, 1 - 1e-6, 1 - 2e-6, -1, -1 + 1e-7, ...bulk(30).map((x) => x / 2)],
  "± pairs": [100, -100, 99, -99, ...bulk(30)],
  identity: Array.from({ length: 12 }, () => 1),
  zero: Array.from({ length: 6 }, () => 0),
};
const cases = Object.keys(spectra).flatMap((name) => all.map((which) => ({ name, which })));

test.each(cases)("$which of a dense matrix, $name: every copy, to its residual", async (c) => {
  const spectrum = spectra[c.name];
  const operator = dense(symmetricFromEigenvalues(spectrum, 3), spectrum.length);
  for (const count of [1, 4, 6]) {
    const found = await eigenpairs(operator, { count, which: c.which, seed: count });
    expect(found.status).toBe("converged");
    expect(Math.max(...found.residuals)).toBeLessThanOrEqual(found.target);
    expectValues(found, expected(spectrum, c.which, count), c.which);
    await expectPairs(operator, found);
  }
});

test.each(all)("all pairs of a small matrix, and of a number (%s)", async (which) => {
  const spectrum = [3, 2, 1, 1, 0, -3];
  const whole = await eigenpairs(diagonal(spectrum), { count: 6, which });
  expect(whole.status).toBe("converged");
  expectValues(whole, expected(spectrum, which, 6), which);
  const one = await eigenpairs(diagonal([-7]), { count: 1, which });
  expect([one.status, ...one.values, ...one.vectors[0]]).toEqual(["converged", -7, 1]);
});

test.each(["largest", "both"] as const)("the ghost trap: no value twice (%s)", async (which) => {
  const operator = diagonal(ghostTrap);
  const found = await eigenpairs(operator, { count: 10, which });
  expect(found.status).toBe("converged");
  expectValues(found, expected(ghostTrap, which, 10), which);
  await expectPairs(operator, found);
});

test("finds ten outliers and shows that there is no eleventh in 50 products", async () => {
  const { products } = await eigenpairs(diagonal(ghostTrap), { count: 10 });
  expect(products).toBeLessThanOrEqual(50);
});

// Restarts happen: bases of 16 and more vectors, matrices up to order 100.
test("random spectra with multiple eigenvalues, both ends, small bases", async () => {
  for (let seed = 0; seed < 60; seed++) {
    const draw = random(seed, "spectra");
    const n = 1 + draw.integer(100);
    const levels = Array.from({ length: 1 + draw.integer(9) }, () => 3 * draw.normal());
    const spectrum = Array.from({ length: n }, () =>
      draw.sign() === 1 ? levels[draw.integer(levels.length)] : draw.uniform() / 2,
    );
    const count = 1 + draw.integer(Math.min(n, 8));
    const which = all[draw.integer(4)];
    const basisSize = Math.min(n, count + 15 + draw.integer(20));
    const found = await eigenpairs(diagonal(spectrum), { count, which, basisSize, seed });
    expect(found.status, `seed ${seed}`).toBe("converged");
    expectValues(found, expected(spectrum, which, count), which);
    expect(found.orthogonality).toBeLessThan(1e-12);
  }
});

test.each([1e-13, 2 ** -40, 2 ** 40, 1e13])("c·A has the values c·λ (c = %d)", async (c) => {
  const scaled = ghostTrap.map((value) => c * value);
  const [one, other] = [
    await eigenpairs(diagonal(ghostTrap), { count: 10 }),
    await eigenpairs(diagonal(scaled), { count: 10 }),
  ];
  expect(other.status).toBe("converged");
  expect(other.products).toBe(one.products);
  one.values.forEach((value, i) => {
    expect(Math.abs(other.values[i] / c - value)).toBeLessThan(1e-10);
    expect(other.residuals[i] / other.target).toBeLessThan(1);
  });
  expect(other.target / one.target / c).toBeCloseTo(1, 9);
});

test("the same seed gives the same bytes, another one the same eigenvalues", async () => {
  const run = (seed: number) => eigenpairs(diagonal(ghostTrap), { count: 4, seed });
  const [one, again, other] = [await run(5), await run(5), await run(6)];
  expect(again).toEqual(one);
  expect(other.vectors).not.toEqual(one.vectors);
  one.values.forEach((value, i) => expect(other.values[i]).toBeCloseTo(value, 7));
});

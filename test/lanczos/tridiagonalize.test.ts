import { expect, test } from "vitest";
import { axpy, dot, norm } from "../../src/core/vector.js";
import { ritz } from "../../src/lanczos/ritz.js";
import { tridiagonalize, type LanczosStep } from "../../src/lanczos/tridiagonalize.js";
import { dense } from "../../src/operators/dense.js";
import { normalVector, symmetricFromEigenvalues } from "../support/matrices.js";

// As in a loss Hessian: outliers, a near-degenerate bulk, a negative direction.
const eigenvalues = [-0.5, 0, 1e-3, 2e-3, 0.01, 0.011, 0.2, 3, 10, 40];
const n = eigenvalues.length;
const problem = (seed: number, spectrum = eigenvalues) => ({
  operator: dense(symmetricFromEigenvalues(spectrum, seed), spectrum.length),
  start: normalVector(spectrum.length, seed, "start"),
});

test.each([1, 2, 3])("finds every eigenvalue in n steps (seed %i)", async (seed) => {
  const { operator, start } = problem(seed);
  const t = await tridiagonalize(operator, start, { steps: n });
  const { values } = ritz(t, norm(t.residual));
  values.forEach((value, i) => expect(Math.abs(value - eigenvalues[i])).toBeLessThan(40e-12));
});

test.each([1, 4, n - 1])("A·Qᵀ = Qᵀ·T + r·eₖᵀ with orthonormal Q (k = %i)", async (steps) => {
  const { operator, start } = problem(1);
  const { diagonal, offDiagonal, basis, residual, stopped } = await tridiagonalize(
    operator,
    start,
    {
      steps,
    },
  );
  expect([diagonal.length, offDiagonal.length, basis.count, stopped]).toEqual([
    steps,
    steps - 1,
    steps,
    "steps",
  ]);
  for (let k = 0; k < steps; k++) {
    const defect = await operator.apply(basis.vector(k));
    axpy(-diagonal[k], basis.vector(k), defect);
    if (k > 0) axpy(-offDiagonal[k - 1], basis.vector(k - 1), defect);
    if (k < steps - 1) axpy(-offDiagonal[k], basis.vector(k + 1), defect);
    else axpy(-1, residual, defect);
    expect(norm(defect)).toBeLessThan(40e-13);
    for (let j = 0; j < steps; j++) {
      expect(dot(basis.vector(j), basis.vector(k))).toBeCloseTo(j === k ? 1 : 0, 13);
    }
  }
});

test("the basis stays orthogonal far beyond convergence: no eigenvalue appears twice", async () => {
  const spectrum = Array.from({ length: 120 }, (_, i) => (i === 119 ? 1000 : i / 120));
  const { operator, start } = problem(2, spectrum);
  const t = await tridiagonalize(operator, start, { steps: 100 });
  let worst = 0;
  for (let i = 0; i < 100; i++) {
    for (let j = 0; j < i; j++) {
      worst = Math.max(worst, Math.abs(dot(t.basis.vector(i), t.basis.vector(j))));
    }
  }
  expect(worst).toBeLessThan(1e-14);
  const { values } = ritz(t, norm(t.residual));
  expect(values.filter((value) => value > 500)).toHaveLength(1);
});

test("orthogonality is the greatest entry of |I − QQᵀ|, also where products are rough", async () => {
  const { operator, start } = problem(4);
  const t = await tridiagonalize(operator, start, { steps: n });
  let greatest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const overlap = dot(t.basis.vector(i), t.basis.vector(j));
      greatest = Math.max(greatest, Math.abs(overlap - (i === j ? 1 : 0)));
    }
  }
  expect(t.orthogonality).toBeLessThan(1e-14);
  expect(Math.abs(t.orthogonality - greatest)).toBeLessThan(1e-15);
});

test.each([1, 3, 6])("goes on behind %i given steps to the same bytes", async (given) => {
  const { operator, start } = problem(5);
  const steps: LanczosStep[] = [];
  const onStep = (step: LanczosStep): void => void steps.push(step);
  const whole = await tridiagonalize(operator, start, { steps: 7, onStep });
  const head = steps.slice(0, given);
  let products = 0;
  const counted = { ...operator, apply: (v: Float64Array) => (products++, operator.apply(v)) };
  const from = {
    diagonal: head.map((s) => s.diagonal),
    residualNorms: head.map((s) => s.residualNorm),
    next: head.flatMap((s) => s.next ?? []),
  };
  const rest = await tridiagonalize(counted, start, { steps: 7, from });
  expect(products).toBe(7 - given);
  for (const key of ["diagonal", "offDiagonal", "residual", "orthogonality"] as const) {
    expect(rest[key], key).toEqual(whole[key]);
  }
  const none = tridiagonalize(operator, start, { steps: given, from });
  await expect(none).rejects.toThrow("tridiagonalize: steps of from must be an integer in");
});

test("a signal that comes with the last step takes nothing away", async () => {
  const { operator, start } = problem(1);
  const controller = new AbortController();
  const onProgress = ({ done }: { done: number }): void => {
    if (done === 3) controller.abort();
  };
  const { signal } = controller;
  const t = await tridiagonalize(operator, start, { steps: 3, signal, onProgress });
  expect(t.stopped).toBe("steps");
});

test.each([1e-9, 1, 1e9])("stops at an invariant subspace at any scale of A (%d)", async (a) => {
  const { operator, start } = problem(1, [a, a, a, 5 * a, 5 * a, 5 * a]);
  const { stopped, diagonal } = await tridiagonalize(operator, start, { steps: 6 });
  expect(stopped).toBe("invariant-subspace");
  expect(diagonal).toHaveLength(2); // two distinct eigenvalues
});

test("does not take weak coupling for an invariant subspace", async () => {
  const weak = dense(Float64Array.of(1, 1e-6, 1e-6, 2), 2);
  const { offDiagonal } = await tridiagonalize(weak, Float64Array.of(1, 0), { steps: 2 });
  expect([...offDiagonal]).toEqual([1e-6]);
});

test("the zero matrix has one node at zero", async () => {
  const zero = dense(new Float64Array(4), 2);
  const { stopped, diagonal } = await tridiagonalize(zero, Float64Array.of(1, 2), { steps: 2 });
  expect([stopped, ...diagonal]).toEqual(["invariant-subspace", 0]);
});

test("the residual bound is ‖A x − θ x‖ of the Ritz vector", async () => {
  const { operator, start } = problem(3);
  const t = await tridiagonalize(operator, start, { steps: 5 });
  const { values, residuals } = ritz(t, norm(t.residual));
  for (let j = 0; j < 5; j++) {
    const distance = Math.min(...eigenvalues.map((lambda) => Math.abs(lambda - values[j])));
    expect(distance).toBeLessThanOrEqual(residuals[j] + 1e-12);
  }
  // The sum of squares is ‖r‖²: the last row of Y has norm 1.
  expect(norm(residuals)).toBeCloseTo(norm(t.residual), 12);
});

test("reports progress and stops when asked", async () => {
  const { operator, start } = problem(1);
  const seen: number[] = [];
  const controller = new AbortController();
  const run = tridiagonalize(operator, start, {
    steps: 8,
    signal: controller.signal,
    onProgress: ({ done }) => {
      seen.push(done);
      if (done === 3) controller.abort(new Error("stopped by the test"));
    },
  });
  await expect(run).rejects.toThrow("stopped by the test");
  expect(seen.slice(0, 3)).toEqual([1, 2, 3]);
  expect(seen.length).toBeLessThan(6);
});

test.each([
  [0, [1, 1], "tridiagonalize: steps must be an integer in [1, 2], got 0"],
  [3, [1, 1], "tridiagonalize: steps must be an integer in [1, 2], got 3"],
  [1, [1, 1, 1], "tridiagonalize: start must have length 2, got 3"],
  [1, [0, 0], "tridiagonalize: start must have a finite norm > 0, got 0"],
  [1, [NaN, 0], "tridiagonalize: start must have a finite norm > 0, got NaN"],
  [1, [Infinity, 0], "tridiagonalize: start must have a finite norm > 0, got Infinity"],
])("rejects steps %j with start %j", async (steps, start, message) => {
  const identity = dense(Float64Array.of(1, 0, 0, 1), 2);
  const attempt = tridiagonalize(identity, Float64Array.from(start), { steps });
  await expect(attempt).rejects.toThrow(message);
});

test("a product that is not finite is told, not averaged away", async () => {
  const broken = { size: 2, apply: () => Promise.resolve(Float64Array.of(NaN, 1)) };
  await expect(tridiagonalize(broken, Float64Array.of(1, 0), { steps: 1 })).rejects.toThrow(
    "tridiagonalize: products must be finite, got ‖A·q‖ = NaN in step 0",
  );
});

test.each([
  [
    [1, 2, 3, 4],
    2,
    "dense: matrix must be symmetric, got entries (1,0) and (0,1) that differ by 1",
  ],
  [[1, 2, 3], 2, "dense: matrix must have length 4, got 3"],
])("dense rejects %j", (matrix, size, message) => {
  expect(() => dense(Float64Array.from(matrix), size)).toThrow(message);
});

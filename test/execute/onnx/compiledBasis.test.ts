/** The compiled basis is as orthogonal as the plain one, and Lanczos on it gives the same numbers. */
import { InferenceSession } from "onnxruntime-node";
import { expect, test, vi } from "vitest";
import { plainBasis, type Basis } from "../../../src/core/basis.js";
import { axpy, dot, norm, scale } from "../../../src/core/vector.js";
import { compiledBasis } from "../../../src/execute/onnx/compiledBasis.js";
import { tridiagonalize } from "../../../src/lanczos/tridiagonalize.js";
import { dense } from "../../../src/operators/dense.js";
import { normalVector, orthonormal, symmetricFromEigenvalues } from "../../support/matrices.js";

async function filled(basis: Basis, count: number): Promise<Basis> {
  for (let seed = 1; seed <= count; seed++) {
    const q = normalVector(basis.size, seed);
    await basis.orthogonalize(q);
    await basis.orthogonalize(q);
    await basis.orthogonalize(q);
    basis.append(scale(1 / norm(q), q));
  }
  return basis;
}

test("two calls leave no overlap beyond float64's rounding", async () => {
  const basis = await filled(compiledBasis(5000, 9), 9);
  for (let i = 0; i < 9; i++) {
    for (let j = 0; j <= i; j++) {
      const overlap = dot(basis.vector(i), basis.vector(j));
      expect(Math.abs(overlap - (i === j ? 1 : 0))).toBeLessThan(1e-14);
    }
  }
});

test("one call is exact to float32's rounding of the overlaps", async () => {
  const [plain, compiled] = [await filled(plainBasis(300), 5), compiledBasis(300, 5)];
  for (let i = 0; i < 5; i++) compiled.append(plain.vector(i));
  const [expected, actual] = [normalVector(300, 99), normalVector(300, 99)];
  const overlaps = [0, 1, 2, 3, 4].map((i) => dot(plain.vector(i), expected));
  await plain.orthogonalize(expected);
  await compiled.orthogonalize(actual);
  axpy(-1, expected, actual);
  expect(norm(actual)).toBeLessThan(2e-7 * Math.hypot(...overlaps));
});

test("a rough call leaves float32's rounding of the vector, and the next one nothing of that", async () => {
  const [size, count] = [5000, 20];
  const basis = await filled(compiledBasis(size, count), count);
  const q = normalVector(size, 99);
  for (let i = 0; i < count; i++) axpy(10, basis.vector(i), q); // far from orthogonal
  const overlap = (): number =>
    Math.max(...Array.from({ length: count }, (_, i) => Math.abs(dot(basis.vector(i), q))));
  const length = norm(q);
  await basis.orthogonalize(q, true);
  expect(overlap()).toBeLessThan(6e-8 * length);
  expect(overlap()).toBeGreaterThan(1e-12 * length); // float32 was used
  await basis.orthogonalize(q);
  expect(overlap()).toBeLessThan(2e-14 * length);
});

test("Lanczos on it: the recurrence holds and the basis is orthogonal, to float64's rounding", async () => {
  const eigenvalues = Array.from({ length: 120 }, (_, i) => (i === 119 ? 1000 : i / 120));
  const matrix = dense(symmetricFromEigenvalues(eigenvalues, 2), 120);
  const start = normalVector(120, 2, "start");
  const made: Basis[] = [];
  const asked: number[] = [];
  const fast = {
    ...matrix,
    basis(capacity: number) {
      asked.push(capacity);
      made.push(compiledBasis(120, capacity));
      return made[0];
    },
  };
  const [expected, actual] = await Promise.all(
    [matrix, fast].map((operator) => tridiagonalize(operator, start, { steps: 60 })),
  );
  const { basis, diagonal, offDiagonal } = actual;
  expect([asked, made]).toEqual([[60], [basis]]);
  for (let k = 0; k < 59; k++) {
    const defect = await matrix.apply(basis.vector(k));
    axpy(-diagonal[k], basis.vector(k), defect);
    if (k > 0) axpy(-offDiagonal[k - 1], basis.vector(k - 1), defect);
    axpy(-offDiagonal[k], basis.vector(k + 1), defect);
    expect(norm(defect)).toBeLessThan(1e-10); // ‖A‖ = 1000
    for (let j = 0; j < k; j++) {
      expect(Math.abs(dot(basis.vector(j), basis.vector(k)))).toBeLessThan(1e-14);
    }
  }
  for (let k = 0; k < 10; k++) expect(diagonal[k]).toBeCloseTo(expected.diagonal[k], 9);
});

test("weak coupling costs no orthogonality: the second call takes out what the first has left", async () => {
  const size = 50;
  for (let seed = 1; seed <= 5; seed++) {
    const [u, w] = orthonormal(size, seed);
    // A = u uᵀ + 1e-12 (u wᵀ + w uᵀ): of A·u all but 1e-12 lies along u.
    const apply = (v: Float64Array) => {
      const result = scale(dot(u, v) + 1e-12 * dot(w, v), u);
      axpy(1e-12 * dot(u, v), w, result);
      return Promise.resolve(result);
    };
    const operator = { size, apply, basis: (capacity: number) => compiledBasis(size, capacity) };
    const { basis } = await tridiagonalize(operator, u, { steps: 2, tolerance: 1e-14 });
    expect(basis.count).toBe(2);
    expect(Math.abs(dot(basis.vector(0), basis.vector(1)))).toBeLessThan(1e-15);
  }
});

test("one session serves all sizes, and vectors are copies", async () => {
  await filled(compiledBasis(3, 2), 2);
  const create = vi.spyOn(InferenceSession, "create");
  const basis = await filled(compiledBasis(7, 3), 3);
  expect(create).not.toHaveBeenCalled();
  const before = [...basis.vector(1)];
  basis.vector(1).fill(9);
  expect([...basis.vector(1)]).toEqual(before);
});

test("rotate gives the same vectors as in the plain basis, and they are what is orthogonalized against", async () => {
  const [plain, compiled] = [await filled(plainBasis(300), 5), compiledBasis(300, 5)];
  for (let i = 0; i < 5; i++) compiled.append(plain.vector(i));
  const rows = orthonormal(5, 1).slice(0, 3);
  for (const basis of [plain, compiled]) basis.rotate(rows);
  expect(compiled.count).toBe(3);
  const [expected, actual] = [normalVector(300, 99), normalVector(300, 99)];
  for (let i = 0; i < 3; i++) expect(compiled.vector(i)).toEqual(plain.vector(i));
  await plain.orthogonalize(expected);
  await compiled.orthogonalize(actual);
  axpy(-1, expected, actual);
  expect(norm(actual)).toBeLessThan(1e-5);
});

test("a vector beyond the capacity is an error", async () => {
  const basis = await filled(compiledBasis(4, 2), 2);
  expect(() => basis.append(new Float64Array(4))).toThrow(
    "append: basis must stay within 2 vectors, got one more",
  );
});

/** The greatest eigenvalues of a small operator with their vectors, by a dense decomposition. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { SymmetricOperator } from "../../src/operators/operator.js";

export async function topEigenvectors(operator: SymmetricOperator, count: number) {
  const n = operator.size;
  const matrix = Matrix.zeros(n, n);
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    (await operator.apply(unit)).forEach((x, i) => matrix.set(i, j, x));
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues.map((_, j) => j).sort((i, j) => realEigenvalues[j] - realEigenvalues[i]); // prettier-ignore
  const chosen = order.slice(0, count);
  return {
    values: chosen.map((j) => realEigenvalues[j]),
    vectors: chosen.map((j) => Float64Array.from(eigenvectorMatrix.getColumn(j))),
  };
}

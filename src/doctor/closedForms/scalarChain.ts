/**
 * A chain of L scalar layers, f(w) = (∏ w − y)²/2. With p = ∏ w and r = p − y,
 *
 *   Hᵢⱼ = (p² + r p) / (wᵢ wⱼ)  for i ≠ j,    Hᵢᵢ = p² / wᵢ².
 *
 * Where all w = a it is (b + s)·11ᵀ − s·I with b = a^(2L−2), s = r·a^(L−2): one eigenvalue L(b + s) − s
 * and L − 1 equal ones −s, negative beyond the target. Every factor is a sum of few powers of two.
 */
import * as tf from "@tensorflow/tfjs";
import { objective } from "../../objective/objective.js";
import type { ClosedForm } from "../closedForm.js";
import { columnError, eigenvalueError, hessianColumns } from "../denseProducts.js";

const [layers, a, y] = [5, 1.25, 2];

export const scalarChain: ClosedForm = {
  name: "scalar chain",
  objective: (place) =>
    objective({
      parameters: Object.fromEntries(
        Array.from({ length: layers }, (_, i) => [`w${i + 1}`, { values: [a], shape: [] }]),
      ),
      loss: (p) => {
        const product = Object.values(p).reduce((all, w) => tf.mul(all, w));
        return tf.mul(0.5, tf.square(tf.sub(product, y)));
      },
      ...place,
    }),
  async measure(f) {
    const p = a ** layers;
    const [b, s] = [a ** (2 * layers - 2), (p - y) * a ** (layers - 2)];
    const columns = await hessianColumns(f);
    const entry = (i: number, j: number): number => (i === j ? b : b + s);
    const values = [layers * (b + s) - s, ...Array.from({ length: layers - 1 }, () => -s)];
    const tolerance = f.relativeError;
    return [
      { what: "Hessian", error: columnError(columns, entry), tolerance },
      { what: "eigenvalues", error: eigenvalueError(columns, values), tolerance },
    ];
  },
};

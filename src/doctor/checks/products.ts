/**
 * Are the products those of one symmetric matrix? With u, v of random signs:
 *
 *   symmetry       |⟨u, Hv⟩ − ⟨v, Hu⟩| ≤ 5ε (‖Hu‖ + ‖Hv‖): what rounding δ ≤ ε‖Hv‖ adds to ⟨u, Hv⟩ is a sum of
 *                  random signs, beyond 5‖δ‖ once in 10⁵ (Hoeffding 1963, doi:10.1080/01621459.1963.10500830)
 *   linearity      ‖H(u − v/2) − Hu + Hv/2‖ ≤ ε (the three norms)
 *   repeatability  not one byte may differ; a product by itself may differ from one of a linearization by 2ε
 *
 * ε is the objective's relativeError. Errors are relative to what ε is multiplied with.
 */
import { axpy, dot, norm } from "../../core/vector.js";
import { distance } from "../denseProducts.js";
import type { Check, Subject } from "./check.js";

/** Both products with one linearization. */
async function products({ f, theta }: Subject, ...vectors: Float64Array[]) {
  const H = f.linearize(theta);
  const results: Float64Array[] = [];
  for (const vector of vectors) results.push(await H.apply(vector));
  H.close();
  return results;
}

/** x / y, and 0 where both are. */
export const ratio = (x: number, y: number): number => (x === 0 ? 0 : x / y);

const symmetry: Check = {
  name: "symmetry",
  async ask(subject) {
    const { f, u, v } = subject;
    const [Hu, Hv] = await products(subject, u, v);
    const difference = Math.abs(dot(u, Hv) - dot(v, Hu));
    return { error: ratio(difference, norm(Hu) + norm(Hv)), tolerance: 5 * f.relativeError };
  },
};

const linearity: Check = {
  name: "linearity",
  async ask(subject) {
    const { f, u, v } = subject;
    const w = u.slice();
    axpy(-0.5, v, w);
    const [Hu, Hv, Hw] = await products(subject, u, v, w);
    const sum = Hu.slice();
    axpy(-0.5, Hv, sum);
    const scale = norm(Hw) + norm(Hu) + norm(Hv) / 2;
    return { error: ratio(distance(Hw, sum), scale), tolerance: f.relativeError };
  },
};

const repeatability: Check = {
  name: "repeatability",
  async ask(subject) {
    const { f, theta, v } = subject;
    const results = async (): Promise<Float64Array[]> => {
      const [kept, again] = await products(subject, v, v);
      const { value, gradient } = await f.gradient(theta);
      return [kept, again, await f.product(theta, v), gradient, Float64Array.of(value)];
    };
    const [before, after] = [await results(), await results()];
    // The second product of one linearization is compared with the first as well.
    const pairs = [
      ...before.map((x, i) => [x, after[i]] as const),
      [before[0], before[1]] as const,
    ];
    const differing = pairs.reduce((sum, [x, y]) => sum + differences(x, y), 0);
    const note = `${differing} numbers differ the second time`;
    return { error: differing, tolerance: 0, ...(differing > 0 && { note }) };
  },
};

const differences = (x: Float64Array, y: Float64Array): number =>
  x.reduce((count, xi, i) => count + (Object.is(xi, y[i]) ? 0 : 1), 0);

const linearization: Check = {
  name: "product with and without linearization",
  async ask(subject) {
    const { f, theta, v } = subject;
    const [kept] = await products(subject, v);
    const alone = await f.product(theta, v);
    const error = ratio(distance(kept, alone), norm(alone));
    return { error, tolerance: 2 * f.relativeError };
  },
};

export const productChecks: readonly Check[] = [symmetry, linearity, repeatability, linearization];

/**
 * What group lasso and sparse group lasso share: r(x) = Σ_g μ₁ ‖x_g‖₁ + μ₂ w_g ‖x_g‖ with its map and
 * stationarity, group by group on gathered vectors.
 */
import { checkLength, checkNonNegative } from "../core/check.js";
import { checkGroups, type Group } from "./group.js";
import { softThreshold } from "./l1.js";
import { checkMetric, metricAt, type Metric, type ProximalMap } from "./proximalMap.js";
import { secularRoot } from "./secularRoot.js";

export type GroupWeights = readonly number[] | ((group: Group) => number);

interface GroupTerms {
  readonly mu1: number;
  readonly mu2: number;
  readonly groups: readonly Group[];
  readonly weights?: GroupWeights;
}

export function groupPenalty(caller: string, name: string, terms: GroupTerms): ProximalMap {
  const { mu1, groups } = terms;
  const least = checkGroups(caller, groups);
  const prices = pricesOf(caller, terms);
  const longest = groups.reduce((n, { indices }) => Math.max(n, indices.length), 0);
  const checkSize = (x: Float64Array): void => {
    if (x.length >= least) return;
    throw new RangeError(`${caller}: positions must be less than ${x.length}, got ${least - 1}`);
  };
  return {
    name,
    value(x) {
      checkSize(x);
      const absolute = (i: number): number => Math.abs(x[i]);
      return groups.reduce((sum, { indices }, k) => {
        const inner = mu1 === 0 ? 0 : mu1 * indices.reduce((s, i) => s + absolute(i), 0);
        return sum + inner + prices[k] * normOf(x, indices);
      }, 0);
    },
    prox(z, tau) {
      checkMetric(name, tau, z.length);
      checkSize(z);
      const u = z.slice();
      const [kept, poles] = [new Float64Array(longest), new Float64Array(longest)];
      groups.forEach((group, k) => shrink(u, group, tau, { mu1, price: prices[k], kept, poles }));
      return u;
    },
    stationarity(x, gradient) {
      checkSize(x);
      const left = gradient.slice();
      groups.forEach(({ indices }, k) => settle(left, x, indices, mu1, prices[k]));
      return left;
    },
  };
}

/** μ₂ w_g. */
function pricesOf(caller: string, { mu2, groups, weights = () => 1 }: GroupTerms): Float64Array {
  if (typeof weights !== "function") checkLength(caller, "weights", weights, groups.length);
  return Float64Array.from(groups, (group, k) => {
    const weight = typeof weights === "function" ? weights(group) : weights[k];
    checkNonNegative(caller, `weight of ${group.name}`, weight);
    return mu2 * weight;
  });
}

interface Shrinkage {
  readonly mu1: number;
  readonly price: number;
  /** Room for the group's numbers. */
  readonly kept: Float64Array;
  readonly poles: Float64Array;
}

/** The proximal map of one group, in place. */
function shrink(u: Float64Array, { indices }: Group, tau: Metric, shrinkage: Shrinkage): void {
  const { mu1, price, kept, poles } = shrinkage;
  for (let k = 0; k < indices.length; k++) {
    const t = metricAt(tau, indices[k]);
    kept[k] = softThreshold(u[indices[k]], mu1 / t);
    poles[k] = price / t;
  }
  // Without a price the group norm is not there, and the equation has no poles.
  const root = price === 0 ? Infinity : secularRoot(kept, poles, indices.length);
  for (let k = 0; k < indices.length; k++) {
    if (root === Infinity) u[indices[k]] = kept[k];
    else u[indices[k]] = root === 0 ? 0 : kept[k] * (root / (root + poles[k]));
  }
}

/** The element of least norm of g + ∂r(x) on one group, in place of g. */
function settle(
  g: Float64Array,
  x: Float64Array,
  indices: Int32Array,
  mu1: number,
  price: number,
): void {
  const length = normOf(x, indices);
  for (const i of indices) {
    if (x[i] === 0) g[i] = softThreshold(g[i], mu1);
    else g[i] += mu1 * Math.sign(x[i]) + price * (x[i] / length);
  }
  if (length > 0) return;
  const rest = normOf(g, indices);
  for (const i of indices) g[i] = rest <= price ? 0 : g[i] * (1 - price / rest);
}

/** ‖x_g‖, also where squares are too small for a float64 (weights that decay for long become so). */
function normOf(x: Float64Array, indices: Int32Array): number {
  let sum = 0;
  for (const i of indices) sum += x[i] * x[i];
  if (sum > 1e-280 || Number.isNaN(sum)) return Math.sqrt(sum);
  const largest = indices.reduce((most, i) => Math.max(most, Math.abs(x[i])), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(indices.reduce((s, i) => s + (x[i] / largest) ** 2, 0));
}

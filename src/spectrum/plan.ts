/**
 * What a spectrum will cost, before it is begun: from one timed product (after one that compiles and
 * linearizes) and one timed orthogonalization against a few vectors. With k steps and m probes
 *
 *   seconds ≈ first product + (m k − 1) · product + (m k²/2) · (one vector, both passes).
 */
import { orthogonalizeTwice, type Basis } from "../core/basis.js";
import { checkInteger } from "../core/check.js";
import { norm, scale } from "../core/vector.js";
import { basisBytes, plannedBasis, readable, type BasisOptions } from "../lanczos/plannedBasis.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { signProbe } from "./signProbe.js";

export interface PlanOptions extends BasisOptions {
  /** As of `spectrum`. */
  readonly steps?: number;
  readonly probes?: number;
}

export interface Plan {
  readonly products: number;
  /** Of the whole. */
  readonly seconds: number;
  /** Of one product; without what only the first one takes. */
  readonly secondsPerProduct: number;
  /** Of the basis of one probe; they follow each other. */
  readonly bytes: number;
  toString(): string;
}

/** Takes two products; a basis that would not fit is told here. */
export async function plan(
  operator: SymmetricOperator,
  { steps = 80, probes = 10, ...limits }: PlanOptions = {},
): Promise<Plan> {
  checkInteger("plan", "steps", steps, 1);
  checkInteger("plan", "probes", probes, 1);
  const each = Math.min(steps, operator.size);
  const few = plannedBasis("plan", operator, each, limits);
  const start = signProbe(operator.size, 0, "probes", 0);
  const q = scale(1 / norm(start), start);
  const first = await seconds(() => operator.apply(q));
  const product = await seconds(() => operator.apply(q));
  const vector = await secondsPerVector(few, each, q);
  const products = each * probes;
  const whole =
    Math.max(first, product) + (products - 1) * product + (probes * each ** 2 * vector) / 2;
  const bytes = basisBytes(operator, each, limits.basis);
  return {
    products,
    seconds: whole,
    secondsPerProduct: product,
    bytes,
    toString: () =>
      `${products} products, about ${whole.toPrecision(2)} s, ${readable(bytes)} for vectors`,
  };
}

/** Of orthogonalization, both passes, per vector of the basis. */
async function secondsPerVector(basis: Basis, capacity: number, q: Float64Array): Promise<number> {
  const count = Math.min(4, capacity);
  for (let i = 0; i < count; i++) basis.append(q);
  await orthogonalizeTwice(basis, q.slice()); // compiles
  return (await seconds(() => orthogonalizeTwice(basis, q.slice()))) / count;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

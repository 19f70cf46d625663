/**
 * The Hessian of an objective at θ, H = ∂²f/∂θ², by exact products; or a diagonal block of it, the
 * rows and columns of chosen parameters. Cost about four to six evaluations per product.
 */
import { checkFinite, checkLength } from "../core/check.js";
import { select, type Parameter } from "../core/partition.js";
import type { Objective } from "../objective/objective.js";
import type { SymmetricOperator } from "./operator.js";

export interface BlockOptions {
  /** Names of parameters; the operator acts on their entries only, in the partition's order. */
  readonly block?: readonly string[];
}

/** @param theta P numbers; they are copied, so training may go on. */
export function hessian(
  f: Objective,
  theta: Float64Array,
  { block }: BlockOptions = {},
): SymmetricOperator {
  checkLength("hessian", "theta", theta, f.size);
  checkFinite("hessian", "theta", theta);
  const at = theta.slice();
  const { relativeError, samples } = f;
  if (!block) return { size: f.size, relativeError, samples, apply: (v) => f.product(at, v) };
  const parts = select(f.partition, block);
  const size = parts.reduce((total, p) => total + p.size, 0);
  if (size === 0) throw new RangeError("hessian: block must name a parameter, got none");
  return {
    size,
    relativeError,
    samples,
    async apply(v) {
      checkLength("apply", "v", v, size);
      return gather(await f.product(at, scatter(v, parts, f.size)), parts, size);
    },
  };
}

/** Puts a block's entries into an otherwise zero vector of all parameters. */
function scatter(v: Float64Array, parts: readonly Parameter[], size: number): Float64Array {
  const full = new Float64Array(size);
  let from = 0;
  for (const { offset, size: count } of parts) {
    full.set(v.subarray(from, from + count), offset);
    from += count;
  }
  return full;
}

function gather(full: Float64Array, parts: readonly Parameter[], size: number): Float64Array {
  const v = new Float64Array(size);
  let from = 0;
  for (const { offset, size: count } of parts) {
    v.set(full.subarray(offset, offset + count), from);
    from += count;
  }
  return v;
}

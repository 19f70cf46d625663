/**
 * Matrices of second derivatives of an objective at θ, by exact products; or diagonal blocks of
 * them, the rows and columns of chosen parameters.
 *
 *   hessian          H = ∂²f/∂θ²
 *   gaussNewton      G = (1/N) Σ Jᵢᵀ Sᵢ Jᵢ, positive semidefinite for convex losses; 2/3 of H's cost
 *   empiricalFisher  (1/N) Σ gᵢ gᵢᵀ with the data's own targets; not the Fisher matrix
 *
 * The first product linearizes and keeps residuals (up to `memory` bytes, default 1 GiB). `applyMany`
 * multiplies one vector after the other, or with `vectorsAtOnce` several together.
 */
import { checkFinite, checkLength } from "../core/check.js";
import { select, type Parameter } from "../core/partition.js";
import type { Linearized, LinearizeOptions, Objective } from "../objective/objective.js";
import type { Curvature } from "../objective/scalarProgram.js";
import { lazyFingerprint } from "./fingerprint.js";
import type { CurvatureOperator, OperatorOnThread, SymmetricOperator } from "./operator.js";

export type Kept = "memory" | "vectorsAtOnce" | "products";

export interface CurvatureOptions extends Pick<LinearizeOptions, Kept> {
  /** Names of parameters; the operator acts on their entries only, in the partition's order. */
  readonly block?: readonly string[];
}

/** @param theta P numbers; they are copied, so training may go on. */
export function hessian(
  f: Objective,
  theta: Float64Array,
  options: CurvatureOptions = {},
): CurvatureOperator {
  return curvature("hessian", f, theta, options);
}

/** Needs an objective with outputs. */
export function gaussNewton(
  f: Objective,
  theta: Float64Array,
  options: CurvatureOptions = {},
): CurvatureOperator {
  return curvature("gaussNewton", f, theta, options);
}

/** Needs an objective with outputs, whose loss is a mean over rows that do not see each other. */
export function empiricalFisher(
  f: Objective,
  theta: Float64Array,
  options: CurvatureOptions = {},
): CurvatureOperator {
  return curvature("empiricalFisher", f, theta, options);
}

function curvature(
  kind: Curvature,
  f: Objective,
  theta: Float64Array,
  given: CurvatureOptions,
): CurvatureOperator {
  const { block, ...options } = given;
  checkLength(kind, "theta", theta, f.size);
  checkFinite(kind, "theta", theta);
  const at = theta.slice();
  const matrix = f.linearize(at, { curvature: kind, ...options });
  const parts = block && select(f.partition, block, kind);
  const name = parts ? `${kind} of ${JSON.stringify(parts.map((p) => p.name))}` : kind;
  const fingerprint = lazyFingerprint(f, theta, name, options);
  const products = parts ? blockProducts(kind, matrix, parts, f.size) : wholeProducts(matrix, f);
  return {
    ...products,
    relativeError: f.relativeError,
    samples: f.samples,
    basis: (capacity) => f.basis(products.size, capacity),
    ...(f.basisBytes && { basisBytes: f.basisBytes }),
    get fingerprint() {
      return fingerprint();
    },
    close: () => matrix.close(),
    ...(f.with && { onThread: () => onThread(kind, f, at, given) }),
  };
}

/** With an objective of its own, whose programs run beside the calling thread. */
function onThread(
  kind: Curvature,
  f: Objective,
  theta: Float64Array,
  options: CurvatureOptions,
): OperatorOnThread {
  const own = f.with?.({ workers: "background" }) ?? f;
  return { operator: curvature(kind, own, theta, options), close: () => own.close() };
}

type Products = Required<Pick<SymmetricOperator, "size" | "apply" | "applyMany">>;

function wholeProducts(matrix: Linearized, { size }: Objective): Products {
  return {
    size,
    apply: (v) => matrix.apply(v),
    applyMany: (vectors) => matrix.applyMany(vectors),
  };
}

function blockProducts(
  kind: Curvature,
  matrix: Linearized,
  parts: readonly Parameter[],
  fullSize: number,
): Products {
  const size = parts.reduce((total, p) => total + p.size, 0);
  if (size === 0) throw new RangeError(`${kind}: block must name a parameter, got none`);
  const fill = (caller: string, v: Float64Array): Float64Array => {
    checkLength(caller, "v", v, size);
    return filled(v, parts, fullSize);
  };
  return {
    size,
    apply: async (v) => taken(await matrix.apply(fill("apply", v)), parts, size),
    async applyMany(vectors) {
      const products = await matrix.applyMany(vectors.map((v) => fill("applyMany", v)));
      return products.map((product) => taken(product, parts, size));
    },
  };
}

/** A block's entries in an otherwise zero vector. */
function filled(v: Float64Array, parts: readonly Parameter[], fullSize: number): Float64Array {
  const full = new Float64Array(fullSize);
  let from = 0;
  for (const { offset, size: count } of parts) {
    full.set(v.subarray(from, from + count), offset);
    from += count;
  }
  return full;
}

/** The same entries of a product. */
function taken(product: Float64Array, parts: readonly Parameter[], size: number): Float64Array {
  const result = new Float64Array(size);
  let from = 0;
  for (const { offset, size: count } of parts) {
    result.set(product.subarray(offset, offset + count), from);
    from += count;
  }
  return result;
}

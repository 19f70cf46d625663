/** What is computed at one place of a path: the loss, and of the Hessian there what is asked for. */
import { eigenpairs } from "../lanczos/eigenpairs.js";
import type { Objective } from "../objective/objective.js";
import { hessian } from "../operators/hessian.js";
import { spectrum, type Spectrum } from "../spectrum/spectrum.js";

export interface PointSettings {
  /** Of stochastic Lanczos quadrature; the same probes at all points. */
  readonly spectrum?: { readonly steps: number; readonly probes: number; readonly seed: number };
  /** Greatest eigenvalues with residuals at most tolerance·‖H‖ (that of `eigenpairs` if there is none). */
  readonly top?: { readonly count: number; readonly tolerance?: number };
}

export interface ProfilePoint {
  readonly loss: number;
  readonly spectrum?: Spectrum;
  /** Descending, with what bounds their errors. */
  readonly top?: { readonly values: Float64Array; readonly residuals: Float64Array };
}

/** @param stop Rejects with its reason: half of a point is none. */
export async function profilePoint(
  f: Objective,
  theta: Float64Array,
  { spectrum: quadrature, top }: PointSettings,
  label: string,
  stop: AbortSignal,
): Promise<ProfilePoint> {
  const loss = await finiteValue(f, theta, label);
  if (!quadrature && !top) return { loss };
  const matrix = hessian(f, theta);
  try {
    const found = quadrature && (await spectrum(matrix, { ...quadrature, label, signal: stop }));
    stop.throwIfAborted();
    const pairs = top && (await eigenpairs(matrix, { ...top, which: "largest", signal: stop }));
    stop.throwIfAborted();
    return {
      loss,
      ...(found && { spectrum: found }),
      ...(pairs && { top: { values: pairs.values, residuals: pairs.residuals } }),
    };
  } finally {
    matrix.close();
  }
}

/** @param label Of the place, for the error. */
export async function finiteValue(
  f: Objective,
  theta: Float64Array,
  label: string,
): Promise<number> {
  const value = await f.value(theta);
  if (Number.isFinite(value)) return value;
  throw new RangeError(`pathProfile: values on the path must be finite, got ${value} at ${label}`);
}

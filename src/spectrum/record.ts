/**
 * What a spectrum is computed from, all of it small: the coefficients of every Lanczos run, how the runs
 * were started, and of what matrix. Nodes, weights and residuals follow from it; with the start vectors,
 * which follow from the seed, so do further probes.
 */
import { checkLength } from "../core/check.js";
import type { Environment } from "../core/environment.js";
import type { Outcome } from "../core/outcomes.js";
import { ritz } from "../lanczos/ritz.js";
import type { BasisPrecision } from "../lanczos/plannedBasis.js";
import type { ProbeQuadrature } from "./quadrature.js";

/** One Lanczos run after k steps. */
export interface ProbeRecord {
  readonly diagonal: Float64Array; // k
  /** ‖r‖ after each step: the off-diagonal and, last, the norm that residual bounds are made from. */
  readonly residualNorms: Float64Array; // k
  readonly stopped: Outcome;
  /** Where the run has ended. */
  readonly orthogonality?: number;
}

export interface SpectrumRecord {
  readonly label: string;
  /** Order P of the matrix. */
  readonly size: number;
  readonly samples?: number | undefined;
  readonly seed: number;
  /** What was asked for: steps per probe (at most P) and the number of probes. */
  readonly steps: number;
  readonly count: number;
  readonly basis: BasisPrecision;
  readonly relativeError: number;
  /** Of the operator, where it has one. */
  readonly fingerprint?: string | undefined;
  /** Where it was computed: one, or several after a resumption elsewhere. */
  readonly environments: readonly Environment[];
  /** "steps" where all that was asked for is there. */
  readonly stopped: Outcome;
  readonly probes: readonly ProbeRecord[];
}

/** The Gauss quadrature of a run. */
export function quadratureOf(
  { diagonal, residualNorms, stopped, orthogonality }: ProbeRecord,
  relativeError: number,
): ProbeQuadrature & Pick<ProbeRecord, "stopped" | "orthogonality"> {
  const steps = diagonal.length;
  checkLength("quadratureOf", "residualNorms", residualNorms, steps);
  const offDiagonal = residualNorms.subarray(0, steps - 1);
  const { values, first, residuals } = ritz({ diagonal, offDiagonal }, residualNorms[steps - 1]);
  // Products with errors ‖δⱼ‖ ≤ ε‖A‖ are those of A + E with ‖E‖ ≤ ε √k ‖A‖; vectors that overlap by ε are like them.
  const greatest = Math.max(-values[0], values[steps - 1]);
  const rounding = Math.max(relativeError, orthogonality ?? 0) * Math.sqrt(steps) * greatest;
  return {
    nodes: values,
    weights: first.map((y) => y * y),
    residuals: residuals.map((r) => r + rounding),
    rounding,
    stopped,
    ...(orthogonality !== undefined && { orthogonality }),
  };
}

/**
 * The spectrum of a symmetric operator by stochastic Lanczos quadrature: one Lanczos run per random
 * probe, its Gauss quadrature kept as it is. With E[q qᵀ] = I/P,
 *
 *   (1/P) tr f(A) = E[qᵀ f(A) q] ≈ (1/k) Σₗ Σⱼ wⱼ⁽ˡ⁾ f(θⱼ⁽ˡ⁾).
 *
 * Costs steps × probes products. Ubaru, Chen and Saad (2017), doi:10.1137/16M1104974.
 */
import { checkInteger } from "../core/check.js";
import { jupyterDisplay, liveWidget, present, type MimeBundle } from "../core/display.js";
import type { Outcome } from "../core/outcomes.js";
import type { Watch } from "../core/progress.js";
import { random } from "../core/random.js";
import { norm } from "../core/vector.js";
import { ritz } from "../lanczos/ritz.js";
import { tridiagonalize } from "../lanczos/tridiagonalize.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { density, type Density, type DensityOptions } from "./density.js";
import type { ProbeQuadrature } from "./quadrature.js";

export interface Probe extends ProbeQuadrature {
  readonly stopped: Outcome;
}

export interface SpectrumOptions extends Watch {
  /** Lanczos steps per probe; at most the operator's size. Default 80, as GradVis. */
  readonly steps?: number;
  /** Random start vectors. Default 10, as GradVis; errors of means fall as 1/√probes. */
  readonly probes?: number;
  /** Of the probes: entries ±1 (Rademacher), from the stream "probes". */
  readonly seed?: number;
  /** A name for figures. */
  readonly label?: string;
}

/** Raw nodes and weights, and what is computed from them. */
export class Spectrum {
  readonly kind = "spectrum";
  /** Order P of the operator. */
  readonly size: number;
  readonly probes: readonly Probe[];
  readonly label: string;
  /** Number of samples that the operator is a mean over, where it is one. */
  readonly samples: number | undefined;

  constructor(
    size: number,
    probes: readonly Probe[],
    { label = "", samples }: { label?: string; samples?: number | undefined } = {},
  ) {
    this.size = size;
    this.probes = probes;
    this.label = label;
    this.samples = samples;
  }

  density(options?: DensityOptions): Density {
    return density(this.probes, options);
  }

  /** The live form, where eigenscape/widgets is imported and a kernel is there. */
  widget(): unknown {
    return liveWidget("Spectrum.widget", this);
  }

  toString(): string {
    const steps = this.probes.map((p) => p.nodes.length);
    const low = Math.min(...this.probes.map((p) => p.nodes[0]));
    const high = Math.max(...this.probes.map((p) => p.nodes[p.nodes.length - 1]));
    return (
      `Spectrum of ${this.size} eigenvalues: ${this.probes.length} probes × ` +
      `${Math.max(...steps)} steps, nodes from ${low.toPrecision(4)} to ${high.toPrecision(4)}`
    );
  }

  [jupyterDisplay](): MimeBundle {
    return present(this, this.toString());
  }
}

export async function spectrum(
  operator: SymmetricOperator,
  { steps = 80, probes = 10, seed = 0, label = "", ...watch }: SpectrumOptions = {},
): Promise<Spectrum> {
  checkInteger("spectrum", "steps", steps, 1);
  checkInteger("spectrum", "probes", probes, 1);
  checkInteger("spectrum", "seed", seed, 0);
  const each = Math.min(steps, operator.size);
  const results: Probe[] = [];
  for (let l = 0; l < probes; l++) {
    results.push(await runProbe(operator, each, seed, l, part(watch, l, probes, each)));
  }
  return new Spectrum(operator.size, results, { label, samples: operator.samples });
}

async function runProbe(
  operator: SymmetricOperator,
  steps: number,
  seed: number,
  number: number,
  watch: Watch,
): Promise<Probe> {
  const signs = random(seed, `probes ${number}`); // its own stream: probes can be added later
  const start = Float64Array.from({ length: operator.size }, () => signs.sign());
  const t = await tridiagonalize(operator, start, { steps, ...watch });
  const { values, first, residuals } = ritz(t, norm(t.residual));
  // Products with errors ‖δⱼ‖ ≤ ε‖A‖ are those of A + E with ‖E‖ ≤ ε √k ‖A‖.
  const greatest = Math.max(-values[0], values[values.length - 1]);
  const rounding = (operator.relativeError ?? 1e-13) * Math.sqrt(values.length) * greatest;
  return {
    nodes: values,
    weights: first.map((y) => y * y),
    residuals: residuals.map((r) => r + rounding),
    stopped: t.stopped,
  };
}

/** Progress of one probe as progress of the whole. */
function part({ onProgress, signal }: Watch, l: number, probes: number, steps: number): Watch {
  return {
    signal,
    onProgress:
      onProgress &&
      (({ done, unit }) => onProgress({ done: l * steps + done, total: probes * steps, unit })),
  };
}

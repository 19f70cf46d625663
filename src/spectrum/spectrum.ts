/**
 * The spectrum of a symmetric operator by stochastic Lanczos quadrature: one Lanczos run per random
 * probe, its Gauss quadrature kept as it is. With E[q qᵀ] = I/P,
 *
 *   (1/P) tr f(A) = E[qᵀ f(A) q] ≈ (1/k) Σₗ Σⱼ wⱼ⁽ˡ⁾ f(θⱼ⁽ˡ⁾).
 *
 * Costs steps × probes products. Ubaru, Chen and Saad (2017), doi:10.1137/16M1104974.
 */
import { jupyterDisplay, liveWidget, present, type MimeBundle } from "../core/display.js";
import type { Outcome } from "../core/outcomes.js";
import type { Watch } from "../core/progress.js";
import type { BasisOptions } from "../lanczos/plannedBasis.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { cumulative, massBetween, type Cumulative } from "./cumulative.js";
import { density, type Density, type DensityOptions } from "./density.js";
import { estimate, root, scaled, type Estimate } from "./estimate.js";
import { effectiveDimension, power, type EffectiveDimensionOptions } from "./functionals.js";
import type { ProbeQuadrature } from "./quadrature.js";
import { quadratureOf, type SpectrumRecord } from "./record.js";
import { fromResult, subsetsOf, toResult, type SpectrumJson } from "./resultFile.js";
import { run } from "./run.js";
import { checkSubsets, ofSubsets } from "./subsets.js";
import { zeroLevel } from "./zero.js";

export interface Probe extends ProbeQuadrature {
  readonly stopped: Outcome;
  /** max |I − QQᵀ| of the run's basis, where the run has ended. */
  readonly orthogonality?: number;
}

export interface SpectrumOptions extends Watch, BasisOptions {
  /** Lanczos steps per probe; at most the operator's size. Default 80, as GradVis. */
  readonly steps?: number;
  /** Random start vectors. Default 10, as GradVis; errors of means fall as 1/√probes. */
  readonly probes?: number;
  /** Of the probes: entries ±1 (Rademacher), from the stream "probes". */
  readonly seed?: number;
  /** A name for figures. */
  readonly label?: string;
  /** An earlier result of this operator; what is there is not computed again. Its steps, probes and seed are the defaults. */
  readonly resume?: Spectrum;
  /**
   * A path: what is there is kept on the disk after each step, and what lies there is gone on from. `path`
   * is a result file, `path`.basis holds the vectors, 8 P bytes per step and probe.
   */
  readonly checkpoint?: string;
  /** Given what is there so far: after each probe, */
  readonly onProbe?: (partial: Spectrum) => void;
  /** and in the middle of one too, at most every 200 ms. */
  readonly onPartial?: (partial: Spectrum) => void;
  /** Whoever aborts gets what is there, `stopped` "aborted"; before the first step it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Threads that share the probes, two at the same time on each; default 1, the calling thread. The bytes are the same.
   * The matrix must be one that can do so, such as `hessian(f, theta)`; each probe under way has a basis of its own.
   */
  readonly workers?: number;
  /** The same matrix over disjoint parts of the data, at least two: bars of sampling. */
  readonly subsets?: readonly SymmetricOperator[];
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
  /** What it was computed from; none where it was put together from probes. */
  readonly record: SpectrumRecord | undefined;
  /** Spectra of disjoint parts of the data, from the same probes. */
  readonly subsets: readonly Spectrum[];

  constructor(
    size: number,
    probes: readonly Probe[],
    { label = "", samples, record, subsets = [] }: SpectrumDetails = {},
  ) {
    this.record = record;
    this.size = size;
    this.probes = probes;
    this.label = label;
    this.samples = samples;
    this.subsets = subsets;
  }

  /** "steps" where all that was asked for is there, else "aborted" or "unfinished". */
  get stopped(): Outcome {
    return this.record?.stopped ?? "steps";
  }

  /** All that is needed to add probes, and to tell whether that is done with the same matrix. */
  toJSON(): SpectrumJson {
    const subsets = this.subsets.map((subset) => subset.toJSON());
    if (this.record) return { ...toResult(this.record), ...(subsets.length > 0 && { subsets }) };
    throw new Error(
      "toJSON: the spectrum must come from spectrum(…), got one made of probes alone",
    );
  }

  /** @param json A text, or what JSON.parse made of it. */
  static fromJSON(json: unknown): Spectrum {
    const subsets = subsetsOf("fromJSON", json).map((subset) => Spectrum.fromJSON(subset));
    return fromRecord(fromResult("fromJSON", json), subsets);
  }

  density(options?: DensityOptions): Density {
    return density(this.#source, options);
  }

  /** The share of the eigenvalues ≤ t at each point of the grid. */
  cumulative(grid: Float64Array): Cumulative {
    return cumulative(this.#source, grid);
  }

  /** The mean of λᵏ over the eigenvalues, (1/P) tr Aᵏ; no Krylov error for k < 2 · steps. */
  moment(k: number): Estimate {
    return estimate(this.#source, power(k));
  }

  trace(): Estimate {
    return scaled(this.moment(1), this.size);
  }

  /** √(Σ λ²). */
  frobenius(): Estimate {
    return root(scaled(this.moment(2), this.size));
  }

  /** Σ λ/(λ + c), c > 0: how many eigenvalues are above c, softly. */
  effectiveDimension(c: number, options?: EffectiveDimensionOptions): Estimate {
    return scaled(effectiveDimension(this.#source, c, options), this.size);
  }

  /** The share of the eigenvalues in (low, high]; ends may be infinite. */
  mass(low: number, high: number): Estimate {
    return estimate(this.#source, massBetween(low, high), "share");
  }

  /** The share of the eigenvalues ≤ −zero. Default: ten times what rounding can move. */
  negativeMass({ zero = zeroLevel(this.probes) }: { zero?: number } = {}): Estimate {
    return this.mass(-Infinity, -zero);
  }

  get #source() {
    const subsets = this.subsets.map(({ probes }) => probes);
    return { probes: this.probes, size: this.size, subsets };
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

export interface SpectrumDetails {
  readonly label?: string;
  readonly samples?: number | undefined;
  readonly record?: SpectrumRecord;
  readonly subsets?: readonly Spectrum[];
}

function fromRecord(record: SpectrumRecord, subsets: readonly Spectrum[] = []): Spectrum {
  const probes = record.probes.map((probe) => quadratureOf(probe, record.relativeError));
  const { size, label, samples } = record;
  return new Spectrum(size, probes, { label, samples, record, subsets });
}

export async function spectrum(
  operator: SymmetricOperator,
  { resume, onProbe, onPartial, subsets = [], ...options }: SpectrumOptions = {},
): Promise<Spectrum> {
  let last = -Infinity;
  const onStep = (record: SpectrumRecord, whole: boolean): void => {
    const due = onPartial && (whole || performance.now() - last >= partialInterval);
    if (!due && !(onProbe && whole)) return;
    const partial = fromRecord(record);
    if (whole) onProbe?.(partial);
    if (due) onPartial(partial);
    last = performance.now();
  };
  if (resume && !resume.record) {
    throw new Error("spectrum: resume must come from spectrum(…), got one made of probes alone");
  }
  checkSubsets("spectrum", operator, subsets);
  const count = 1 + subsets.length;
  const whole = { ...options, ...part(options, 0, count), resume: resume?.record, onStep };
  const record = await run(operator, whole);
  const { steps, count: probes, seed, basis } = record;
  const { checkpoint } = options;
  const parts = await ofSubsets(record.stopped === "steps" ? subsets : [], (subset, i) =>
    spectrum(subset, {
      ...{ steps, probes, seed, basis, memory: options.memory, workers: options.workers ?? 1 },
      ...(checkpoint !== undefined && { checkpoint: `${checkpoint}.subset${i}` }),
      ...(resume?.subsets[i] && { resume: resume.subsets[i] }),
      ...part(options, 1 + i, count),
    }),
  );
  return fromRecord(record, parts);
}

/** Progress of one of several spectra as progress of all; how long they take, none can tell. */
function part({ onProgress, signal }: Watch, i: number, spectra: number): Watch {
  if (spectra === 1 || !onProgress) return { signal, onProgress };
  return {
    signal,
    onProgress: ({ done, total, unit }) =>
      onProgress({ done: i * total + done, total: spectra * total, unit }),
  };
}

/** Milliseconds between partial results: nodes of 80 steps take about 5 ms. */
const partialInterval = 200;

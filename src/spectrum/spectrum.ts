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
import { density, type Density, type DensityOptions } from "./density.js";
import type { ProbeQuadrature } from "./quadrature.js";
import { quadratureOf, type SpectrumRecord } from "./record.js";
import { fromResult, toResult, type SpectrumJson } from "./resultFile.js";
import { run } from "./run.js";

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

  constructor(
    size: number,
    probes: readonly Probe[],
    { label = "", samples, record }: SpectrumDetails = {},
  ) {
    this.record = record;
    this.size = size;
    this.probes = probes;
    this.label = label;
    this.samples = samples;
  }

  /** "steps" where all that was asked for is there, else "aborted" or "unfinished". */
  get stopped(): Outcome {
    return this.record?.stopped ?? "steps";
  }

  /** All that is needed to add probes, and to tell whether that is done with the same matrix. */
  toJSON(): SpectrumJson {
    if (this.record) return toResult(this.record);
    throw new Error(
      "toJSON: the spectrum must come from spectrum(…), got one made of probes alone",
    );
  }

  /** @param json A text, or what JSON.parse made of it. */
  static fromJSON(json: unknown): Spectrum {
    return fromRecord(fromResult("fromJSON", json));
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

interface SpectrumDetails {
  readonly label?: string;
  readonly samples?: number | undefined;
  readonly record?: SpectrumRecord;
}

function fromRecord(record: SpectrumRecord): Spectrum {
  const probes = record.probes.map((probe) => quadratureOf(probe, record.relativeError));
  const { size, label, samples } = record;
  return new Spectrum(size, probes, { label, samples, record });
}

export async function spectrum(
  operator: SymmetricOperator,
  { resume, onProbe, onPartial, ...options }: SpectrumOptions = {},
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
  return fromRecord(await run(operator, { ...options, resume: resume?.record, onStep }));
}

/** Milliseconds between partial results: nodes of 80 steps take about 5 ms. */
const partialInterval = 200;

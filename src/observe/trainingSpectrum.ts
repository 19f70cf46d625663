/**
 * The extreme eigenvalues of the Hessian while a network trains, for no more than a given share of the
 * time: an observer for `train`. Each search starts from the eigenvectors of the last one, which a few
 * steps of training have hardly turned, and costs a few products instead of tens.
 *
 * Gradient descent with step η on a quadratic diverges where λ > 2/η, with momentum β where λ > 2(1 + β)/η;
 * full-batch training often settles there: Cohen et al. (2021), arXiv:2103.00065.
 */
import { checkInteger, checkInterval, checkPositive } from "../core/check.js";
import { jupyterDisplay, present, type MimeBundle } from "../core/display.js";
import { eigenpairs, type Eigenpairs } from "../lanczos/eigenpairs.js";
import type { Objective } from "../objective/objective.js";
import { hessian } from "../operators/hessian.js";
import type { Moment, Observer } from "../training/train.js";

export interface SharpnessRecord {
  /** Steps taken when it was made. */
  readonly step: number;
  /** Of the last step's batch. */
  readonly loss: number;
  /** The greatest eigenvalues, descending. */
  readonly values: Float64Array;
  /** ‖Hv − λv‖ of each. */
  readonly residuals: Float64Array;
  readonly status: Eigenpairs["status"];
  readonly products: number;
  readonly seconds: number;
}

export interface TrainingSpectrumOptions {
  /** Steps between two looks, if the budget allows. Default 50. */
  readonly every?: number;
  /** Share of the whole time that may be spent on looking, in (0, 1). Default 0.1. */
  readonly budget?: number;
  /** How many of the greatest eigenvalues. Default 1, the sharpness. */
  readonly count?: number;
  /** Relative to the greatest eigenvalue. Default 1e-3: they move by more than that between two looks. */
  readonly tolerance?: number;
  /** η and β of the optimizer, for the limits of stability. */
  readonly learningRate?: number;
  readonly momentum?: number;
}

/** Products of a search from random vectors, to guess the cost of the first look. */
const firstSearch = 30;

export class TrainingSpectrum implements Observer {
  readonly kind = "trainingSpectrum";
  readonly records: SharpnessRecord[] = [];
  /** Sharpness beyond which steps on a quadratic diverge; undefined without a learning rate. */
  readonly limits: { readonly gradientDescent: number; readonly momentum: number } | undefined;
  readonly #f: Objective;
  readonly #options: Required<Omit<TrainingSpectrumOptions, "learningRate" | "momentum">>;
  #vectors: readonly Float64Array[] = [];
  #spent = 0;
  #steps = 0;
  #due = 0;

  constructor(f: Objective, options: TrainingSpectrumOptions) {
    const { every = 50, budget = 0.1, count = 1, tolerance = 1e-3, learningRate, momentum = 0 } = options; // prettier-ignore
    checkInteger("trainingSpectrum", "every", every, 1);
    if (!(budget > 0 && budget < 1)) {
      throw new RangeError(`trainingSpectrum: budget must be in (0, 1), got ${budget}`);
    }
    checkInteger("trainingSpectrum", "count", count, 1, f.size);
    checkPositive("trainingSpectrum", "tolerance", tolerance);
    if (learningRate !== undefined) {
      checkPositive("trainingSpectrum", "learningRate", learningRate);
      checkInterval("trainingSpectrum", "momentum", momentum, 0, 1);
      const gradientDescent = 2 / learningRate;
      this.limits = { gradientDescent, momentum: (1 + momentum) * gradientDescent };
    }
    this.#f = f;
    this.#options = { every, budget, count, tolerance };
    this.#due = every;
  }

  /** Seconds spent on looking so far. */
  get seconds(): number {
    return this.#spent;
  }

  async afterStep(moment: Moment): Promise<void> {
    this.#steps += 1;
    if (this.#steps < this.#due || !this.#affords(moment)) return;
    this.#due = this.#steps + this.#options.every;
    const start = performance.now();
    const found = await this.#look(moment);
    const seconds = (performance.now() - start) / 1000;
    this.#spent += seconds;
    if (found.values.length === 0) return; // aborted before anything was found
    this.#vectors = found.vectors;
    const { values, residuals, status, products } = found;
    const { loss } = moment.record;
    this.records.push({ step: this.#steps, loss, values, residuals, status, products, seconds });
  }

  toString(): string {
    const last = this.records.at(-1);
    if (!last) return "Sharpness during training: no look yet";
    const { length } = this.records;
    const looks = length === 1 ? "1 look" : `${length} looks`;
    return `Sharpness during training: ${looks}, ${last.values[0].toPrecision(4)} at step ${last.step}`;
  }

  /** A figure as soon as there is a look to show. */
  [jupyterDisplay](): MimeBundle {
    const text = this.toString();
    return this.records.length > 0 ? present(this, text) : { "text/plain": text };
  }

  async #look({ theta, signal }: Moment): Promise<Eigenpairs> {
    const matrix = hessian(this.#f, theta);
    try {
      const { count, tolerance } = this.#options;
      const start = this.#vectors;
      return await eigenpairs(matrix, { count, which: "largest", tolerance, start, signal });
    } finally {
      matrix.close?.();
    }
  }

  /** Whether one more look keeps the share of all time within the budget. */
  #affords(moment: Moment): boolean {
    const next = this.records.at(-1)?.seconds ?? this.#guess(moment);
    const looking = this.#spent + next;
    return looking <= this.#options.budget * (looking + moment.trainingSeconds);
  }

  /** Of the first look: per sample, a product costs about two gradients. */
  #guess({ trainingSeconds, rows }: Moment): number {
    const perSample = trainingSeconds / (this.#steps * rows);
    return 2 * firstSearch * perSample * this.#f.samples;
  }
}

/**
 * @param f The objective whose Hessian is looked at: the one that trains, or one over fewer samples with
 *   the same parameters, which costs less.
 * @returns An observer for `train(f, { observers: [it] })`, which collects `records`.
 */
export function trainingSpectrum(
  f: Objective,
  options: TrainingSpectrumOptions = {},
): TrainingSpectrum {
  return new TrainingSpectrum(f, options);
}

/**
 * All eigenvalues of the Hessian along the digit run, by a network that is small enough for it. Bulk (A2) and negative part
 * (A3) are counts of eigenvalues near zero, where an estimate leaves most open.
 */
import { hessian } from "../operators/hessian.js";
import type { Objective } from "../objective/objective.js";
import type { Experiment, Size } from "./claim.js";
import { digitObjective, digitRun, usualDigits, type DigitSettings } from "./digitRun.js";
import { exactEigenvalues } from "./exactEigenvalues.js";
import { packed, unpacked } from "./packed.js";

export interface DigitSpectrum {
  readonly epoch: number;
  readonly loss: number;
  readonly theta: Float64Array;
  /** Ascending. */
  readonly eigenvalues: Float64Array;
}

interface SpectraPlan {
  readonly settings: DigitSettings;
  readonly epochs: readonly number[];
}

export const spectraPlans: Readonly<Record<Size, SpectraPlan>> = {
  slice: {
    settings: { ...usualDigits, classes: 5, samples: 300, hidden: 4 },
    epochs: [0, 3, 30, 60],
  },
  small: { settings: { ...usualDigits, hidden: 12 }, epochs: [0, 1, 3, 10, 30, 60] },
  full: { settings: { ...usualDigits, samples: 6000 }, epochs: [0, 1, 3, 10, 30, 60] },
};

/** What each size computes, for the claims that use it. */
export const spectraExperiments: Readonly<Record<Size, string>> = {
  slice:
    "All 225 eigenvalues of an MLP 49-4-5 on 300 digits of five classes, epochs 0 to 60; a second or two.",
  small:
    "All 730 eigenvalues of an MLP 49-12-10 on 1,500 digits, epochs 0 to 60; three quarters of a minute, which A2, A3 and A6 share.",
  full: "All 1,930 eigenvalues of an MLP 49-32-10 on 6,000 digits, epochs 0 to 60; half an hour.",
};

/** Gives the network to `work`, with what was found along its run, and closes it. */
export async function withDigitSpectra<T>(
  experiment: Experiment,
  work: (f: Objective, found: readonly DigitSpectrum[]) => Promise<T>,
): Promise<T> {
  const { settings, epochs } = spectraPlans[experiment.size];
  const f = await digitObjective(settings);
  try {
    const found: DigitSpectrum[] = [];
    for (const { epoch, loss, theta } of await digitRun(experiment, f, settings, epochs)) {
      const eigenvalues = await experiment.keep("eigenvalues", { ...settings, epoch }, async () =>
        packed(
          await exactEigenvalues(hessian(f, theta, { vectorsAtOnce: vectors }), {
            signal: experiment.signal,
            onProgress: experiment.onProgress,
          }),
        ),
      );
      found.push({ epoch, loss, theta, eigenvalues: unpacked(eigenvalues) });
    }
    return await work(f, found);
  } finally {
    await f.close();
  }
}

/** Multiplied at once; a number rather than "auto", which a clock would choose. */
const vectors = 8;

/**
 * A4: during training the gradient comes to lie in the span of the Hessian's few top eigenvectors. The share is ‖Π g‖²/‖g‖² with the
 * gradient g over all samples and the projection Π on the top C eigenvectors, C the number of classes; a random vector has C/P.
 */
import { eigenpairs } from "../lanczos/eigenpairs.js";
import { hessian } from "../operators/hessian.js";
import type { Objective } from "../objective/objective.js";
import { overlaps } from "../observe/span.js";
import {
  verdictOf,
  type Claim,
  type Experiment,
  type Measured,
  type NamedFigure,
  type Size,
} from "./claim.js";
import { short } from "./claimsTable.js";
import { curvesFigure } from "./curvesFigure.js";
import {
  digitObjective,
  digitRun,
  usualDigits,
  type DigitMoment,
  type DigitSettings,
} from "./digitRun.js";
import { meanInterval } from "./meanInterval.js";

interface Plan {
  readonly settings: DigitSettings;
  readonly seeds: readonly number[];
  readonly epochs: readonly number[];
}

const plans: Readonly<Record<Size, Plan>> = {
  slice: {
    settings: { ...usualDigits, classes: 5, samples: 600 },
    seeds: [0, 1, 2],
    epochs: [0, 3, 30],
  },
  small: { settings: usualDigits, seeds: [0, 1, 2], epochs: [0, 1, 3, 10, 30, 60] },
  full: {
    settings: { ...usualDigits, samples: 6000 },
    seeds: [0, 1, 2, 3, 4],
    epochs: [0, 1, 3, 10, 30, 60],
  },
};

/** "A few epochs": from here on the rule has to hold. */
const few = 3;

export const gradientShare: Claim = {
  id: "A4",
  title: "The gradient lies in the top eigenspace",
  statement:
    "Without batch normalization, after a few epochs more than 70 % of the gradient's squared length lie in the span of the top C eigenvectors of the Hessian, C the number of classes.",
  source:
    "Thesis, chapter A; Gur-Ari et al. (2018), arXiv:1812.04754; Ghorbani et al. (2019), arXiv:1901.10159.",
  experiments: {
    slice:
      "MLP 49-32-5 on 600 digits of five classes, three seeds, epochs 0, 3 and 30; some seconds.",
    small: "MLP 49-32-10 on 1,500 digits, three seeds, epochs 0 to 60; half a minute.",
    full: "MLP 49-32-10 on 6,000 digits, five seeds, epochs 0 to 60; a quarter of an hour.",
  },
  async run(experiment) {
    const { settings, seeds, epochs } = plans[experiment.size];
    const runs: Look[][] = [];
    for (const seed of seeds) runs.push(await looks(experiment, { ...settings, seed }, epochs));
    const shares = epochs.map((epoch, i) => {
      const { mean, interval } = meanInterval(runs.map((run) => run[i].share));
      return { epoch, mean, interval };
    });
    const measured = shares.filter(({ epoch }) => epoch >= few).map(numberOf);
    return {
      measured,
      verdict: verdictOf(measured, experiment.size),
      sentence: sentenceOf(shares, runs),
      figures: [figureOf(shares, runs)],
    };
  },
};

interface Look {
  readonly epoch: number;
  readonly loss: number;
  readonly share: number;
  /** Of a random vector. */
  readonly chance: number;
}

interface Share {
  readonly epoch: number;
  readonly mean: number;
  readonly interval: readonly [number, number];
}

async function looks(
  experiment: Experiment,
  settings: DigitSettings,
  epochs: readonly number[],
): Promise<Look[]> {
  const f = await digitObjective(settings);
  try {
    const found: Look[] = [];
    for (const moment of await digitRun(experiment, f, settings, epochs)) {
      const inputs = { ...settings, epoch: moment.epoch };
      found.push(
        await experiment.keep("gradient share", inputs, () =>
          lookAt(f, moment, settings.classes, experiment.signal),
        ),
      );
    }
    return found;
  } finally {
    await f.close();
  }
}

async function lookAt(
  f: Objective,
  { epoch, loss, theta }: DigitMoment,
  count: number,
  signal: AbortSignal | undefined,
): Promise<Look> {
  const { vectors } = await eigenpairs(hessian(f, theta), { count, tolerance: 1e-5, signal });
  const { gradient } = await f.gradient(theta);
  const share = overlaps(gradient, vectors).explained;
  return { epoch, loss, share, chance: count / f.size };
}

function numberOf({ epoch, mean, interval }: Share): Measured {
  return {
    name: `share of the gradient in the top C eigenvectors, epoch ${epoch} (mean over seeds, 95 %)`,
    value: mean,
    interval,
    expected: "> 0.7",
    met: mean > 0.7,
    tolerance: 5e-2,
  };
}

function sentenceOf(shares: readonly Share[], runs: readonly (readonly Look[])[]): string {
  const percent = shares.map(({ mean }) => `${(100 * mean).toFixed(0)} %`).join(", ");
  const losses = runs[0].map(({ loss }) => short(loss)).join(", ");
  return (
    `At epochs ${shares.map(({ epoch }) => epoch).join(", ")} (loss ${losses}) the share was ${percent} on average over ` +
    `${runs.length} seeds; a random vector has ${(100 * runs[0][0].chance).toFixed(1)} %.`
  );
}

function figureOf(shares: readonly Share[], runs: readonly (readonly Look[])[]): NamedFigure {
  const name = "Share of the gradient in the top eigenspace";
  const x = shares.map(({ epoch }) => epoch);
  const figure = curvesFigure(
    [
      { name: `mean of ${runs.length} seeds`, x, y: shares.map(({ mean }) => mean) },
      {
        name: "single runs",
        x: runs.flatMap((run) => run.map(({ epoch }) => epoch)),
        y: runs.flatMap((run) => run.map(({ share }) => share)),
        scattered: true,
      },
      { name: "random vector", x, y: x.map(() => runs[0][0].chance) },
    ],
    {
      title: name,
      subtitle: `‖Πg‖²/‖g‖² · ${short(100 * shares[shares.length - 1].mean)} % at the end`,
      x: { title: "epoch" },
      y: { title: "share", range: [-0.03, 1.03] },
      text: `${name}: ${sentenceOf(shares, runs)}`,
    },
  );
  return { name, figure, text: String(figure) };
}

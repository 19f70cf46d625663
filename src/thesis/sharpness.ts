/**
 * A5: at equal training loss, a larger ratio of learning rate to batch size gives a smaller largest eigenvalue. Compared at the same loss,
 * because the sharpness changes during training anyway, and with two pairs (η, B) for each ratio, because it is the ratio that is said
 * to matter. Rates are far below 2/λ₁, so no run is at the edge of stability.
 */
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
import { digitObjective, usualDigits, type DigitSettings } from "./digitRun.js";
import type { SharpnessAtLoss } from "./sharpnessAtLoss.js";
import { sharpnessStudy, sharpnessTrend, type SharpnessTrend } from "./sharpnessStudy.js";

interface Plan {
  readonly digits: DigitSettings;
  readonly loss: number;
  /** [learning rate, rows per step]. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly seeds: readonly number[];
  /** At most. */
  readonly epochs: number;
}

const plans: Readonly<Record<Size, Plan>> = {
  slice: {
    digits: { ...usualDigits, classes: 5, samples: 200, hidden: 8 },
    loss: 0.2,
    pairs: [[0.4, 8], [0.4, 32], [0.1, 8]],
    seeds: [0, 1, 2],
    epochs: 400,
  },
  small: {
    digits: { ...usualDigits, samples: 600, hidden: 16 },
    loss: 0.1,
    pairs: [[0.4, 8], [0.8, 16], [0.1, 8], [0.4, 32], [0.1, 32], [0.4, 128]],
    seeds: [0, 1, 2, 3, 4],
    epochs: 1000,
  },
  full: {
    digits: { ...usualDigits, samples: 6000 },
    loss: 0.1,
    pairs: [[0.4, 8], [0.8, 16], [0.2, 8], [0.8, 32], [0.1, 8], [0.4, 32], [0.2, 32], [0.8, 128], [0.1, 32], [0.4, 128]],
    seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    epochs: 2000,
  },
}; // prettier-ignore

/** Per epoch: with fewer, noisy runs fall well below the loss between two looks. */
const looks = 16;

export const sharpness: Claim = {
  id: "A5",
  title: "Large steps on small batches end in flatter places",
  statement:
    "At matched training loss the largest eigenvalue of the Hessian decreases monotonically with the ratio η/B of learning rate to batch size.",
  source:
    "Thesis, chapter A; Keskar et al. (2017), arXiv:1609.04836; Jastrzębski et al. (2017), arXiv:1711.04623.",
  experiments: {
    slice:
      "MLP 49-8-5 on 200 digits of five classes to a loss of 0.2, two ratios, three seeds; some seconds.",
    small:
      "MLP 49-16-10 on 600 digits to a loss of 0.1, three ratios with two pairs (η, B) each, five seeds; a minute.",
    full: "MLP 49-32-10 on 6,000 digits to a loss of 0.1, five ratios with two pairs each, ten seeds; some hours.",
  },
  async run(experiment) {
    const runs = await study(experiment);
    const trend = sharpnessTrend(runs);
    const measured = numbersOf(runs, trend, plans[experiment.size].loss);
    return {
      measured,
      verdict: verdictOf(measured, experiment.size),
      sentence: sentenceOf(runs, trend),
      figures: [figureOf(runs, trend)],
    };
  },
};

async function study(experiment: Experiment): Promise<SharpnessAtLoss[]> {
  const { digits, loss, pairs, seeds, epochs } = plans[experiment.size];
  const { workers, signal, onProgress } = experiment;
  const starts = new Map<number, Float64Array>();
  for (const seed of seeds) {
    const other = await digitObjective({ ...digits, seed });
    starts.set(seed, other.start);
    await other.close();
  }
  const f = await digitObjective(digits);
  try {
    return await sharpnessStudy(f, {
      ...{ loss, epochs, seeds, looks, workers, signal, onProgress },
      settings: pairs.map(([learningRate, batchSize]) => ({ learningRate, batchSize })),
      start: (seed) => starts.get(seed) ?? f.start,
      keep: (run, make) =>
        experiment.keep("sharpness at loss", { ...digits, loss, looks, ...run }, make),
    });
  } finally {
    await f.close();
  }
}

function numbersOf(
  runs: readonly SharpnessAtLoss[],
  { groups, slope, spread }: SharpnessTrend,
  target: number,
): Measured[] {
  const means = groups.map(({ mean }) => mean);
  const steepest = Math.max(...means.slice(1).map((mean, i) => mean / means[i]));
  const effect = means[0] / means[means.length - 1];
  const least = Math.min(...runs.map(({ loss }) => loss)) / target;
  return [
    {
      ...{ name: "slope d ln λ₁ / d ln(η/B), mean over seeds, 95 %", value: slope.mean },
      ...{ interval: slope.interval, expected: "interval < 0", met: slope.interval[1] < 0 },
      tolerance: 5e-2,
    },
    {
      ...{ name: "largest mean λ₁ relative to the next smaller η/B", value: steepest },
      ...{ expected: "< 1 (monotone)", met: steepest < 1, tolerance: 5e-2 },
    },
    {
      ...{ name: "largest ratio of mean λ₁ at equal η/B", value: spread },
      ...{ expected: "< that between the ends of η/B", met: spread < effect, tolerance: 5e-2 },
    },
    {
      ...{ name: "lowest loss compared, relative to the one asked for", value: least },
      ...{ expected: "> 0.95", met: least > 0.95, tolerance: 5e-2 },
    },
  ];
}

function sentenceOf(
  runs: readonly SharpnessAtLoss[],
  { groups, slope, spread }: SharpnessTrend,
): string {
  const list = groups
    .map(
      ({ ratio, mean, interval: [low, high] }) =>
        `${short(mean)} (${short(low)} to ${short(high)}) at ${short(ratio)}`,
    )
    .join(", ");
  const seeds = new Set(runs.map(({ seed }) => seed)).size;
  return (
    `Mean λ₁ over ${seeds} seeds by η/B: ${list}; slope ${short(slope.mean)} ` +
    `(${short(slope.interval[0])} to ${short(slope.interval[1])}). Pairs with the same η/B differ by a factor of at most ${short(spread)}.`
  );
}

function figureOf(runs: readonly SharpnessAtLoss[], trend: SharpnessTrend): NamedFigure {
  const name = "Sharpness at matched training loss";
  const { groups, slope } = trend;
  const ratios = groups.map(({ ratio }) => ratio);
  const top = Math.max(
    ...runs.map((run) => run.sharpness),
    ...groups.map(({ interval }) => interval[1]),
  );
  const place = (ratio: number): number => Math.log10(ratio); // the axis has labels at the ratios only
  const figure = curvesFigure(
    [
      {
        name: "single runs",
        x: runs.map(({ learningRate, batchSize }) => place(learningRate / batchSize)),
        y: runs.map((run) => run.sharpness),
        scattered: true,
      },
      {
        name: "mean over seeds, 95 %",
        x: ratios.map(place),
        y: groups.map(({ mean }) => mean),
        error: groups.map(({ mean, interval }) => interval[1] - mean),
      },
    ],
    {
      title: name,
      subtitle: `${runs.length} runs · slope ${short(slope.mean)} (${short(slope.interval[0])} to ${short(slope.interval[1])})`,
      x: {
        title: "learning rate / batch size",
        tickvals: ratios.map(place),
        ticktext: ratios.map(short),
      },
      y: { title: "largest eigenvalue λ₁", range: [0, 1.08 * top] },
      text: `${name}: ${sentenceOf(runs, trend)}`,
    },
  );
  return { name, figure, text: String(figure) };
}

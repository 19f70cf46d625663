/**
 * A8: between two minima. On the straight line between two networks that were trained apart the loss has a barrier, and the
 * Hessian there is that of no minimum: sharper, and curving down more. A curve that is trained to stay low has neither.
 *
 * Costs, at each place, one value, a spectrum of 40 steps × 2 probes and some tens of products for λ₁.
 */
import { lossPathFigure } from "../figures/lossPath.js";
import { bezierPath, linearPath, type ParameterPath } from "../landscape/parameterPath.js";
import { pathProfile } from "../landscape/pathProfile.js";
import { PathProfile } from "../landscape/pathProfileResult.js";
import { trainPath } from "../landscape/trainPath.js";
import type { Objective } from "../objective/objective.js";
import { sgd } from "../optimizers/sgd.js";
import {
  verdictOf,
  type Claim,
  type Experiment,
  type Finding,
  type Measured,
  type Size,
} from "./claim.js";
import { digitObjective, digitRun, usualDigits, type DigitSettings } from "./digitRun.js";
import { packed, unpacked } from "./packed.js";

interface Plan {
  readonly samples: number;
  /** Of each of the two networks. */
  readonly epochs: number;
  /** Of the curve's bend. */
  readonly curveEpochs: number;
  readonly points: number;
}

const plans: Readonly<Record<Size, Plan>> = {
  slice: { samples: 300, epochs: 20, curveEpochs: 20, points: 3 },
  small: { samples: 1500, epochs: 300, curveEpochs: 600, points: 11 },
  full: { samples: 6000, epochs: 300, curveEpochs: 300, points: 31 },
};

export const minimaPath: Claim = {
  id: "A8",
  title: "Landscape and spectra between two minima",
  statement:
    "On the straight line between two minima the loss has a barrier, where the greatest eigenvalue and the negative part of the spectrum peak; a trained curve joins the same minima without one.",
  source:
    "Thesis, chapter A, doi:10.26204/KLUEDO/7241; Garipov et al. (2018), arXiv:1802.10026, for the curve.",
  experiments: {
    slice: "MLP 49-32-10 on 300 digits, 20 epochs, 3 places; some seconds.",
    small:
      "MLP 49-32-10 on 1,500 digits, two seeds, 300 epochs each, a quadratic Bézier curve trained for 600 epochs, 11 places; a minute.",
    full: "The same on 6,000 digits, 300 epochs, 31 places; half an hour.",
  },
  run,
};

async function run(experiment: Experiment): Promise<Finding> {
  const { samples, epochs } = plans[experiment.size];
  const settings = { ...usualDigits, samples };
  const other = { ...settings, seed: 1 };
  const f = await digitObjective(settings);
  const g = await digitObjective(other); // the same function, another start
  try {
    const [a, b] = await Promise.all([
      minimum(experiment, f, settings, epochs),
      minimum(experiment, g, other, epochs),
    ]);
    const straight = await profileOf(experiment, f, linearPath(a, b));
    const curve = await profileOf(experiment, f, await curveBetween(experiment, f, a, b));
    return findingOf(experiment.size, straight, curve);
  } finally {
    await Promise.all([f.close(), g.close()]);
  }
}

async function minimum(
  experiment: Experiment,
  f: Objective,
  settings: DigitSettings,
  epochs: number,
) {
  const moments = await digitRun(experiment, f, settings, [epochs]);
  return moments[moments.length - 1].theta;
}

async function curveBetween(
  experiment: Experiment,
  f: Objective,
  a: Float64Array,
  b: Float64Array,
): Promise<ParameterPath> {
  const { curveEpochs: epochs } = plans[experiment.size];
  const begin = bezierPath(a, b);
  const bend = await experiment.keep(
    "curve",
    { ends: [packed(a), packed(b)], epochs },
    async () => {
      const optimizer = sgd({ learningRate: 0.05, momentum: 0.9 });
      const { signal, onProgress } = experiment;
      const { path } = await trainPath(f, begin, {
        optimizer,
        epochs,
        batchSize: 64,
        seed: 2,
        signal,
        onProgress,
      });
      return packed(path.bends[0]);
    },
  );
  return begin.withBends([unpacked(bend)]);
}

async function profileOf(
  experiment: Experiment,
  f: Objective,
  path: ParameterPath,
): Promise<PathProfile> {
  const { points } = plans[experiment.size];
  const inputs = {
    kind: path.kind,
    points,
    path: [path.ends[0], ...path.bends, path.ends[1]].map(packed),
  };
  const json = await experiment.keep("profile", inputs, async () => {
    const { workers, signal, onProgress } = experiment;
    const checkpoint = experiment.checkpoint("profile under way", inputs);
    const looks = { spectrum: { steps: 40, probes: 2 }, top: 2, tolerance: 1e-4 };
    return (
      await pathProfile(f, path, { ...looks, points, workers, signal, onProgress, checkpoint })
    ).toJSON();
  });
  return PathProfile.fromJSON(json);
}

function findingOf(size: Size, straight: PathProfile, curve: PathProfile): Finding {
  const middle = straight.t.length >> 1;
  const peak = (values: ArrayLike<number>): number =>
    values[middle] / Math.max(values[0], values[values.length - 1]);
  const sharper = peak(straight.top?.[0] ?? []);
  const down = (straight.negativeRatio ?? []).map(({ value }) => value);
  const [line, bent] = [straight.barrier.ratio, curve.barrier.ratio];
  const numbers: readonly [name: string, value: number, rule: string, met: boolean][] = [
    ["greatest loss on the line / at the higher end", line, "> 5", line > 5],
    ["greatest loss on the curve / at the higher end", bent, "< 1.5", bent < 1.5],
    ["λ₁ in the middle of the line / at the sharper end", sharper, "> 1", sharper > 1],
    ["Σ|λ < 0| / Σ λ > 0 in the middle / at the greater end", peak(down), "> 1", peak(down) > 1],
  ];
  const measured = numbers.map(([name, value, expected, met]): Measured => ({
    name,
    value,
    expected,
    met,
    tolerance: 0.1,
  }));
  return {
    measured,
    verdict: verdictOf(measured, size),
    sentence:
      `On the line the loss rose to ${line.toFixed(1)} times that of the higher end, on the curve to ${bent.toFixed(2)} times; ` +
      `λ₁ in the middle of the line was ${sharper.toFixed(1)} times that of the sharper end.`,
    figures: [straight, curve].map((profile, i) => {
      const name =
        i === 0
          ? "The straight line between two minima"
          : "A trained curve between the same minima";
      const figure = lossPathFigure(profile, { title: name });
      return { name, figure, text: String(figure) };
    }),
  };
}

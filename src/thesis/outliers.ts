/**
 * A1: a trained classifier's Hessian has C − 1 isolated eigenvalues, one less than it has classes.
 *
 * The gap is where the ratio of neighbours λᵢ/λᵢ₊₁ is largest, 2 ≤ i ≤ 15; the first eigenvalue stands by itself for
 * other reasons. Costs some hundred Hessian products per look.
 */
import { eigenvalueDensityFigure } from "../figures/eigenvalueDensity.js";
import { eigenpairs } from "../lanczos/eigenpairs.js";
import { hessian } from "../operators/hessian.js";
import type { Objective } from "../objective/objective.js";
import { spectrum } from "../spectrum/spectrum.js";
import {
  verdictOf,
  type Claim,
  type Experiment,
  type Measured,
  type NamedFigure,
  type Size,
} from "./claim.js";
import { digitObjective, digitRun, usualDigits, type DigitMoment } from "./digitRun.js";

const plans: Readonly<
  Record<Size, { classes: readonly number[]; epochs: readonly number[]; samples: number }>
> = {
  slice: { classes: [5], epochs: [0, 3], samples: 300 },
  small: { classes: [3, 5, 10], epochs: [0, 1, 3, 10, 30], samples: 1500 },
  full: { classes: [2, 3, 4, 5, 6, 7, 8, 9, 10], epochs: [0, 1, 3, 10, 30, 60], samples: 6000 },
};

/** Eigenvalues that are looked at: 16 give the ratios up to i = 15. */
const count = 16;

export const outliers: Claim = {
  id: "A1",
  title: "Outliers are one less than the classes",
  statement:
    "During training the Hessian's spectrum separates into a bulk and isolated eigenvalues, C − 1 of them for C balanced classes.",
  source:
    "Thesis, chapter A; Sagun et al. (2017), arXiv:1706.04454; Papyan (2018), arXiv:1811.07062; Ghorbani et al. (2019), arXiv:1901.10159.",
  experiments: {
    slice: "MLP 49-32-5 on 300 digits of five classes, epochs 0 and 3; a second.",
    small: "MLP 49-32-C on 1,500 digits of C = 3, 5, 10 classes, epochs 0 to 30; half a minute.",
    full: "MLP 49-32-C on 6,000 digits of C = 2 … 10 classes, epochs 0 to 60; some minutes.",
  },
  async run(experiment) {
    const measured: Measured[] = [];
    const figures: NamedFigure[] = [];
    for (const classes of plans[experiment.size].classes) {
      const found = await gapFor(experiment, classes);
      measured.push(...found.measured);
      figures.splice(0, figures.length, found.figure); // that of the most classes
    }
    const places = measured.filter(({ name }) => name.startsWith("place"));
    return {
      measured,
      verdict: verdictOf(measured, experiment.size),
      sentence: `The clearest gap stood behind eigenvalue ${places.map(({ value }) => value).join(", ")} for ${places.map(({ expected }) => Number(expected) + 1).join(", ")} classes.`,
      figures,
    };
  },
};

interface Gap {
  readonly epoch: number;
  /** The i with the largest λᵢ/λᵢ₊₁, counted from 1. */
  readonly place: number;
  readonly ratio: number;
}

async function gapFor(experiment: Experiment, classes: number) {
  const { epochs, samples } = plans[experiment.size];
  const settings = { ...usualDigits, classes, samples };
  const f = await digitObjective(settings);
  try {
    const moments = await digitRun(experiment, f, settings, epochs);
    const gaps: Gap[] = [];
    for (const moment of moments) gaps.push(await gapAt(experiment, f, settings, moment));
    const right = gaps.filter(({ place }) => place === classes - 1);
    const clearest = (right.length > 0 ? right : gaps).reduce((a, b) =>
      b.ratio > a.ratio ? b : a,
    );
    const theta = moments[gaps.indexOf(clearest)].theta;
    return {
      measured: numbersOf(clearest, classes),
      figure: await figureOf(f, theta, clearest, classes),
    };
  } finally {
    await f.close();
  }
}

function gapAt(
  experiment: Experiment,
  f: Objective,
  settings: typeof usualDigits,
  { epoch, theta }: DigitMoment,
): Promise<Gap> {
  return experiment.keep("outlier gap", { ...settings, epoch, count }, async () => {
    const { values } = await eigenpairs(hessian(f, theta), {
      count,
      tolerance: 1e-5,
      signal: experiment.signal,
    });
    const ratios = Array.from({ length: count - 2 }, (_, k) => values[k + 1] / values[k + 2]);
    const best = ratios.reduce((top, ratio, k) => (ratio > ratios[top] ? k : top), 0);
    return { epoch, place: best + 2, ratio: ratios[best] };
  });
}

function numbersOf({ epoch, place, ratio }: Gap, classes: number): Measured[] {
  const when = `C = ${classes}, epoch ${epoch}`;
  return [
    {
      name: `place of the largest ratio, ${when}`,
      value: place,
      expected: String(classes - 1),
      met: place === classes - 1,
    },
    { name: `that ratio, ${when}`, value: ratio, expected: "> 2", met: ratio > 2, tolerance: 1e-2 },
  ];
}

async function figureOf(
  f: Objective,
  theta: Float64Array,
  { epoch }: Gap,
  classes: number,
): Promise<NamedFigure> {
  const label = `${classes} classes, epoch ${epoch}`;
  const s = await spectrum(hessian(f, theta), { steps: 60, probes: 4, label });
  const figure = eigenvalueDensityFigure(s);
  return { name: `Spectrum, ${label}`, figure, text: String(figure) };
}

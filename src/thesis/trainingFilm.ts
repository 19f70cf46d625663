/**
 * A10: a training run as a film: at each checkpoint the spectrum of the Hessian, and the optimizer's place on the plane of its
 * principal directions, on common axes. One call, the same bytes every time.
 */
import { sha256 } from "../core/fingerprint.js";
import { trainingFilmFigure } from "../figures/trainingFilm.js";
import { lossPlane } from "../landscape/lossPlane.js";
import { planeExtent } from "../landscape/planeExtent.js";
import { principalDirections } from "../landscape/principalDirections.js";
import { projectTrajectory } from "../landscape/projectTrajectory.js";
import { Trajectory } from "../landscape/trajectory.js";
import type { Objective } from "../objective/objective.js";
import { checkpointSpectra } from "../observe/checkpointSpectra.js";
import { film } from "../video/film.js";
import {
  verdictOf,
  type Claim,
  type Experiment,
  type Finding,
  type Measured,
  type Size,
} from "./claim.js";
import { digitObjective, digitRun, usualDigits, type DigitMoment } from "./digitRun.js";

interface Plan {
  readonly samples: number;
  /** One checkpoint each, and one at the start. */
  readonly epochs: number;
  /** Of the plane, per side. */
  readonly points: number;
  /** Lanczos steps; two probes. */
  readonly steps: number;
  readonly width: number;
  readonly height: number;
  /** Pictures from one checkpoint to the next. */
  readonly interpolate: number;
}

const plans: Readonly<Record<Size, Plan>> = {
  slice: { samples: 300, epochs: 2, points: 5, steps: 10, width: 320, height: 180, interpolate: 1 },
  small: {
    samples: 1500,
    epochs: 29,
    points: 21,
    steps: 40,
    width: 1280,
    height: 720,
    interpolate: 2,
  },
  full: {
    samples: 6000,
    epochs: 119,
    points: 41,
    steps: 80,
    width: 1280,
    height: 720,
    interpolate: 4,
  },
};

export const trainingFilm: Claim = {
  id: "A10",
  title: "Training as a film of spectra and landscape",
  statement:
    "Spectra and trajectory can be computed at every checkpoint of a training run, and shown as a film.",
  source:
    "Thesis, chapter A, doi:10.26204/KLUEDO/7241, whose toolbox makes a GIF of 2 pictures per second.",
  experiments: {
    slice: "MLP 49-32-10 on 300 digits, 3 checkpoints, 320 × 180 pixels; some seconds.",
    small: "MLP 49-32-10 on 1,500 digits, 30 checkpoints, 1280 × 720 pixels, made twice; a minute.",
    full: "The same on 6,000 digits, 120 checkpoints, 80 steps; a quarter of an hour.",
  },
  run,
};

async function run(experiment: Experiment): Promise<Finding> {
  const plan = plans[experiment.size];
  const settings = { ...usualDigits, samples: plan.samples };
  const f = await digitObjective(settings);
  try {
    const epochs = Array.from({ length: plan.epochs + 1 }, (_, epoch) => epoch);
    const moments = await digitRun(experiment, f, settings, epochs);
    const input = await resultsOf(experiment, f, moments, plan);
    const { width, height, interpolate } = plan;
    const look = { width, height, interpolate, signal: experiment.signal };
    const [first, second] = [await film(input, look), await film(input, look)];
    const figure = trainingFilmFigure(input);
    const same = sha256(first.bytes) === sha256(second.bytes);
    const figures = [{ name: "The film as a figure with a slider", figure, text: String(figure) }];
    return { ...saidOf(experiment.size, first, moments.length, interpolate, same), figures };
  } finally {
    await f.close();
  }
}

async function resultsOf(
  experiment: Experiment,
  f: Objective,
  moments: readonly DigitMoment[],
  { steps, points }: Plan,
) {
  const { workers, signal, onProgress } = experiment;
  const watch = { workers, signal, onProgress };
  const checkpoint = experiment.checkpoint("film spectra", { steps, moments: moments.length });
  const spectra = await checkpointSpectra(f, moments, { steps, probes: 2, checkpoint, ...watch });
  const trajectory = new Trajectory({
    steps: moments.map(({ step }) => step),
    points: moments.map(({ theta }) => theta),
    losses: Float64Array.from(moments, ({ loss }) => loss),
  });
  const origin = moments[moments.length - 1].theta;
  const [u, v] = principalDirections(trajectory);
  const directions = [u, v] as const;
  const { alpha, beta } = await projectTrajectory(f, trajectory, { origin, directions });
  const plane = await lossPlane(f, {
    ...{ origin, directions, trajectory, ...watch },
    alpha: planeExtent({ coordinates: alpha, points }),
    beta: planeExtent({ coordinates: beta, points }),
  });
  return { spectra, plane };
}

function saidOf(
  size: Size,
  {
    frames,
    bytes,
    width,
    height,
  }: { frames: number; bytes: Uint8Array; width: number; height: number },
  checkpoints: number,
  interpolate: number,
  same: boolean,
): Omit<Finding, "figures"> {
  const expected = (checkpoints - 1) * interpolate + 1;
  const measured: Measured[] = [
    { name: "pictures", value: frames, expected: String(expected), met: frames === expected },
    { name: "same bytes twice (1 yes, 0 no)", value: Number(same), expected: "1", met: same },
  ];
  return {
    measured,
    verdict: verdictOf(measured, size),
    sentence: `A film of ${checkpoints} checkpoints has ${frames} pictures of ${width} × ${height} pixels in ${(bytes.length / 1000).toFixed(0)} kB, and the same bytes ${same ? "both times" : "only once"}.`,
  };
}

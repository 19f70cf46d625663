/**
 * A9: where training goes. Two principal directions of the trajectory hold nearly all of its displacement; the two sharpest
 * eigenvectors of the Hessian where it ends hold next to nothing: training moves in flat directions, and in the
 * eigenplane the path is a small oscillation in a steep valley.
 */
import { trajectoryPlaneFigure } from "../figures/trajectoryPlane.js";
import type { Direction } from "../landscape/direction.js";
import { eigenDirections } from "../landscape/eigenDirections.js";
import { LossPlane, lossPlane } from "../landscape/lossPlane.js";
import { planeExtent } from "../landscape/planeExtent.js";
import { principalDirections } from "../landscape/principalDirections.js";
import { projectTrajectory } from "../landscape/projectTrajectory.js";
import { randomDirections } from "../landscape/randomDirections.js";
import { Trajectory } from "../landscape/trajectory.js";
import type { Objective } from "../objective/objective.js";
import { hessian } from "../operators/hessian.js";
import {
  verdictOf,
  type Claim,
  type Experiment,
  type Finding,
  type Measured,
  type NamedFigure,
  type Size,
} from "./claim.js";
import { digitObjective, digitRun, usualDigits } from "./digitRun.js";

const plans: Readonly<Record<Size, { samples: number; epochs: number; points: number }>> = {
  slice: { samples: 300, epochs: 10, points: 5 },
  small: { samples: 1500, epochs: 60, points: 31 },
  full: { samples: 6000, epochs: 120, points: 61 },
};

export const trajectoryPlanes: Claim = {
  id: "A9",
  title: "The trajectory in principal planes and eigenplanes",
  statement:
    "The optimizer's trajectory lies almost wholly in the plane of its own two principal directions, and hardly at all in the plane of the Hessian's two sharpest eigenvectors.",
  source:
    "Thesis, chapter A; Li et al. (2018), arXiv:1712.09913, section 7; Gur-Ari et al. (2018), arXiv:1812.04754.",
  experiments: {
    slice: "MLP 49-32-10 on 300 digits, 11 checkpoints, planes of 5 × 5 points; some seconds.",
    small: "MLP 49-32-10 on 1,500 digits, 61 checkpoints, planes of 31 × 31 points; a minute.",
    full: "The same on 6,000 digits, 121 checkpoints, planes of 61 × 61 points; some minutes.",
  },
  run,
};

async function run(experiment: Experiment): Promise<Finding> {
  const { samples, epochs } = plans[experiment.size];
  const settings = { ...usualDigits, samples };
  const f = await digitObjective(settings);
  try {
    const all = Array.from({ length: epochs + 1 }, (_, epoch) => epoch);
    const moments = await digitRun(experiment, f, settings, all);
    const trajectory = new Trajectory({
      steps: moments.map(({ step }) => step),
      points: moments.map(({ theta }) => theta),
      losses: Float64Array.from(moments, ({ loss }) => loss),
    });
    return await look(experiment, f, trajectory);
  } finally {
    await f.close();
  }
}

async function look(
  experiment: Experiment,
  f: Objective,
  trajectory: Trajectory,
): Promise<Finding> {
  const end = trajectory.points[trajectory.points.length - 1];
  const [u, v] = principalDirections(trajectory);
  const eigen = await eigenDirections(hessian(f, end), [{ largest: 1 }, { largest: 2 }], {
    tolerance: 1e-5,
  });
  const random = randomDirections(f.partition, { seed: 0, count: 2 });
  const share = async (directions: readonly Direction[]) =>
    (
      await projectTrajectory(f, trajectory, {
        origin: end,
        directions: [directions[0], directions[1]],
      })
    ).explained;
  const shares = {
    own: await share([u, v]),
    sharpest: await share(eigen),
    chance: await share(random),
  };
  const planes: readonly [string, readonly [Direction, Direction]][] = [
    ["The plane of the trajectory's principal directions", [u, v]],
    ["The plane of the two sharpest eigenvectors", [eigen[0], eigen[1]]],
  ];
  const figures: NamedFigure[] = [];
  for (const [label, directions] of planes)
    figures.push(await planeOf(experiment, f, trajectory, directions, label));
  return { ...saidOf(experiment.size, shares), figures };
}

interface Shares {
  readonly own: number;
  readonly sharpest: number;
  /** Of two random directions. */
  readonly chance: number;
}

function saidOf(size: Size, { own, sharpest, chance }: Shares): Omit<Finding, "figures"> {
  const measured: Measured[] = [
    {
      name: "share of the squared displacement in two principal directions",
      ...{ value: own, expected: "> 0.9", met: own > 0.9, tolerance: 1e-2 },
    },
    {
      name: "the same in the two sharpest eigenvectors",
      ...{ value: sharpest, expected: "< 0.01", met: sharpest < 0.01, tolerance: 0.5 },
    },
  ];
  const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
  return {
    measured,
    verdict: verdictOf(measured, size),
    sentence: `Two principal directions hold ${percent(own)} of the squared displacement, the two sharpest eigenvectors ${percent(sharpest)}, two random directions ${percent(chance)}.`,
  };
}

async function planeOf(
  experiment: Experiment,
  f: Objective,
  trajectory: Trajectory,
  directions: readonly [Direction, Direction],
  label: string,
): Promise<NamedFigure> {
  const { points, ...settings } = plans[experiment.size];
  const json = await experiment.keep("plane", { label, points, ...settings }, async () => {
    const { workers, signal, onProgress } = experiment;
    const origin = trajectory.points[trajectory.points.length - 1];
    const seen = await projectTrajectory(f, trajectory, { origin, directions });
    const axes = {
      alpha: planeExtent({ coordinates: seen.alpha, points }),
      beta: planeExtent({ coordinates: seen.beta, points }),
    };
    const plane = await lossPlane(f, {
      origin,
      directions,
      trajectory,
      label,
      ...axes,
      workers,
      signal,
      onProgress,
    });
    return plane.toJSON();
  });
  const plane = LossPlane.fromJSON(json);
  const figure = trajectoryPlaneFigure(plane.input(), { title: plane.label });
  return { name: label, figure, text: String(figure) };
}

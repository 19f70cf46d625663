/**
 * A7: stochastic Lanczos in parallel, over samples, probes, checkpoints and rows of a landscape: the same result whatever
 * the number of workers, and with two nearly twice as fast.
 */
import { mnist } from "../data/mnist.js";
import { comparisonFigure } from "../figures/comparison.js";
import { lenet } from "../models/lenet.js";
import { objective } from "../objective/objective.js";
import { hessian } from "../operators/hessian.js";
import { spectrum } from "../spectrum/spectrum.js";
import type { Claim, Experiment, Finding, Measured, NamedFigure, Size } from "./claim.js";
import {
  levelNames,
  runLevel,
  workersFor,
  type LevelName,
  type LevelSizes,
} from "./parallelLevels.js";

interface Plan extends LevelSizes {
  readonly samples: number;
  /** Runs of each, of which the fastest counts. */
  readonly repetitions: number;
}

const plans: Readonly<Record<Size, Plan>> = {
  slice: { samples: 64, products: 2, steps: 3, spectra: 2, side: 3, repetitions: 1 },
  small: { samples: 512, products: 20, steps: 20, spectra: 4, side: 15, repetitions: 3 },
  full: { samples: 4096, products: 40, steps: 80, spectra: 10, side: 41, repetitions: 3 },
};

/** What is expected of two workers on two free cores. */
const expectedSpeedUp: Readonly<Record<LevelName, number>> = {
  samples: 1.6,
  probes: 1.6,
  checkpoints: 1.8,
  "grid rows": 1.8,
};

export const parallelLanczos: Claim = {
  id: "A7",
  title: "Stochastic Lanczos in parallel",
  statement:
    "Stochastic Lanczos can be shared by workers, with the same spectrum and a time that falls nearly as their number.",
  source:
    "Thesis, chapter A; Chatzimichailidis et al. (2019), arXiv:1909.12108, whose exact scheme is not public.",
  experiments: {
    slice: "LeNet on 64 digits, each level with one and two workers, bytes compared; some seconds.",
    small:
      "LeNet on 512 digits in batches of 64, each level with one and two workers, three times; a minute or two.",
    full: "LeNet on 4,096 digits, 80 steps, ten probes, 41 × 41 points; an hour.",
  },
  run,
};

interface LevelTimes {
  readonly level: LevelName;
  readonly same: boolean;
  readonly seconds: readonly [one: number, two: number];
}

async function run(experiment: Experiment): Promise<Finding> {
  const times: LevelTimes[] = [];
  for (const [i, level] of levelNames.entries()) {
    const plan = plans[experiment.size];
    times.push(
      await experiment.keep("parallel level", { level, ...plan }, () => compare(level, plan)),
    );
    experiment.onProgress?.({ done: i + 1, total: levelNames.length, unit: "levels" });
  }
  const measured = times.flatMap((t) => numbersOf(t, experiment.size !== "slice"));
  const same = times.every((t) => t.same);
  const fast = measured.every(({ met }) => met);
  const gains = times
    .map(({ level, seconds: [one, two] }) => `${level} ${(one / two).toFixed(2)}×`)
    .join(", ");
  return {
    measured,
    verdict: !same ? "does not reproduce" : fast ? "reproduces" : "reproduces in part",
    sentence:
      experiment.size === "slice"
        ? `One and two workers gave the same bytes on ${times.filter((t) => t.same).length} of 4 levels.`
        : `The bytes were ${same ? "the same" : "not the same"}; two workers gained: ${gains}, set-up included, on whatever cores were free.`,
    figures: [await bothSpectra(experiment)],
  };
}

/** In turn, so that what disturbs the machine disturbs both. */
async function compare(
  level: LevelName,
  { samples, repetitions, ...sizes }: Plan,
): Promise<LevelTimes> {
  const data = await mnist({ count: samples });
  const outcomes = new Set<string>();
  const fastest: [number, number] = [Infinity, Infinity];
  for (let i = 0; i < repetitions; i++) {
    for (const workers of [1, 2]) {
      const count = workersFor(level, workers);
      const settings = {
        batchSize: Math.max(8, samples / 8),
        executor: "onnx",
        workers: count.objective,
      } as const;
      const model = lenet({ activation: "tanh", pooling: "average", seed: 0 });
      const f = objective({ ...model, loss: "softmaxCrossEntropy", data, ...settings });
      const start = performance.now();
      outcomes.add(JSON.stringify(await runLevel(level, f, count.work, sizes)));
      fastest[workers - 1] = Math.min(fastest[workers - 1], (performance.now() - start) / 1000);
      await f.close();
    }
  }
  return { level, same: outcomes.size === 1, seconds: fastest };
}

function numbersOf({ level, same, seconds: [one, two] }: LevelTimes, timed: boolean): Measured[] {
  const equal = {
    name: `${level}: same bytes (1 yes, 0 no)`,
    value: Number(same),
    expected: "1",
    met: same,
  };
  if (!timed) return [equal];
  const [value, least] = [one / two, expectedSpeedUp[level]];
  const gain = {
    name: `${level}: speed-up of two workers`,
    value,
    expected: `> ${least}`,
    met: value > least,
  };
  return [equal, { ...gain, timing: true }];
}

/** The spectrum as one worker and as two have computed it: one curve on the other. */
async function bothSpectra(experiment: Experiment): Promise<NamedFigure> {
  const { samples, steps, spectra: probes } = plans[experiment.size];
  const data = await mnist({ count: samples });
  const model = lenet({ activation: "tanh", pooling: "average", seed: 0 });
  const f = objective({
    ...model,
    loss: "softmaxCrossEntropy",
    data,
    batchSize: 64,
    executor: "onnx",
  });
  const by = async (workers: number) =>
    (await spectrum(hessian(f, f.start), { steps, probes, workers })).density();
  const figure = comparisonFigure({ "one worker": await by(1), "two workers": await by(2) });
  await f.close();
  return { name: "The spectrum by one worker and by two", figure, text: String(figure) };
}

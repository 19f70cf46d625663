/**
 * How the sharpness at matched training loss depends on learning rate η and batch size B: for small steps both act through the
 * scale η/B of the gradient's noise (Jastrzębski et al. 2017, arXiv:1711.04623), and smaller noise ends in sharper places
 * (Keskar et al. 2017, arXiv:1609.04836). All settings have the same seeds, so each seed compares all of them.
 */
import { checkInteger } from "../core/check.js";
import type { Watch } from "../core/progress.js";
import { overLanes } from "../objective/overLanes.js";
import type { Objective } from "../objective/objective.js";
import { meanInterval, type MeanInterval } from "./meanInterval.js";
import {
  sharpnessAtLoss,
  type DescentSettings,
  type SharpnessAtLoss,
  type SharpnessOptions,
} from "./sharpnessAtLoss.js";

export interface SharpnessStudyOptions
  extends Watch, Pick<SharpnessOptions, "loss" | "epochs" | "looks"> {
  readonly settings: readonly Omit<DescentSettings, "seed">[];
  /** At least two; three or more for intervals that say something. */
  readonly seeds: readonly number[];
  /** Starting values of each seed. */
  readonly start: (seed: number) => Float64Array;
  /** Runs at the same time; default 1. The numbers are the same. */
  readonly workers?: number;
  /** Around each run, such as what keeps its result on the disk. Default: computes it. */
  readonly keep?: (
    run: DescentSettings,
    make: () => Promise<SharpnessAtLoss>,
  ) => Promise<SharpnessAtLoss>;
}

/**
 * @returns All runs, by settings and then by seeds. A run that does not come down to the loss is an error: leaving it out would choose among
 *   the runs.
 */
export function sharpnessStudy(
  f: Objective,
  options: SharpnessStudyOptions,
): Promise<SharpnessAtLoss[]> {
  const { settings, seeds, start, workers = 1, keep = (_, make) => make() } = options;
  checkInteger("sharpnessStudy", "number of settings", settings.length, 1);
  checkInteger("sharpnessStudy", "number of seeds", seeds.length, 2);
  const { loss, epochs, looks = 4 } = options;
  const runs = settings.flatMap((setting) => seeds.map((seed) => ({ ...setting, seed })));
  const one = async (g: Objective, run: DescentSettings, _: number, signal: AbortSignal) =>
    keep(run, async () => {
      const limits = { loss, epochs, looks, signal };
      const found = await sharpnessAtLoss(g, { ...run, ...limits, start: start(run.seed) });
      if (found) return found;
      throw new RangeError(
        `sharpnessStudy: loss must come down to ${loss} in ${epochs} epochs, got more with ${JSON.stringify(run)}`,
      );
    });
  return overLanes(f, workers, runs, one, { ...options, unit: "runs" });
}

export interface RatioGroup extends MeanInterval {
  /** Learning rate over batch size. */
  readonly ratio: number;
}

export interface SharpnessTrend {
  /** Sharpness over seeds, by ascending ratio; runs of one seed and ratio are averaged first. */
  readonly groups: readonly RatioGroup[];
  /** d ln λ₁ / d ln(η/B) by least squares within each seed; mean and 95 % interval over seeds. */
  readonly slope: MeanInterval;
  /** Greatest ratio of two mean sharpnesses with the same η/B and another η and B; 1 where there are none. */
  readonly spread: number;
}

export function sharpnessTrend(runs: readonly SharpnessAtLoss[]): SharpnessTrend {
  const seeds = [...new Set(runs.map(({ seed }) => seed))];
  const ratios = [...new Set(runs.map(ratioOf))].sort((a, b) => a - b);
  checkInteger("sharpnessTrend", "number of ratios", ratios.length, 2);
  const groups = ratios.map((ratio) => {
    const own = runs.filter((run) => ratioOf(run) === ratio);
    const bySeed = seeds.map((seed) => mean(own.filter((run) => run.seed === seed)));
    return { ratio, ...meanInterval(bySeed) };
  });
  const slopes = seeds.map((seed) => slopeOf(runs.filter((run) => run.seed === seed)));
  const spreads = ratios.map((ratio) => spreadOf(runs.filter((run) => ratioOf(run) === ratio)));
  return { groups, slope: meanInterval(slopes), spread: Math.max(...spreads) };
}

/** Rounded, so that 0.1/8 and 0.4/32 are one. */
const ratioOf = ({ learningRate, batchSize }: DescentSettings): number =>
  Number((learningRate / batchSize).toPrecision(10));

const mean = (runs: readonly SharpnessAtLoss[]): number =>
  runs.reduce((sum, { sharpness }) => sum + sharpness, 0) / runs.length;

function slopeOf(runs: readonly SharpnessAtLoss[]): number {
  const [x, y] = [
    runs.map((run) => Math.log(ratioOf(run))),
    runs.map((run) => Math.log(run.sharpness)),
  ];
  const [mx, my] = [x, y].map((values) => values.reduce((a, b) => a + b, 0) / values.length);
  const square = x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  return x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0) / square;
}

/** Of runs with one ratio. */
function spreadOf(runs: readonly SharpnessAtLoss[]): number {
  const rates = [...new Set(runs.map(({ learningRate }) => learningRate))];
  const means = rates.map((rate) => mean(runs.filter(({ learningRate }) => learningRate === rate)));
  return Math.max(...means) / Math.min(...means);
}

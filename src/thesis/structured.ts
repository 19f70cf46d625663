/**
 * C4: constraints that a gradient step would leave are kept by ProxSGD in every step: weights stay in [−1, 1], and a penalty with a second stream
 * of variables moves them to the ends, the more the greater its weight μ is. What rounding them to ±1 costs is measured, too.
 */
import { tick } from "../core/progress.js";
import { binaryRun, type BinaryOutcome, type BinarySettings } from "./binaryRun.js";
import {
  verdictOf,
  type Claim,
  type Experiment,
  type Finding,
  type Measured,
  type NamedFigure,
  type Size,
} from "./claim.js";
import { short } from "./claimsTable.js";
import { curvesFigure } from "./curvesFigure.js";
import { meanInterval } from "./meanInterval.js";

interface Plan extends Omit<BinarySettings, "seed" | "mu"> {
  readonly seeds: readonly number[];
  /** Ascending, from 0: bounds alone. */
  readonly mus: readonly number[];
}

const plans: Readonly<Record<Size, Plan>> = {
  slice: { samples: 500, hidden: 20, epochs: 100, batchSize: 50, seeds: [0, 1], mus: [0, 1e-2] },
  small: { samples: 2000, hidden: 100, epochs: 60, batchSize: 90, seeds: [0, 1, 2], mus: [0, 2.5e-4, 1e-3, 5e-3] },
  full: { samples: 10_000, hidden: 200, epochs: 200, batchSize: 90, seeds: [0, 1, 2, 3, 4], mus: [0, 2.5e-4, 6e-4, 1e-3, 5e-3] },
}; // prettier-ignore

export const structured: Claim = {
  id: "C4",
  title: "Constraints hold, and weights become binary",
  statement:
    "ProxSGD keeps weights within their bounds at every step, and with the penalty of binary networks they move to −1 and +1, the more the greater its weight.",
  source:
    "Thesis, chapter C, doi:10.26204/KLUEDO/7241; Yang et al. (2020), ICLR, section 4.3, openreview.net/forum?id=HygpthEtvr.",
  experiments: {
    slice:
      "MLP 49-20-20-10 (tanh) on 500 digits, 100 epochs, two weights of the penalty, two seeds; some seconds.",
    small:
      "MLP 49-100-100-10 (tanh) on 2,000 digits, 60 epochs, four weights of the penalty, three seeds; a minute.",
    full: "MLP 49-200-200-10 (tanh) on 10,000 digits, 200 epochs, five weights of the penalty, five seeds; some hours.",
  },
  async run(experiment) {
    const series = await seriesOf(experiment);
    const measured = numbersOf(series);
    return {
      measured,
      verdict: verdictOf(measured, experiment.size),
      sentence: sentenceOf(series),
      figures: figuresOf(series),
    };
  },
};

interface Series {
  /** Without bounds, by seeds. */
  readonly free: readonly BinaryOutcome[];
  /** By ascending μ. */
  readonly bounded: readonly { readonly mu: number; readonly runs: readonly BinaryOutcome[] }[];
}

async function seriesOf(experiment: Experiment): Promise<Series> {
  const { seeds, mus, ...settings } = plans[experiment.size];
  const total = (mus.length + 1) * seeds.length;
  let done = 0;
  const runs = async (mu: number | "free"): Promise<BinaryOutcome[]> => {
    const outcomes: BinaryOutcome[] = [];
    for (const seed of seeds) {
      const inputs = { ...settings, seed, mu };
      const make = () => binaryRun(inputs, experiment.signal);
      outcomes.push(await experiment.keep("binary run", inputs, make));
      await tick(experiment, ++done, total, "networks");
    }
    return outcomes;
  };
  const free = await runs("free");
  const bounded: Series["bounded"][number][] = [];
  for (const mu of mus) bounded.push({ mu, runs: await runs(mu) });
  return { free, bounded };
}

const mean = (runs: readonly BinaryOutcome[], of: (run: BinaryOutcome) => number): number =>
  runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
const lost = ({ real, rounded }: BinaryOutcome): number => real - rounded;

/** float32 sums round differently on other machines, which training amplifies. */
const tolerance = 0.1;

function numbersOf({ free, bounded }: Series): Measured[] {
  const [none, most] = [bounded[0], bounded[bounded.length - 1]];
  const inside = Math.max(...bounded.flatMap(({ runs }) => runs.map((run) => run.greatest)));
  const outside = Math.min(...free.map((run) => run.greatest));
  const shares = bounded.map(({ runs }) => mean(runs, (run) => run.binary));
  const rise = Math.min(...shares.slice(1).map((share, i) => share - shares[i]));
  const gained = meanInterval(most.runs.map((run, i) => run.binary - none.runs[i].binary));
  const cost = mean(most.runs, lost) / mean(none.runs, lost);
  const numbers: readonly [name: string, value: number, rule: string, met: boolean][] = [
    ["greatest |w| of all steps within bounds", inside, "≤ 1", inside <= 1],
    ["the same without bounds, least of the seeds", outside, "> 1", outside > 1],
    ["least rise of the mean share |w| > 0.9 from one μ to the next", rise, "> 0 (monotone)", rise > 0],
    [`mean share |w| > 0.9 at μ = ${most.mu}`, shares[shares.length - 1], "> 0.5", shares[shares.length - 1] > 0.5],
    ["accuracy that rounding to ±1 takes, at the greatest μ / at μ = 0", cost, "< 1", cost < 1],
  ];
  return [
    ...numbers.map(([name, value, expected, met]): Measured => ({ name, value, expected, met, tolerance })),
    {
      ...{ name: `share |w| > 0.9 at μ = ${most.mu} less that at 0, 95 %`, value: gained.mean },
      ...{ interval: gained.interval, expected: "interval > 0", met: gained.interval[0] > 0, tolerance },
    },
  ];
} // prettier-ignore

function sentenceOf({ bounded }: Series): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const list = bounded.map(({ mu, runs }) => {
    const [binary, real, rounded] = (["binary", "real", "rounded"] as const).map((key) =>
      percent(mean(runs, (run) => run[key])),
    );
    return `${binary} at μ = ${short(mu)} (accuracy ${real}, rounded ${rounded})`;
  });
  return `Mean share of weights with |w| > 0.9 over ${bounded[0].runs.length} seeds: ${list.join(", ")}.`;
}

function figuresOf(series: Series): Finding["figures"] {
  return [trendFigure(series), magnitudesFigure(series)];
}

/** Equal distances from one μ to the next, since 0 has no place on a logarithmic axis. */
function trendFigure(series: Series): NamedFigure {
  const name = "Towards binary weights";
  const { bounded } = series;
  const places = bounded.map((_, i) => i);
  const curve = (title: string, of: (run: BinaryOutcome) => number) => {
    const found = bounded.map(({ runs }) => meanInterval(runs.map(of)));
    const error = found.map((one) => one.interval[1] - one.mean);
    return { name: title, x: places, y: found.map((one) => one.mean), error };
  };
  const text = `${name}: ${sentenceOf(series)}`;
  const figure = curvesFigure(
    [
      curve("share of weights with |w| > 0.9", (run) => run.binary),
      curve("accuracy", (run) => run.real),
      curve("accuracy, weights rounded to ±1", (run) => run.rounded),
    ],
    {
      title: name,
      subtitle: `means of ${bounded[0].runs.length} seeds, 95 %`,
      x: {
        ...{ title: "weight μ of the penalty", range: [-0.3, places.length - 0.7] },
        ...{ tickvals: places, ticktext: bounded.map(({ mu }) => short(mu)) },
      },
      y: { title: "share", range: [-0.05, 1.05] },
      text,
    },
  );
  return { name, figure, text };
}

function magnitudesFigure({ bounded }: Series): NamedFigure {
  const name = "How large the weights are";
  const curves = bounded.slice(-4).map(({ mu, runs }) => ({
    name: `μ = ${short(mu)}`,
    x: runs[0].magnitudes.map((_, i) => (i + 0.5) / 10),
    y: runs[0].magnitudes.map((_, i) => mean(runs, (run) => run.magnitudes[i])),
  }));
  const text = `${name}, shares above 0.9: ${curves.map((c) => `${c.name} ${short(c.y[9])}`).join(", ")}`;
  const figure = curvesFigure(curves, {
    title: name,
    subtitle: `share of the weights in each tenth of |w|, means of ${bounded[0].runs.length} seeds`,
    x: { title: "|w|", range: [0, 1] },
    y: { title: "share of the weights" },
    text,
  });
  return { name, figure, text };
}

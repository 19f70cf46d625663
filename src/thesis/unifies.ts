/**
 * C1: with fixed parameters ProxSGD is the methods that it generalises. Not formulas are compared here but whole training runs of a real network,
 * in float64, so that nothing but rounding is between them: a difference in the recursion would grow with every step.
 */
import { tick } from "../core/progress.js";
import type { Objective } from "../objective/objective.js";
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
import { plainSgd, reductions } from "./reductions.js";
import type { RunDifference } from "./runDifference.js";

interface Plan {
  readonly digits: DigitSettings;
  readonly epochs: number;
}

const plans: Readonly<Record<Size, Plan>> = {
  slice: { digits: { ...usualDigits, classes: 5, samples: 100, hidden: 8 }, epochs: 10 },
  small: { digits: { ...usualDigits, samples: 600, hidden: 16 }, epochs: 25 },
  full: { digits: { ...usualDigits, samples: 6000 }, epochs: 50 },
};

/** Relative; what the sums of so many steps may leave of rounding. */
const rounding = 1e-12;

interface Found extends RunDifference {
  readonly name: string;
}

export const unifies: Claim = {
  id: "C1",
  title: "ProxSGD unifies the popular optimizers",
  statement:
    "With fixed parameters ProxSGD is SGD, momentum, the proximal gradient method, projected SGD, RMSprop, Adagrad, Adam, AMSGrad and AdaBound, and for vanishing gain the method of Frank and Wolfe.",
  source:
    "Thesis, chapter C, doi:10.26204/KLUEDO/7241; Yang et al. (2020), ICLR, openreview.net/forum?id=HygpthEtvr.",
  experiments: {
    slice:
      "MLP 49-8-5 on 100 digits of five classes, 10 epochs in float64, ten methods; some seconds.",
    small: "MLP 49-16-10 on 600 digits, 25 epochs in float64, ten methods; half a minute.",
    full: "MLP 49-32-10 on 6,000 digits, 50 epochs in float64, ten methods; an hour.",
  },
  async run(experiment) {
    const { digits } = plans[experiment.size];
    const found = await differences(experiment, await digitObjective(digits, { precision: "float64" }));
    const compiled = await sameBits(experiment, await digitObjective(digits));
    const measured = numbersOf(found, compiled);
    return {
      measured,
      verdict: verdictOf(measured, experiment.size),
      sentence: sentenceOf(found, compiled),
      figures: [figureOf(found)],
    };
  },
}; // prettier-ignore

const runOptions = ({ size, signal }: Experiment) => {
  const { digits, epochs } = plans[size];
  return { epochs, batchSize: digits.batchSize, seed: digits.seed, signal };
};

async function differences(experiment: Experiment, f: Objective): Promise<Found[]> {
  const options = runOptions(experiment);
  const { digits, epochs } = plans[experiment.size];
  const found: Found[] = [];
  try {
    for (const { name, difference } of reductions) {
      const inputs = { ...digits, epochs, name };
      const one = await experiment.keep("reduction", inputs, () => difference(f, options));
      found.push({ name, ...one });
      await tick(experiment, found.length, reductions.length, "methods");
    }
  } finally {
    await f.close();
  }
  return found;
} // prettier-ignore

/** SGD on the compiled engine: rounding hides nothing where the bits are the same. */
async function sameBits(experiment: Experiment, f: Objective): Promise<RunDifference> {
  try {
    return await plainSgd.difference(f, runOptions(experiment));
  } finally {
    await f.close();
  }
}

function numbersOf(found: readonly Found[], compiled: RunDifference): Measured[] {
  const [{ steps, otherBits }] = found;
  const least = Math.min(...found.map(({ way }) => way));
  return [
    ...found.map(({ name, greatest }): Measured => ({
      ...{ name: `${name}: greatest relative difference in ${steps} steps`, value: greatest },
      ...{ expected: `≤ ${rounding}`, met: greatest <= rounding },
      tolerance: 1, // of rounding, only the size says something
    })),
    {
      ...{ name: "SGD: parameters that ever had other bits, float64", value: otherBits },
      ...{ expected: "0", met: otherBits === 0 },
    },
    {
      ...{ name: "the same, float32 as compiled", value: compiled.otherBits },
      ...{ expected: "0", met: compiled.otherBits === 0 },
    },
    {
      ...{ name: "shortest way that a method went, relative to its start", value: least },
      ...{ expected: "> 0.01", met: least > 0.01, tolerance: 1e-3 },
    },
  ];
}

function sentenceOf(found: readonly Found[], compiled: RunDifference): string {
  const [worst] = [...found].sort((a, b) => b.greatest - a.greatest);
  const exact = found.filter(({ otherBits }) => otherBits === 0).map(({ name }) => name);
  return (
    `Over ${worst.steps} steps ProxSGD stayed within ${short(worst.greatest)} of each of ${found.length} methods, relative to the parameters` +
    ` (greatest for ${worst.name}); the bits were the same for ${exact.join(", ") || "none"}` +
    `, and of SGD in float32 ${compiled.otherBits === 0 ? "too" : `others in ${compiled.otherBits} parameters`}.`
  );
}

/** What fits below a tick. */
const labelOf = ({ name }: Found): string => name.split(" ")[0].replace("Frank", "F.");

/** Powers of ten; what is 0 lies on a line of its own below. */
function figureOf(found: readonly Found[]): NamedFigure {
  const name = "ProxSGD against each method itself";
  const floor = -18;
  const place = ({ greatest }: Found): number =>
    greatest === 0 ? floor : Math.max(floor + 1, Math.log10(greatest));
  const ticks = [floor, -17, -16, -15, -14, -13, -12, -11];
  const places = found.map((_, i) => i);
  const text = `${name}: ${found.map((one) => `${one.name} ${short(one.greatest)}`).join(", ")}`;
  const figure = curvesFigure(
    [
      { name: "greatest relative difference", x: places, y: found.map(place), scattered: true },
      { name: "what is allowed", x: [-0.5, found.length - 0.5], y: [-12, -12] },
    ],
    {
      title: name,
      subtitle: `whole runs of ${found[0].steps} steps in float64`,
      x: {
        ...{ title: "method", range: [-0.5, found.length - 0.5] },
        ...{ tickvals: places, ticktext: found.map(labelOf) },
      },
      y: {
        ...{ title: "relative difference", range: [floor - 0.5, -10.5] },
        ...{ tickvals: ticks, ticktext: ticks.map((t) => (t === floor ? "0" : `1e${t}`)) },
      },
      text,
    },
  );
  return { name, figure, text };
}

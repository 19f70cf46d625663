/**
 * C5: exact zeros with a certificate. A network is trained by proximal steps with the ℓ1 norm of its weights, and finished: a stationary
 * point of loss + norm over all images, with the proof of it, at the accuracy of the same network without the norm.
 */
import { averagePooled } from "../data/averagePooled.js";
import { mnist } from "../data/mnist.js";
import { comparisonFigure } from "../figures/comparison.js";
import type { Figure } from "../figures/figure.js";
import type { AnyTrace } from "../figures/plotlyJson.js";
import { sparsityHeatmapFigure } from "../figures/sparsityHeatmap.js";
import { mlp } from "../models/mlp.js";
import type { Objective } from "../objective/objective.js";
import { predictor } from "../objective/predictor.js";
import { hessian } from "../operators/hessian.js";
import { adam } from "../optimizers/adam.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { proxAdam } from "../optimizers/proxAdam.js";
import { cosine } from "../optimizers/schedules.js";
import { finish } from "../sparsity/finish.js";
import { sparsityMeasures } from "../sparsity/measures.js";
import { restricted } from "../sparsity/restricted.js";
import { support } from "../sparsity/support.js";
import { spectrum } from "../spectrum/spectrum.js";
import { accuracy } from "../training/accuracy.js";
import { train } from "../training/train.js";
import {
  verdictOf,
  type Claim,
  type Experiment,
  type Measured,
  type NamedFigure,
  type Size,
} from "./claim.js";
import { digitObjective, usualDigits, type DigitSettings } from "./digitRun.js";
import { packed, unpacked } from "./packed.js";
import { weightsNorm } from "./sparseRun.js";
import { weightsOverTime } from "./weightsOverTime.js";

interface Plan {
  readonly digits: DigitSettings;
  /** Images to test with. */
  readonly test: number;
  readonly mu: number;
  readonly epochs: number;
  /** Of the finishing stage, at most. */
  readonly steps: number;
  readonly precision: "float32" | "float64";
}

const usual = { ...usualDigits, batchSize: 50 };

const plans: Readonly<Record<Size, Plan>> = {
  slice: {
    ...{ digits: { ...usual, samples: 100, hidden: 6 }, test: 500, mu: 0.01 },
    ...{ epochs: 300, steps: 200, precision: "float64" },
  },
  small: {
    ...{ digits: { ...usual, samples: 5000 }, test: 10_000, mu: 5e-4 },
    ...{ epochs: 600, steps: 800, precision: "float32" },
  },
  full: {
    ...{ digits: { ...usual, samples: 20_000, hidden: 100 }, test: 10_000, mu: 1e-4 },
    ...{ epochs: 600, steps: 5000, precision: "float32" },
  },
};

/** Of the gradient's norm. */
const tolerance = 1e-3;

export const certifiedZeros: Claim = {
  id: "C5",
  title: "Exact zeros with a certificate",
  statement:
    "Training with proximal steps and finishing on the support ends at a stationary point of the loss with the ℓ1 norm, with at least 60 % of the weights exactly zero and the accuracy of the network without that norm but for half a per cent.",
  source:
    "Thesis, chapter C; Parikh & Boyd (2014), doi:10.1561/2400000003; Chen, Curtis & Robinson (2017), doi:10.1137/16M1062259.",
  experiments: {
    slice: "MLP 49-6-10 on 100 digits of 7 × 7 pixels in float64, one seed; some seconds.",
    small:
      "MLP 49-32-10 on 5,000 digits of 7 × 7 pixels, tested on 10,000, one seed, 600 epochs, at most 800 steps of finishing; two minutes.",
    full: "MLP 49-100-10 on 20,000 digits, 600 epochs, at most 5,000 steps of finishing; hours.",
  },
  async run(experiment) {
    const plan = plans[experiment.size];
    const { digits, precision } = plan;
    const executor = precision === "float64" ? "reference" : "onnx";
    const f = await digitObjective(digits, { precision, executor });
    try {
      const found = await ends(experiment, f, plan);
      const measured = numbersOf(found, experiment.size);
      const figures = await figuresOf(f, found);
      const verdict = verdictOf(measured, experiment.size);
      return { measured, verdict, sentence: sentenceOf(f, found), figures };
    } finally {
      await f.close();
    }
  },
};

interface Ends {
  readonly theta: Float64Array;
  /** Relative to the gradient's scale. */
  readonly residual: number;
  readonly same: boolean;
  readonly steps: number;
  readonly products: number;
  /** Shares of the test images: finished, and trained without the norm. */
  readonly accuracy: number;
  readonly plain: number;
  /** Of weights that are exactly zero, before and after finishing. */
  readonly zerosBefore: number;
  readonly zeros: number;
}

async function ends(experiment: Experiment, f: Objective, plan: Plan): Promise<Ends> {
  const inputs = { ...plan, digits: { ...plan.digits } };
  const { theta, ...rest } = await experiment.keep("certified zeros", inputs, async () => {
    const { signal, onProgress } = experiment;
    const { digits, epochs, mu, steps } = plan;
    const { batchSize, seed } = digits;
    const all = epochs * Math.ceil(f.samples / batchSize);
    const options = { epochs, batchSize, seed, signal, onProgress };
    const from = <S>(optimizer: Optimizer<S>) => train(f, { ...options, optimizer });
    const map = weightsNorm(f.partition, mu);
    // Rates of the usual size, down to 0, so that the end is near a minimum.
    const plain = await from(adam({ learningRate: cosine({ initial: 2e-3, steps: all }) }));
    const trained = await from(proxAdam({ map, learningRate: cosine({ initial: 3e-3, steps: all }) })); // prettier-ignore
    const { proximalPoint = trained.theta } = trained;
    const end = await finish(f, map, trained.theta, {
      ...{ proximalPoint, tolerance, steps, signal, onProgress },
    });
    const zerosOf = (x: Float64Array): number => sparsityMeasures(x, f.partition).zeroShare;
    const [own, other] = await accuracies(plan, [end.theta, plain.theta]);
    return {
      ...{ theta: packed(end.theta), steps: end.steps, products: end.products },
      ...{ residual: end.certificate.relativeResidual, same: end.certificate.same },
      ...{ accuracy: own, plain: other, zeros: zerosOf(end.theta) },
      zerosBefore: zerosOf(trained.theta),
    };
  });
  return { theta: unpacked(theta), ...rest };
}

/** On images that took no part. */
async function accuracies(
  { digits, test }: Plan,
  thetas: readonly Float64Array[],
): Promise<number[]> {
  const data = averagePooled(await mnist({ split: "test", count: test }), 4);
  const model = mlp({ sizes: [49, digits.hidden, digits.classes], seed: digits.seed });
  const predict = predictor({ ...model, batchSize: 500, executor: "onnx" });
  try {
    return await Promise.all(thetas.map((theta) => accuracy(predict, theta, data)));
  } finally {
    await predict.close();
  }
}

/** Training in float32 amplifies how a machine rounds; the slice is float64 from end to end. */
function numbersOf(found: Ends, size: Size): Measured[] {
  const off = size === "slice" ? {} : { tolerance: 0.2 };
  const lost = found.plain - found.accuracy;
  return [
    {
      ...{ name: "optimality residual, relative to the gradient", value: found.residual },
      ...{ expected: `≤ ${tolerance}`, met: found.residual <= tolerance, ...off },
    },
    {
      ...{ name: "loss with norm is what was measured (1 yes, 0 no)", value: Number(found.same) },
      ...{ expected: "1", met: found.same },
    },
    {
      ...{ name: "share of weights that are exactly zero", value: found.zeros },
      ...{ expected: "≥ 0.6", met: found.zeros >= 0.6, ...off },
    },
    {
      ...{ name: "test accuracy lost against training without the norm", value: lost },
      ...{ expected: "≤ 0.005", met: lost <= 0.005, ...off },
    },
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function sentenceOf(f: Objective, found: Ends): string {
  const { residual, zeros, zerosBefore, steps, products } = found;
  return (
    `After ${steps} steps of finishing (${products} products) the residual was ${residual.toPrecision(2)} of the gradient's norm, ` +
    `${percent(zeros)} of the weights exactly zero (${percent(zerosBefore)} before); test accuracy ${percent(found.accuracy)}, without ` +
    `the norm ${percent(found.plain)}; ${f.samples} images, ${f.size} parameters, one seed.`
  );
}

async function figuresOf(f: Objective, { theta }: Ends): Promise<NamedFigure[]> {
  const drawn = (name: string, figure: Figure<AnyTrace>): NamedFigure => ({
    ...{ name, figure, text: String(figure) },
  });
  const weights = weightsOverTime(f.partition, [{ step: 0, theta }]);
  const { on, off } = support(theta, f.partition);
  const H = hessian(f, theta);
  const [kept, gone] = await Promise.all(
    [on, off].map((indices) => spectrum(restricted(H, indices), { steps: 40, probes: 2 })),
  ).finally(() => H.close?.());
  const densities = { "on the support": kept.density(), "off it": gone.density() };
  const title = "The Hessian on the support and off it";
  return [
    drawn("weights", sparsityHeatmapFigure(weights, { title: "Weights at the end" })),
    drawn("spectra", comparisonFigure(densities, { title, size: f.size })),
  ];
}

/**
 * A2: most eigenvalues of a trained network's Hessian lie at zero, in a bulk that is far narrower than the largest one.
 *
 * A pixel that is dark in all images has weights that change nothing, and each of them makes one eigenvalue exactly zero. That
 * says something of the data, not of the network, so the share is given without them, too.
 */
import { eigenvalueDensityFigure } from "../figures/eigenvalueDensity.js";
import { hessian } from "../operators/hessian.js";
import type { Objective } from "../objective/objective.js";
import { spectrum } from "../spectrum/spectrum.js";
import { verdictOf, type Claim, type Measured, type NamedFigure } from "./claim.js";
import { digitImages, type DigitSettings } from "./digitRun.js";
import {
  spectraExperiments,
  spectraPlans,
  withDigitSpectra,
  type DigitSpectrum,
} from "./digitSpectra.js";

/** At zero means: smaller than this share of the largest eigenvalue. */
const narrow = 1e-3;

export const bulk: Claim = {
  id: "A2",
  title: "The bulk lies at zero",
  statement:
    "More than 40 % of the Hessian's eigenvalues are at zero: smaller than a thousandth of the largest one.",
  source:
    "Thesis, chapter A; Sagun et al. (2017), arXiv:1706.04454; Papyan (2018), arXiv:1811.07062.",
  experiments: spectraExperiments,
  run: (experiment) =>
    withDigitSpectra(experiment, async (f, found) => {
      const idle = await idleWeights(spectraPlans[experiment.size].settings);
      const measured = [
        ...found.map((moment) => shareOf(moment, 0)),
        shareOf(found[found.length - 1], idle),
      ];
      return {
        measured,
        verdict: verdictOf(measured, experiment.size),
        sentence: sentenceOf(measured, found, idle),
        figures: [await figureOf(f, found[found.length - 1])],
      };
    }),
};

function sentenceOf(
  measured: readonly Measured[],
  found: readonly DigitSpectrum[],
  idle: number,
): string {
  const percent = measured.map(({ value }) => `${(100 * value).toFixed(0)} %`);
  const epochs = found.map(({ epoch }) => epoch).join(", ");
  return (
    `At epochs ${epochs}, ${percent.slice(0, -1).join(", ")} of ${found[0].theta.length} eigenvalues were smaller than ` +
    `λ₁/1000; without the ${idle} weights of pixels that no image uses, ${percent[percent.length - 1]} at the end.`
  );
}

/** @param idle So many eigenvalues at zero are left out of both counts. */
function shareOf({ epoch, eigenvalues }: DigitSpectrum, idle: number): Measured {
  const share = shareNear(eigenvalues, narrow, idle);
  return {
    name: `share with |λ| < λ₁/1000, epoch ${epoch}${idle > 0 ? ", without unused weights" : ""}`,
    value: share,
    expected: "> 0.4",
    met: share > 0.4,
    tolerance: 2e-2,
  };
}

/** The share of the eigenvalues with |λ| < part · max λ, both without `idle` zeros. */
export function shareNear(eigenvalues: Float64Array, part: number, idle = 0): number {
  const largest = Math.max(...eigenvalues);
  const near = eigenvalues.filter((value) => Math.abs(value) < part * largest);
  return (near.length - idle) / (eigenvalues.length - idle);
}

/** Weights of the first layer whose pixel is zero in all images. */
async function idleWeights(settings: DigitSettings): Promise<number> {
  const { values, shape } = (await digitImages(settings)).inputs;
  const pixels = shape.slice(1).reduce((a, b) => a * b, 1);
  const used = new Set<number>();
  values.forEach((value, i) => value !== 0 && used.add(i % pixels));
  return (pixels - used.size) * settings.hidden;
}

async function figureOf(f: Objective, { epoch, theta }: DigitSpectrum): Promise<NamedFigure> {
  const label = `Eigenvalues near zero, epoch ${epoch}`;
  const s = await spectrum(hessian(f, theta), { steps: 80, probes: 10, label });
  const figure = eigenvalueDensityFigure(s, { axis: "log" });
  return { name: label, figure, text: String(figure) };
}

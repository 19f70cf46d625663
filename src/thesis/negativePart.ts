/**
 * A3: the negative part of the Hessian's spectrum shrinks during training. Asked of three measures by the same rule, because they do not
 * say the same: the mass Σ|λ| of the negative eigenvalues against that of the positive ones, the most negative one, and how
 * many there are.
 */
import { verdictOf, type Claim, type Finding, type Measured, type NamedFigure } from "./claim.js";
import { short } from "./claimsTable.js";
import { curvesFigure } from "./curvesFigure.js";
import { spectraExperiments, withDigitSpectra, type DigitSpectrum } from "./digitSpectra.js";

/** A shrunk measure has fallen to a fifth. */
const rule = 5;

export const negativePart: Claim = {
  id: "A3",
  title: "The negative spectrum shrinks",
  statement:
    "From the start to convergence the negative part of the Hessian's spectrum falls to a fifth or less.",
  source:
    "Thesis, chapter A; Sagun et al. (2017), arXiv:1706.04454; Ghorbani et al. (2019), arXiv:1901.10159.",
  experiments: spectraExperiments,
  run: (experiment) =>
    withDigitSpectra(experiment, (_, found) => {
      const parts = found.map(({ eigenvalues }) => negativeOf(eigenvalues));
      const [first, last] = [parts[0], parts[parts.length - 1]];
      const measured = [
        fall("mass |λ⁻|/λ⁺", first.mass / last.mass),
        fall("magnitude of the most negative", -first.least / -last.least),
        fall("count", first.share / last.share),
      ];
      const finding: Finding = {
        measured,
        verdict: verdictOf(measured, experiment.size),
        sentence: sentenceOf(found, parts),
        figures: [figureOf(found, parts)],
      };
      return Promise.resolve(finding);
    }),
};

export interface NegativePart {
  /** Σ|λ| over the negative eigenvalues, over Σλ of the positive ones. */
  readonly mass: number;
  readonly least: number;
  /** Of all eigenvalues those that are below zero by more than rounding. */
  readonly share: number;
}

/** What lies nearer to zero, in shares of max |λ|, may be rounding of float32 products. */
const rounding = 1e-5;

/** @param eigenvalues Ascending. */
export function negativeOf(eigenvalues: Float64Array): NegativePart {
  const least = eigenvalues[0];
  const zero = rounding * Math.max(-least, eigenvalues[eigenvalues.length - 1]);
  const [below, above] = [-1, 1].map((sign) => eigenvalues.filter((x) => sign * x > zero));
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  return { mass: -sum(below) / sum(above), least, share: below.length / eigenvalues.length };
}

function fall(what: string, factor: number): Measured {
  return {
    name: `fall of the negative part's ${what}`,
    value: factor,
    expected: `>= ${rule}`,
    met: factor >= rule,
    tolerance: 5e-2,
  };
}

function sentenceOf(found: readonly DigitSpectrum[], parts: readonly NegativePart[]): string {
  const ends = (pick: (part: NegativePart) => number, digits: number): string =>
    [parts[0], parts[parts.length - 1]].map((part) => pick(part).toFixed(digits)).join(" to ");
  return (
    `In ${found[found.length - 1].epoch} epochs |λ⁻|/λ⁺ went from ${ends((p) => p.mass, 3)} and the magnitude of the ` +
    `least eigenvalue from ${ends((p) => -p.least, 3)}, the share of negative eigenvalues from ` +
    `${ends((p) => p.share, 2)}: magnitudes shrink, the number does not keep pace.`
  );
}

function figureOf(found: readonly DigitSpectrum[], parts: readonly NegativePart[]): NamedFigure {
  const x = found.map(({ epoch }) => epoch);
  const name = "The negative part during training";
  const figure = curvesFigure(
    [
      { name: "mass |λ⁻|/λ⁺", x, y: parts.map(({ mass }) => mass) },
      { name: "−λ min", x, y: parts.map(({ least }) => -least) },
      { name: "share of the eigenvalues", x, y: parts.map(({ share }) => share) },
    ],
    {
      title: name,
      subtitle: `all ${found[0].eigenvalues.length} eigenvalues · |λ⁻|/λ⁺ falls from ${short(parts[0].mass)} to ${short(parts[parts.length - 1].mass)}`,
      x: { title: "epoch" },
      y: { title: "ratio, magnitude, share", type: "log" },
      text: `${name}: ${sentenceOf(found, parts)}`,
    },
  );
  return { name, figure, text: String(figure) };
}

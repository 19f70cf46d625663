/** The moments of a training film: what each of its steps has to show, from results that have steps of their own. */
import { checkInteger } from "../core/check.js";
import { pickFrames } from "./animation.js";
import type { DensityCurve } from "./densityInput.js";
import { short } from "./describe.js";
import type { TrainingFilmInput } from "./filmInput.js";
import { alignedCurves } from "./movieCurves.js";
import { spectrumFinding } from "./spectrumFinding.js";
import type { TrajectoryInput } from "./trajectoryPath.js";
import { valueAt, type SteppedValue } from "./valueAt.js";

/** A point of the path. */
export type FilmPlace = Readonly<
  Record<"alpha" | "beta" | "loss" | "projectedLoss" | "distance", number>
>;

export interface FilmMoment {
  readonly step: number;
  /** undefined: it has no spectrum. */
  readonly curve: DensityCurve | undefined;
  /** P, the number of eigenvalues. */
  readonly size: number;
  /** What it shows, such as `step 40 · loss 0.31`. */
  readonly words: string;
}

export interface FilmMomentsOptions {
  /** Of the eigenvalues. */
  readonly axis: "linear" | "log";
  /** σ of the smoothing. */
  readonly width: number | undefined;
  /** Of the moments: more are left out evenly. */
  readonly most: number;
}

export function filmMoments(
  caller: string,
  input: TrainingFilmInput,
  { axis, width, most }: FilmMomentsOptions,
): FilmMoment[] {
  const { spectra = [], sharpness } = input;
  const path = pathOf(input);
  const looks = sharpness?.records ?? [];
  checkSteps(caller, "spectra", spectra);
  checkSteps(caller, "losses", input.losses ?? []);
  checkSteps(caller, "looks at the sharpness", looks);
  if (path) checkSteps(caller, "path", Array.from(path.step, asStep));
  const steps = spectra.length > 0 ? spectra : path ? Array.from(path.step, asStep) : looks;
  checkInteger(caller, "number of frames", steps.length, 1);
  const shown = pickFrames(spectra, most).map(({ spectrum }) => spectrum);
  const curves = shown.length > 0 ? alignedCurves(shown, axis, width) : [];
  const losses = lossesOf(input);
  return pickFrames(steps, most).map(({ step }, i) => {
    const place = path && placeAt(caller, path, step);
    const loss = place?.loss ?? valueAt(losses, step);
    const { probes = [], size = 1 } = shown.at(i) ?? {};
    const curve = curves.at(i);
    const finding = curve ? [spectrumFinding(probes, curve.atoms)] : [];
    const words = [`step ${step}`, ...lossWords(loss, place), ...finding].join(" · ");
    return { step, curve, size, words };
  });
}

const asStep = (step: number): { step: number } => ({ step });

function checkSteps(caller: string, name: string, list: readonly { readonly step: number }[]) {
  const steps = list.map(({ step }) => step);
  const wrong = steps.findIndex((step, i) => i > 0 && !(step > steps[i - 1]));
  if (wrong > 0)
    throw new RangeError(
      `${caller}: steps of ${name} must ascend, got ${steps[wrong]} after ${steps[wrong - 1]}`,
    );
}

/** The one on the plane, if there is no other. */
export const pathOf = ({ path, plane }: TrainingFilmInput): TrajectoryInput | undefined =>
  path ?? plane?.path;

/** In the order of steps. */
export function lossesOf(input: TrainingFilmInput): SteppedValue[] {
  const { losses } = input;
  const path = pathOf(input);
  if (losses) return losses.map(({ step, loss }) => ({ step, value: loss }));
  return Array.from(path?.step ?? [], (step, i) => ({ step, value: path?.loss[i] ?? NaN }));
}

/** @throws RangeError before the first and after the last step of the path. */
export function placeAt(caller: string, path: TrajectoryInput, step: number): FilmPlace {
  const at = (values: ArrayLike<number>): number => {
    const points = Array.from(path.step, (own, i) => ({ step: own, value: values[i] }));
    const value = valueAt(points, step);
    if (value !== undefined) return value;
    const reach = `${points.at(0)?.step ?? "no step"} to ${points.at(-1)?.step ?? "none"}`;
    throw new RangeError(`${caller}: path must reach step ${step}, got ${reach}`);
  };
  const { alpha, beta, loss, projectedLoss, distance } = path;
  return {
    alpha: at(alpha),
    beta: at(beta),
    loss: at(loss),
    projectedLoss: at(projectedLoss),
    distance: at(distance),
  };
}

function lossWords(loss: number | undefined, place: FilmPlace | undefined): string[] {
  if (loss === undefined) return [];
  const onPlane = place
    ? `, ${short(place.projectedLoss)} on the plane, ${short(place.distance)} off it`
    : "";
  return [`loss ${short(loss)}${onPlane}`];
}

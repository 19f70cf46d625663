/** The moments of a training film: what each of its steps has to show, from results that have steps of their own. */
import { checkInteger } from "../core/check.js";
import { pickFrames } from "./animation.js";
import type { DensityCurve } from "./densityInput.js";
import { short } from "./describe.js";
import type { TrainingFilmInput } from "./filmInput.js";
import { alignedCurves } from "./movieCurves.js";
import { spectrumFinding } from "./spectrumFinding.js";
import type { TrajectoryInput } from "./trajectoryPath.js";
import { valueAt } from "./valueAt.js";

/** A point of the path. */
export type FilmPlace = Readonly<Record<Exclude<keyof TrajectoryInput, "step">, number>>;

/** Where something is undefined, the results do not reach that step. */
export interface FilmMoment {
  readonly step: number;
  readonly curve: DensityCurve | undefined;
  /** P, the number of eigenvalues. */
  readonly size: number;
  readonly place: FilmPlace | undefined;
  readonly loss: number | undefined;
  readonly sharpness: number | undefined;
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
  const { spectra = [], path, sharpness } = input;
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
    const greatest = looks.map((look) => ({ step: look.step, value: look.values[0] }));
    const { probes = [] } = shown.at(i) ?? {};
    const finding = curves.length > 0 ? spectrumFinding(probes, curves[i].atoms) : undefined;
    const words = [`step ${step}`, ...lossWords(loss, place), ...(finding ? [finding] : [])];
    return {
      step,
      curve: curves.at(i),
      size: shown.at(i)?.size ?? 1,
      place,
      loss: valueAt(losses, step),
      sharpness: valueAt(greatest, step),
      words: words.join(" · "),
    };
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

/** In the order of steps. */
export function lossesOf({ losses, path }: TrainingFilmInput): { step: number; value: number }[] {
  if (losses) return losses.map(({ step, loss }) => ({ step, value: loss }));
  return Array.from(path?.step ?? [], (step, i) => ({ step, value: path?.loss[i] ?? NaN }));
}

function placeAt(caller: string, path: TrajectoryInput, step: number): FilmPlace {
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

/** Axes on which every moment of a movie is seen whole. */
import { densityFloor, densityRange, densityTop, eigenvalueRange } from "./densityAxis.js";
import type { DensityCurve, DensityInput } from "./densityInput.js";
import { seenValues } from "./logarithmicCurve.js";
import type { MovieAxes } from "./movieTraces.js";
import { signedLogAxis } from "./signedLogAxis.js";

export interface MovieScales {
  /** Of the eigenvalues. */
  readonly axis: "linear" | "log";
  /** Of the density. */
  readonly scale: "log" | "linear";
}

/** @param curves One for each spectrum. */
export function movieAxes(
  spectra: readonly Pick<DensityInput, "size">[],
  curves: readonly DensityCurve[],
  { axis, scale }: MovieScales,
): MovieAxes {
  const floors = curves.map((curve, i) => densityFloor(curve, spectra[i].size));
  const least = Math.min(...floors);
  const floor = scale === "log" ? least : 0;
  const seen = curves.flatMap((curve) => seenValues(curve, least));
  const y = densityRange(floor, Math.max(...curves.map(densityTop)));
  if (axis === "log") {
    const log = signedLogAxis(seen);
    return { floor, x: log.layout, y, log, title: "density per ln |λ| · mass" };
  }
  return {
    floor,
    x: { range: eigenvalueRange(seen) },
    y,
    title: "density ρ(λ) · outlier mass",
  };
}

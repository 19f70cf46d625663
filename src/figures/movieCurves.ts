/** Densities of several spectra with one smoothing width for all, so that what moves is the spectrum. */
import type { DensityCurve, DensityInput } from "./densityInput.js";

/** @param width Default: the median of the spectra's own widths. */
export function movieCurves(
  spectra: readonly DensityInput[],
  axis: "linear" | "log",
  width?: number,
): DensityCurve[] {
  const own = spectra.map((spectrum) => spectrum.density({ axis, ...(width && { width }) }));
  if (width) return own;
  const widths = own.map((curve) => curve.width).sort((a, b) => a - b);
  const median = widths[widths.length >> 1];
  return spectra.map((spectrum, i) =>
    own[i].width === median ? own[i] : spectrum.density({ axis, width: median }),
  );
}

/** Points of the common grid. */
const most = 1500;

/** The same on one grid, which is fine wherever any spectrum's own grid is: for means of two curves. */
export function alignedCurves(
  spectra: readonly DensityInput[],
  axis: "linear" | "log",
  width?: number,
): DensityCurve[] {
  const own = movieCurves(spectra, axis, width);
  const points = [...new Set(own.flatMap((curve) => [...curve.grid]))].sort((a, b) => a - b);
  const count = Math.min(most, points.length);
  const last = points.length - 1;
  const grid = Float64Array.from({ length: count }, (_, i) =>
    count > 1 ? points[Math.round((i * last) / (count - 1))] : points[0],
  );
  return spectra.map((spectrum, i) => spectrum.density({ axis, width: own[i].width, grid }));
}

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

/** Points of the common grid; columns of a wide screen. */
const most = 1500;

/** The same on one grid, even on the axis, over the grids of all: for means of two curves. */
export function alignedCurves(
  spectra: readonly DensityInput[],
  axis: "linear" | "log",
  width?: number,
): DensityCurve[] {
  const own = movieCurves(spectra, axis, width);
  if (own.length === 1) return own;
  const grids = own.map((curve) => curve.grid);
  const grid = axis === "log" ? logarithmicGrid(grids) : even(grids, most);
  return spectra.map((spectrum, i) => spectrum.density({ axis, width: own[i].width, grid }));
}

/** From the least to the greatest of all. */
function even(grids: readonly Float64Array[], count: number): Float64Array {
  const low = Math.min(...grids.map((grid) => grid[0]));
  const high = Math.max(...grids.map((grid) => grid[grid.length - 1]));
  return Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

/** Half of the points for each sign that has any. */
function logarithmicGrid(grids: readonly Float64Array[]): Float64Array {
  const side = (sign: -1 | 1): Float64Array => {
    const logarithms = grids
      .map((grid) => grid.filter((x) => sign * x > 0).map((x) => Math.log(Math.abs(x))))
      .filter(({ length }) => length > 0)
      .map((own) => own.sort());
    if (logarithms.length === 0) return new Float64Array();
    return even(logarithms, most / 2).map((x) => sign * Math.exp(x));
  };
  return Float64Array.of(...side(-1).toReversed(), ...side(1));
}

/** Density curves on a horizontal axis that is logarithmic on both sides of zero. */
import type { Piece } from "./bandedCurve.js";
import type { DensityCurve } from "./densityInput.js";
import type { SignedLogAxis } from "./signedLogAxis.js";

type Curve = Pick<DensityCurve, "grid" | "density" | "lower" | "upper">;

/** The eigenvalues that the figure has to show: where more than `floor` is seen, and atoms. */
export function seenValues(
  { grid, upper, atoms = [] }: Pick<Curve, "grid" | "upper"> & Partial<Pick<DensityCurve, "atoms">>,
  floor: number,
): number[] {
  const drawn = [...grid].filter((_, i) => upper[i] > floor);
  return [...drawn, ...atoms.map(({ value }) => value)];
}

/** One for each sign that has any. */
export function logarithmicPieces(
  { grid, density, lower, upper }: Curve,
  axis: SignedLogAxis,
): Piece[] {
  return [-1, 1].flatMap((sign) => {
    const inside = [...grid.keys()].filter(
      (i) => sign * grid[i] > 0 && Math.abs(grid[i]) >= axis.least,
    );
    if (inside.length === 0) return [];
    const pick = (values: Float64Array) => inside.map((i) => values[i]);
    const shown = pick(grid);
    const curves = { value: pick(density), lower: pick(lower), upper: pick(upper) };
    return [{ x: shown.map(axis.place), shown, ...curves }];
  });
}

/**
 * Densities along a path or over time as a heat map, eigenvalues upwards: what a row of density plots would show.
 * Colours are logarithmic; what is six decades below the top is left blank.
 */
import { colorBar, powerLabels, sequentialScale } from "./colorScale.js";
import type { Atom } from "./densityInput.js";
import type { Palette } from "./palette.js";
import type { HeatmapTrace, YName } from "./plotlyJson.js";

/** The density at one place: `spectrum.density()` has it. */
export interface DensityLine {
  /** Ascending. */
  readonly grid: Float64Array;
  readonly density: Float64Array;
  /** Isolated eigenvalues: their mass fills the cell they lie in. */
  readonly atoms?: readonly Pick<Atom, "value" | "mass">[];
}

export interface DensityMapStyle {
  readonly palette: Palette;
  readonly yaxis: YName;
  readonly domain: readonly [number, number];
  /** What x means, for the hover text. */
  readonly what: string;
}

/** Most columns and rows: 60 kB. */
const [columns, rows] = [120, 90];

const decades = 6;

/** @param at Ascending, one for each density. */
export function densityMap(
  at: ArrayLike<number>,
  densities: readonly DensityLine[],
  { palette, yaxis, domain, what }: DensityMapStyle,
): HeatmapTrace {
  const x = evenPlaces(at);
  const { y, height } = cellsUpwards(densities);
  const shown = x.map((place) => densities[nearest(at, place)]);
  const values = y.map((value) => shown.map((line) => seenIn(line, value, height)));
  const top = Math.log10(values.flat().reduce((a, b) => Math.max(a, b), Number.MIN_VALUE));
  const logarithm = (value: number): number | null =>
    value > 0 && Math.log10(value) > top - decades ? Number(Math.log10(value).toFixed(2)) : null;
  const zmin = Math.floor(top - decades);
  return {
    type: "heatmap",
    name: "density",
    x: x.map(tidy),
    y: y.map(tidy),
    z: values.map((row) => row.map(logarithm)),
    yaxis,
    zmin,
    zmax: tidy(top),
    colorscale: sequentialScale(palette),
    colorbar: {
      ...colorBar("density", powerLabels(zmin, top, 4)),
      len: tidy(domain[1] - domain[0]),
      y: tidy((domain[0] + domain[1]) / 2),
      yanchor: "middle",
    },
    hoverongaps: false,
    hovertemplate: `${what} %{x}<br>λ = %{y:.3g}<br>density 10^%{z}<extra></extra>`,
  };
}

/** Middles of the rows, and their height. */
function cellsUpwards(densities: readonly DensityLine[]): { y: number[]; height: number } {
  const ends = densities.flatMap(({ grid, atoms = [] }) => [
    grid[0],
    grid[grid.length - 1],
    ...atoms.map(({ value }) => value),
  ]);
  const low = ends.reduce((a, b) => Math.min(a, b));
  const high = ends.reduce((a, b) => Math.max(a, b));
  const height = (high - low) / rows || 1;
  return { y: Array.from({ length: rows }, (_, j) => low + height * (j + 0.5)), height };
}

/** The density, and the masses of atoms in the cell spread over it. */
function seenIn(line: DensityLine, value: number, height: number): number {
  const { atoms = [] } = line;
  const inside = atoms.filter((atom) => Math.abs(atom.value - value) <= 0.5001 * height);
  return inside.reduce((sum, { mass }) => sum + mass / height, valueAt(line, value));
}

/** As given where they are even, else as many even ones, each shows its nearest. */
function evenPlaces(at: ArrayLike<number>): number[] {
  const places = Array.from(at);
  const [first, last] = [places[0], places[places.length - 1]];
  const gap = (last - first) / (places.length - 1 || 1);
  const even = places.every(
    (place, i) => Math.abs(place - first - i * gap) <= 1e-6 * Math.abs(gap),
  );
  if (even && places.length <= columns) return places;
  return Array.from({ length: columns }, (_, i) => first + ((last - first) * i) / (columns - 1));
}

function nearest(at: ArrayLike<number>, place: number): number {
  let best = 0;
  for (let i = 1; i < at.length; i++)
    if (Math.abs(at[i] - place) < Math.abs(at[best] - place)) best = i;
  return best;
}

/** On a straight line between grid points; 0 outside. */
function valueAt({ grid, density }: DensityLine, value: number): number {
  const last = grid.length - 1;
  if (!(value >= grid[0] && value <= grid[last])) return 0;
  let [from, to] = [0, last];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (grid[middle] <= value) from = middle;
    else to = middle;
  }
  const part = (value - grid[from]) / (grid[to] - grid[from] || 1);
  return density[from] + part * (density[to] - density[from]);
}

const tidy = (value: number): number => Number(value.toPrecision(5));

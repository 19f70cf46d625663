/**
 * The cumulative distribution F(t), the share of the eigenvalues ≤ t, with two bands: the 95 % band of
 * all errors, and inside of it the interval that so few Lanczos steps leave open. Nothing is smoothed here, so
 * an exact distribution can be laid over it.
 */
import { checkInteger } from "../core/check.js";
import { bandedCurve } from "./bandedCurve.js";
import type { CumulativeCurve, CumulativeInput } from "./cumulativeInput.js";
import { describe, short } from "./describe.js";
import { Figure } from "./figure.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Layout, Trace } from "./plotlyJson.js";
import { baseAxis, baseLayout, baseTitle, clear } from "./theme.js";
import { significant, thinIndices } from "./thin.js";

export interface CumulativeOptions {
  /** Ascending points t. Default: 600 over the nodes' range, and both sides of every node. */
  readonly grid?: Float64Array;
  /** All eigenvalues, where they are known. */
  readonly exact?: ArrayLike<number>;
  readonly theme?: Theme;
}

/** At most 200 kB. */
export function cumulativeFigure(
  input: CumulativeInput,
  { grid = defaultGrid(input), exact, theme = "light" }: CumulativeOptions = {},
): Figure {
  checkInteger("cumulativeFigure", "number of grid points", grid.length, 2);
  const palette = palettes[theme];
  const curve = input.cumulative(grid);
  const name = input.label || "Cumulative distribution";
  const subtitle = describe(input);
  const layout: Layout = {
    ...baseLayout(palette),
    title: baseTitle(palette, name, subtitle),
    legend: { x: 1, xanchor: "right", y: 0, yanchor: "bottom", bgcolor: clear },
    xaxis: { ...baseAxis(palette, "eigenvalue λ"), range: [grid[0], grid[grid.length - 1]] },
    yaxis: { ...baseAxis(palette, "share of the eigenvalues ≤ λ"), range: [-0.02, 1.03] },
    meta: { eigenscape: "cumulative" },
  };
  const data = [...curves(curve, palette), ...(exact ? [exactTrace(exact, grid, palette)] : [])];
  return new Figure({ data, layout }, `${name}: ${findingOf(curve)}; ${subtitle}`);
}

/** The share that is not positive, the nearest that the grid has to it. */
function findingOf({ grid, value, lower, upper }: CumulativeCurve): string {
  const at = grid.findLastIndex((t) => t <= 0);
  if (at < 0) return `all eigenvalues shown are ≥ ${short(grid[0])}`;
  const [share, from, to] = [value[at], lower[at], upper[at]].map((x) => short(100 * x));
  return `${share} % (${from} to ${to} %) of the eigenvalues are ≤ 0`;
}

function curves({ grid: x, value, lower, upper, parts }: CumulativeCurve, palette: Palette) {
  const [color, krylovFill] = [palette.series[0], palette.faint];
  const hovertemplate = "λ = %{x:.4g}<br>share %{y:.4g}<extra></extra>";
  const style = { name: "F(λ)", color, hovertemplate };
  // `krylov` is the greater one of two sides; the band holds the lesser one.
  const inner = {
    lower: value.map((v, i) => Math.max(lower[i], v - parts.krylov[i])),
    upper: value.map((v, i) => Math.min(upper[i], v + parts.krylov[i])),
  };
  const krylov = bandedCurve([{ x, value, ...inner }], {
    ...style,
    fill: krylovFill,
    band: "left open by the steps",
  });
  const [outer] = bandedCurve([{ x, value, lower, upper }], {
    ...style,
    fill: palette.bands[0],
    band: "95 % band",
  });
  return outer.fill ? [outer, ...krylov] : krylov;
}

/** Steps of 1/P. */
function exactTrace(values: ArrayLike<number>, grid: Float64Array, { series }: Palette): Trace {
  const sorted = Float64Array.from(values).sort();
  const kept = thinIndices(sorted, 1000);
  const share = (i: number): number => i / sorted.length;
  const ends = [grid[0], grid[grid.length - 1]] as const;
  return {
    type: "scatter",
    name: "exact",
    mode: "lines",
    x: significant([ends[0], ...kept.flatMap((i) => [sorted[i], sorted[i]]), ends[1]]),
    y: significant([0, ...kept.flatMap((i) => [share(i), share(i + 1)]), 1]),
    line: { color: series[1], width: 1.5 },
    hovertemplate: "λ = %{x:.4g}<br>exact share %{y:.4g}<extra></extra>",
  };
}

/** Jumps at found eigenvalues are sharper than any even grid. */
function defaultGrid({ probes }: CumulativeInput): Float64Array {
  const low = Math.min(...probes.map(({ nodes }) => nodes[0]));
  const high = Math.max(...probes.map(({ nodes }) => nodes[nodes.length - 1]));
  const margin = 0.03 * (high - low || Math.abs(high) || 1);
  const [from, to] = [low - margin, high + margin];
  const even = Array.from({ length: 600 }, (_, i) => from + ((to - from) * i) / 599);
  const beside = 1e-4 * (to - from);
  const jumps = probes.flatMap(({ nodes }) =>
    [...nodes].flatMap((node) => [node - beside, node + beside]),
  );
  return Float64Array.from(new Set([...even, ...jumps])).sort(); // probes find the same
}

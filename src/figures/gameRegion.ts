/** Where eigenvalues of a game are stable, as shapes of the complex plane. */
import type { Palette } from "./palette.js";
import type { Trace } from "./plotlyJson.js";
import { significant } from "./thin.js";

/** Points of a circle, closest to each other near its leftmost one, 0, where one zooms in. */
const points = 160;

/** @param shape A circle around (centre, 0) through the origin. */
export function circle(
  { name, centre }: { readonly name: string; readonly centre: number },
  { muted }: Palette,
): Trace {
  const { x, y } = outline(centre, centre);
  return {
    type: "scatter",
    name,
    mode: "lines",
    x,
    y,
    line: { color: muted, width: 1.5, dash: "dash" },
    hoverinfo: "skip",
  };
}

/** The right half plane of a vector field, or the unit circle of an update, filled. */
export function stableRegion(
  of: "field" | "update",
  ranges: { readonly x: readonly [number, number]; readonly y: readonly [number, number] },
  { series, bands }: Palette,
): Trace {
  const far = 20 * Math.max(...[...ranges.x, ...ranges.y].map(Math.abs)); // beyond a zoom out
  const border =
    of === "update"
      ? outline(0, 1)
      : { x: significant([0, far, far, 0, 0]), y: significant([-far, -far, far, far, -far]) };
  return {
    type: "scatter",
    name: of === "update" ? "|λ| < 1: stable" : "Re λ > 0: stable",
    mode: "lines",
    ...border,
    fill: "toself",
    fillcolor: bands[2],
    line: { color: series[2], width: 1 },
    hoverinfo: "skip",
  };
}

function outline(centre: number, radius: number): { x: number[]; y: number[] } {
  const angles = Array.from({ length: points + 1 }, (_, i) => {
    const u = (2 * i) / points - 1;
    return Math.PI * (1 - u ** 3);
  });
  return {
    x: significant(angles.map((angle) => centre + radius * Math.cos(angle))),
    y: significant(angles.map((angle) => radius * Math.sin(angle))),
  };
}

/**
 * Heat maps and contours as SVG. Cells of one colour are one path, a run of them in a row is one stroke
 * of it, in coordinates of cells: a picture of 10,000 cells takes about 70 kB. A surface is drawn from above,
 * as contours.
 */
import { contours } from "d3-contour";
import { scaleLinear } from "d3-scale";
import type { ColorScale, ContourTrace, FieldTrace, HeatmapTrace } from "../plotlyJson.js";
import { element } from "./element.js";
import type { Scale } from "./scales.js";

export function fieldMarkup(trace: FieldTrace, x: Scale, y: Scale): string {
  return trace.type === "heatmap" ? cells(trace, x, y) : isolines(trace, x, y);
}

/** More colours than these are not told apart in a small cell. */
const shades = 32;

function cells(trace: HeatmapTrace, x: Scale, y: Scale): string {
  const { zmin, zmax, z } = trace;
  const paths = new Map<string, string[]>();
  z.forEach((row, i) => {
    for (let from = 0, to = 0; from < row.length; from = to) {
      const colour = shadeOf(row[from], zmin, zmax, trace.colorscale);
      while (to < row.length && shadeOf(row[to], zmin, zmax, trace.colorscale) === colour) to++;
      if (colour === undefined) continue;
      const runs = paths.get(colour) ?? [];
      runs.push(`M${from} ${i}h${to - from}`);
      paths.set(colour, runs);
    }
  });
  const [left, width] = edges(trace.x, x);
  const [top, height] = edges(trace.y, y);
  const scale = [width / trace.x.length, height / trace.y.length];
  const transform = `translate(${tidy(left)} ${tidy(top)}) scale(${scale.map(tidy).join(" ")}) translate(0 0.5)`;
  const drawn = [...paths].map(([stroke, runs]) => element("path", { stroke, d: runs.join("") }));
  // Half a hundredth wider than a row, or a hair of the page would show between rows.
  const style = { transform, fill: "none", "stroke-width": "1.03" };
  return element("g", style, ...drawn);
}

function shadeOf(
  value: number | null | undefined,
  zmin: number,
  zmax: number,
  scale: ColorScale,
): string | undefined {
  if (typeof value !== "number" || Number.isNaN(value)) return undefined;
  const part = Math.max(0, Math.min(1, (value - zmin) / (zmax - zmin || 1)));
  return colourOf(scale, Math.round(part * shades) / shades);
}

/** Colour at a share of the scale. */
export function colourOf(scale: ColorScale, part: number): string {
  const next = scale.findIndex(([share]) => share > part);
  if (next < 0) return scale[scale.length - 1][1];
  const [from, low] = scale[Math.max(0, next - 1)];
  const [to, high] = scale[next];
  return low === high ? low : hexadecimal(scaleLinear<string>([from, to], [low, high])(part));
}

/** `rgb(1, 2, 3)` as six digits. */
const hexadecimal = (rgb: string): string =>
  `#${(rgb.match(/\d+/g) ?? []).map((c) => Number(c).toString(16).padStart(2, "0")).join("")}`;

/** Where the first cell begins and the pixels to the end of the last; cells are even. */
function edges(centres: readonly number[], scale: Scale): [number, number] {
  const [first, last] = [scale(centres[0]), scale(centres[centres.length - 1])];
  const cell = centres.length > 1 ? (last - first) / (centres.length - 1) : wholeOf(scale);
  return [first - cell / 2, cell * centres.length];
}

const wholeOf = ({ pixels: [from, to] }: Scale): number => to - from;

function isolines(trace: Exclude<FieldTrace, HeatmapTrace>, x: Scale, y: Scale): string {
  const { z, colorscale } = trace;
  const [columns, rows] = [trace.x.length, trace.y.length];
  const { start, end, size } = trace.type === "contour" ? trace.contours : evenLevels(trace);
  const levels = Array.from(
    { length: Math.round((end - start) / size) + 1 },
    (_, i) => start + i * size,
  );
  const values = z.flatMap((row) => row.map((value) => value ?? NaN));
  const make = contours()
    .size([columns, rows])
    .thresholds([-Infinity, ...levels]);
  const [left, width] = edges(trace.x, x);
  const [top, height] = edges(trace.y, y);
  const place = ([u, v]: readonly number[]): string =>
    `${tidy(left + (u * width) / columns)} ${tidy(top + (v * height) / rows)}`;
  const line = trace.type === "contour" ? trace.line : { width: 0 };
  const stroke = { stroke: line.width === 0 ? "none" : line.color, "stroke-width": line.width };
  return make(values)
    .map(({ coordinates }, i) => {
      const rings = coordinates.flat().map((ring) => `M${ring.map(place).join("L")}Z`);
      const fill = colourOf(colorscale, levels.length > 0 ? i / levels.length : 0);
      return rings.length === 0 ? "" : element("path", { d: rings.join(""), fill, ...stroke });
    })
    .join("");
}

function evenLevels({ cmin, cmax }: { cmin: number; cmax: number }): ContourTrace["contours"] {
  const size = (cmax - cmin || 1) / 16;
  return { start: cmin + size, end: cmax - size / 2, size };
}

const tidy = (value: number): number => Number(value.toFixed(2));

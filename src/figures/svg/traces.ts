/** Traces as SVG: lines and filled outlines as one path each, markers as one path of shapes. */
import { line as lineShape } from "d3-shape";
import type { Trace } from "../plotlyJson.js";
import { element } from "./element.js";
import type { Scale } from "./scales.js";

type Point = readonly [number, number];

export function traceMarkup(trace: Trace, x: Scale, y: Scale): string {
  const points = trace.x.map((value, i): Point => [place(x, value), place(y, trace.y[i])]);
  return trace.mode === "markers" ? markers(trace, points) : path(trace, points);
}

function place(scale: Scale, value: number | null | undefined): number {
  // Far outside is as good as anywhere outside, and keeps the numbers short.
  return typeof value === "number" ? Math.max(-1e4, Math.min(1e4, scale(value))) : NaN;
}

function path(trace: Trace, points: readonly Point[]): string {
  const shape = lineShape<Point>(
    ([x]) => x,
    ([, y]) => y,
  )
    .defined(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    .digits(1);
  const filled = trace.fill === "toself";
  return element("path", {
    d: `${shape(points) ?? ""}${filled ? "Z" : ""}`,
    fill: filled ? trace.fillcolor : "none",
    ...strokeStyle(trace.line),
    "stroke-linejoin": "round",
  });
}

export function strokeStyle({ color, width = 2, dash }: Trace["line"] = {}) {
  return {
    stroke: width > 0 ? color : "none",
    "stroke-width": width,
    "stroke-dasharray": dash === "dash" ? "6 4" : dash === "dot" ? "2 3" : undefined,
  };
}

function markers({ marker }: Trace, points: readonly Point[]): string {
  const shapes = points.map(([x, y], i) =>
    Number.isFinite(x) && Number.isFinite(y) ? markerPath(marker, x, y, sizeOf(marker, i)) : "",
  );
  return element("path", { d: shapes.join(""), ...markerStyle(marker) });
}

const sizeOf = ({ size }: { size?: number | readonly number[] } = {}, i: number): number =>
  (typeof size === "object" ? size[i] : size) ?? 6;

/** One marker's outline, as the commands of a path. */
export function markerPath(marker: Trace["marker"], x: number, y: number, size: number): string {
  const radius = tenth(size / 2);
  const [left, top] = [tenth(x - radius), tenth(y - radius)];
  if (marker?.symbol === "line-ns-open") return `M${tenth(x)} ${top}v${2 * radius}`;
  const arc = `a${radius} ${radius} 0 1 0`;
  return `M${left} ${tenth(y)}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0Z`;
}

export function markerStyle(marker: Trace["marker"]): Record<string, string | number | undefined> {
  if (marker?.symbol !== "line-ns-open") return { fill: marker?.color };
  return { fill: "none", stroke: marker.color, "stroke-width": marker.line?.width ?? 1 };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

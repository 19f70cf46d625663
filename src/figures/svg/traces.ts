/** Traces as SVG: lines and filled outlines as one path each, markers as one path of shapes, labels. */
import { line as lineShape } from "d3-shape";
import type { AnyTrace, FieldTrace, Trace } from "../plotlyJson.js";
import { element, text, tenth } from "./element.js";
import type { Scale } from "./scales.js";

type Point = readonly [number, number];

export function traceMarkup(trace: Exclude<AnyTrace, FieldTrace>, x: Scale, y: Scale): string {
  const points = trace.x.map((value, i): Point => [place(x, value), place(y, trace.y[i])]);
  return [
    trace.mode.includes("lines") ? path(trace, points) : "",
    trace.type === "scatter" && trace.error_y ? errorBars(trace, x, y) : "",
    trace.mode.includes("markers") ? markers(trace, points) : "",
    trace.type === "scatter" && trace.mode.includes("text") ? labels(trace, points) : "",
  ].join("");
}

function place(scale: Scale, value: number | null | undefined): number {
  // Far outside is as good as anywhere outside, and keeps the numbers short.
  return typeof value === "number" ? Math.max(-1e4, Math.min(1e4, scale(value))) : NaN;
}

const isInside = ([x, y]: Point): boolean => Number.isFinite(x) && Number.isFinite(y);

function path(trace: Exclude<AnyTrace, FieldTrace>, points: readonly Point[]): string {
  const shape = lineShape<Point>(
    ([x]) => x,
    ([, y]) => y,
  )
    .defined(isInside)
    .digits(1);
  const filled = trace.type === "scatter" && trace.fill === "toself";
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

function markers({ marker }: Pick<Trace, "marker">, points: readonly Point[]): string {
  const shapes = points.map((point, i) =>
    isInside(point) ? markerPath(marker, point[0], point[1], sizeOf(marker, i)) : "",
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
  const r = tenth(1.3 * radius); // plotly's has the area of a circle of that diameter
  if (marker?.symbol === "diamond")
    return `M${tenth(x - r)} ${tenth(y)}l${r} ${-r}l${r} ${r}l${-r} ${r}Z`;
  const arc = `a${radius} ${radius} 0 1 0`;
  return `M${left} ${tenth(y)}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0Z`;
}

export function markerStyle(marker: Trace["marker"]): Record<string, string | number | undefined> {
  const { color, symbol, line } = marker ?? {};
  if (symbol === "line-ns-open")
    return { fill: "none", stroke: color, "stroke-width": line?.width ?? 1 };
  if (!line?.width) return { fill: color };
  return { fill: color, stroke: line.color, "stroke-width": line.width };
}

/** Bars of `array` up and down, with caps. */
function errorBars({ x: xs, y: ys, error_y }: Trace, x: Scale, y: Scale): string {
  const { array = [], color, thickness = 1.5, width = 4 } = error_y ?? {};
  const bars = xs.map((value, i) => {
    const [at, middle, error] = [place(x, value), ys[i] ?? NaN, array[i] ?? NaN];
    const [upper, lower] = [place(y, middle + error), place(y, middle - error)];
    // Below zero, a logarithmic axis has no place: the bar leaves it at the bottom.
    const low = Number.isFinite(lower) ? lower : y.pixels[0];
    if (!isInside([at, upper])) return "";
    const cap = (end: number): string => `M${tenth(at - width)} ${tenth(end)}h${2 * width}`;
    return `${cap(upper)}M${tenth(at)} ${tenth(upper)}V${tenth(low)}${cap(low)}`;
  });
  return element("path", {
    d: bars.join(""),
    fill: "none",
    stroke: color,
    "stroke-width": thickness,
  });
}

function labels(trace: Trace, points: readonly Point[]): string {
  const [vertical, horizontal] = (trace.textposition ?? "middle center").split(" ");
  const anchor = { left: "end", right: "start" }[horizontal] ?? "middle";
  const size = trace.textfont?.size ?? 12;
  const clearance = trace.mode.includes("markers") ? sizeOf(trace.marker, 0) / 2 : 0;
  const down = { top: -clearance - 4, bottom: clearance + size }[vertical] ?? 0.35 * size;
  return (trace.text ?? [])
    .map((label, i) => {
      if (label === "" || !isInside(points[i])) return "";
      const [x, y] = points[i];
      const style = { "text-anchor": anchor, "font-size": size, fill: trace.textfont?.color };
      return element("text", { x, y: y + down, ...style }, text(label));
    })
    .join("");
}

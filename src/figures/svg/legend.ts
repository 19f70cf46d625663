/**
 * The legend: a sample of each trace and its name, in the upper or lower right corner of the frame, or
 * to the right of it, as the layout says.
 */
import type { Legend, PlotlyJson, Trace } from "../plotlyJson.js";
import type { Frame } from "./axes.js";
import { element, text } from "./element.js";
import { markerPath, markerStyle, strokeStyle } from "./traces.js";

const rowHeight = 20;
const sampleWidth = 26;

/** Diameter of the sample of markers that have several. */
const markerSample = 10;

export function legend({ data, layout }: PlotlyJson, frame: Frame): string {
  const shown = data.filter(({ showlegend }) => showlegend !== false);
  const top = firstRow(frame, layout.legend, shown.length);
  const beside = layout.legend?.xanchor === "left";
  const left = beside ? frame.right + 10 : frame.right - 8 - sampleWidth;
  const label = beside
    ? { x: left + sampleWidth + 8, "text-anchor": "start" }
    : { x: left - 6, "text-anchor": "end" };
  const rows = shown.map((trace, row) => {
    const y = top + row * rowHeight;
    return sample(trace, left, y) + element("text", { ...label, y: y + 4 }, text(trace.name));
  });
  return element("g", {}, ...rows);
}

function firstRow({ top, bottom }: Frame, placed: Legend | undefined, count: number): number {
  return placed?.yanchor === "bottom" ? bottom - 14 - (count - 1) * rowHeight : top + 14;
}

function sample(trace: Trace, left: number, y: number): string {
  const middle = left + sampleWidth / 2;
  if (trace.mode === "markers") {
    const size = trace.marker?.size ?? markerSample;
    const d = markerPath(trace.marker, middle, y, typeof size === "object" ? markerSample : size);
    return element("path", { d, ...markerStyle(trace.marker) });
  }
  if (trace.fill === "toself") {
    const size = { x: left, y: y - 6, width: sampleWidth, height: 12 };
    return element("rect", { ...size, fill: trace.fillcolor });
  }
  const ends = { x1: left, y1: y, x2: left + sampleWidth, y2: y };
  return element("line", { ...ends, ...strokeStyle(trace.line) });
}

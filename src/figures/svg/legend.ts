/** The legend in the upper right corner of the frame: a sample of each trace and its name. */
import type { Trace } from "../plotlyJson.js";
import type { Frame } from "./axes.js";
import { element, text } from "./element.js";
import { markerPath, markerStyle } from "./traces.js";

const rowHeight = 20;
const sampleWidth = 26;

export function legend(traces: readonly Trace[], frame: Frame): string {
  const shown = traces.filter(({ showlegend }) => showlegend !== false);
  const rows = shown.map((trace, row) => {
    const y = frame.top + 14 + row * rowHeight;
    const name = { x: frame.right - 14 - sampleWidth, y: y + 4, "text-anchor": "end" };
    const left = frame.right - 8 - sampleWidth;
    return sample(trace, left, y) + element("text", name, text(trace.name));
  });
  return element("g", {}, ...rows);
}

function sample(trace: Trace, left: number, y: number): string {
  const middle = left + sampleWidth / 2;
  if (trace.mode === "markers") {
    const d = markerPath(trace.marker, middle, y);
    return element("path", { d, ...markerStyle(trace.marker) });
  }
  if (trace.fill === "toself") {
    const size = { x: left, y: y - 6, width: sampleWidth, height: 12 };
    return element("rect", { ...size, fill: trace.fillcolor });
  }
  const ends = { x1: left, y1: y, x2: left + sampleWidth, y2: y };
  return element("line", {
    ...ends,
    stroke: trace.line?.color,
    "stroke-width": trace.line?.width ?? 2,
  });
}

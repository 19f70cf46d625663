/**
 * The legend: a sample of each trace and its name, in the upper or lower right corner of the frame, to the
 * right of it, or in rows below it, as the layout says.
 */
import type { AnyTrace, FieldTrace, PlotlyJson } from "../plotlyJson.js";
import { element, text } from "./element.js";
import type { Frame } from "./panels.js";
import { markerPath, markerStyle, strokeStyle } from "./traces.js";

type Entry = Exclude<AnyTrace, FieldTrace>;

const rowHeight = 20;
const sampleWidth = 26;

/** Diameter of the sample of markers that have several. */
const markerSample = 10;

export function legend({ data, layout }: PlotlyJson, frame: Frame): string {
  const shown = data.filter(
    (trace): trace is Entry =>
      trace.showlegend !== false && (trace.type === "scatter" || trace.type === "scatter3d"),
  );
  const place = layout.legend ?? ({ y: 1, yanchor: "top", xanchor: "right" } as const);
  if ("orientation" in place) return inRows(shown, frame, frame.bottom - place.y * heightOf(frame));
  const lower = place.yanchor === "bottom";
  const top = lower ? frame.bottom - 14 - (shown.length - 1) * rowHeight : frame.top + 14;
  const beside = place.xanchor === "left";
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

/** Beside each other as far as they fit. */
function inRows(shown: readonly Entry[], { left, right }: Frame, top: number): string {
  let [x, y] = [left, top + 12];
  const entries = shown.map((trace) => {
    const width = sampleWidth + 8 + 7.2 * trace.name.length; // of an average letter
    if (x > left && x + width > right) [x, y] = [left, y + rowHeight];
    const label = element("text", { x: x + sampleWidth + 6, y: y + 4 }, text(trace.name));
    const drawn = sample(trace, x, y) + label;
    x += width + 14;
    return drawn;
  });
  return element("g", {}, ...entries);
}

const heightOf = ({ top, bottom }: Frame): number => bottom - top;

function sample(trace: Entry, left: number, y: number): string {
  const middle = left + sampleWidth / 2;
  if (trace.type === "scatter" && trace.fill === "toself") {
    const size = { x: left, y: y - 6, width: sampleWidth, height: 12 };
    return element("rect", { ...size, fill: trace.fillcolor });
  }
  const ends = { x1: left, y1: y, x2: left + sampleWidth, y2: y };
  const line = trace.mode.includes("lines")
    ? element("line", { ...ends, ...strokeStyle(trace.line) })
    : "";
  if (!trace.mode.includes("markers")) return line;
  const size = trace.marker?.size ?? markerSample;
  const d = markerPath(trace.marker, middle, y, typeof size === "object" ? markerSample : size);
  return line + element("path", { d, ...markerStyle(trace.marker) });
}

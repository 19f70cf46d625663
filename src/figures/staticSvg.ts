/**
 * Plotly JSON → a static SVG, without a browser: for pages where no script runs (nbconvert,
 * mail, editors without a renderer). Draws what our figures are made of: lines, filled outlines,
 * markers, one or two panels above each other with linear and logarithmic axes, legend, title with
 * subtitle.
 * Pure: the same figure gives the same bytes.
 */
import type { PlotlyJson } from "./plotlyJson.js";
import type { Frame } from "./svg/axes.js";
import { bottomAxis, leftAxis } from "./svg/axes.js";
import { element, text } from "./svg/element.js";
import { legend } from "./svg/legend.js";
import type { Scale } from "./svg/scales.js";
import { axisScale } from "./svg/scales.js";
import { traceMarkup } from "./svg/traces.js";

export interface StaticSvgOptions {
  readonly width?: number;
  readonly height?: number;
}

/** @returns One <svg> element that scales down with the page and is readable by itself. */
export function staticSvg(figure: PlotlyJson, options: StaticSvgOptions = {}): string {
  const { layout } = figure;
  const { width = 760, height = layout.height ?? 420 } = options;
  const margin = layout.margin ?? { l: 72, r: 24, t: 72, b: 56 };
  const [right, bottom] = [width - margin.r, height - margin.b];
  const frame: Frame = { left: margin.l, right, top: margin.t, bottom };
  const title = layout.title?.text ?? "Figure";
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      style: "max-width: 100%; height: auto",
      role: "img",
      "aria-label": title,
      "font-family": layout.font?.family,
      "font-size": layout.font?.size,
      fill: layout.font?.color,
    },
    element("title", {}, text(title)),
    element("rect", { width, height, fill: layout.paper_bgcolor ?? "none" }),
    heading(figure),
    plot(figure, frame),
  );
}

function plot(figure: PlotlyJson, frame: Frame): string {
  const { data, layout } = figure;
  const vertical: [number, number] = [frame.bottom, frame.top];
  const x = axisScale(figure, "xaxis", [frame.left, frame.right]);
  const y = axisScale(figure, "yaxis", vertical);
  const y2 = axisScale(figure, "yaxis2", vertical);
  const lower = layout.yaxis2?.visible === false ? undefined : layout.yaxis2;
  const axes = [
    bottomAxis(layout.xaxis, x, frame, lower ? [y, y2] : [y]),
    leftAxis(layout.yaxis, y, frame),
    lower ? leftAxis(lower, y2, frame) : "",
  ];
  const first = data.filter(({ yaxis }) => yaxis !== "y2");
  const second = data.filter(({ yaxis }) => yaxis === "y2");
  const draw = (traces: typeof data, scale: Scale): string[] =>
    traces.map((trace) => traceMarkup(trace, x, scale));
  return [
    ...axes,
    window(frame, y, draw(first, y)),
    second.length > 0 ? window(frame, y2, draw(second, y2)) : "",
    layout.showlegend === false ? "" : legend(figure, frame),
  ].join("");
}

/** An inner <svg> clips its content by itself; clip paths would need ids unique on the page. */
function window({ left, right }: Frame, { pixels }: Scale, content: string[]): string {
  const box = { x: left, y: pixels[1], width: right - left, height: pixels[0] - pixels[1] };
  const viewBox = [box.x, box.y, box.width, box.height].join(" ");
  return element("svg", { ...box, viewBox, overflow: "hidden" }, ...content);
}

function heading({ layout }: PlotlyJson): string {
  const { title } = layout;
  if (title === undefined) return "";
  const { subtitle } = title;
  const small = { x: 20, y: 50, "font-size": subtitle?.font?.size, fill: subtitle?.font?.color };
  return (
    element("text", { x: 20, y: 30, "font-size": title.font?.size }, text(title.text)) +
    (subtitle ? element("text", small, text(subtitle.text)) : "")
  );
}

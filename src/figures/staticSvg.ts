/**
 * Plotly JSON → a static SVG, without a browser: for pages where no script runs (nbconvert,
 * mail, editors without a renderer). Draws what our figures are made of: lines, filled outlines,
 * markers with error bars, labels, heat maps and contours, in panels with linear and logarithmic axes;
 * legend, colour bar, title with subtitle, readers' notes. Of figures that move, the moment that shows at first, and which one it is.
 * Pure: the same figure gives the same bytes.
 */
import type { AnyTrace, PlotlyJson } from "./plotlyJson.js";
import { horizontalAxis, verticalAxis } from "./svg/axes.js";
import { colorBarMarkup } from "./svg/colorBar.js";
import { element, lines, text } from "./svg/element.js";
import { fieldMarkup } from "./svg/fields.js";
import { legend } from "./svg/legend.js";
import { notesMarkup } from "./svg/notes.js";
import { axesOf, panelsOf, withEqualUnits, type Frame, type Panels } from "./svg/panels.js";
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
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      style: "max-width: 100%; height: auto",
      role: "img",
      "aria-label": layout.meta?.text ?? layout.title?.text ?? "Figure",
      "font-family": layout.font?.family,
      "font-size": layout.font?.size,
      fill: layout.font?.color,
    },
    element("title", {}, text(layout.title?.text ?? "Figure")),
    element("rect", { width, height, fill: layout.paper_bgcolor ?? "none" }),
    heading(figure),
    plot({ ...figure, layout: withEqualUnits(layout, frame) }, frame),
    moment(figure, height),
  );
}

function plot(figure: PlotlyJson, frame: Frame): string {
  const panels = panelsOf(figure, frame);
  const { x, y } = panels.keys;
  const visible = (key: (typeof x)[number]): boolean => panels.axis(key).visible !== false;
  return [
    ...x.filter(visible).map((key) => horizontalAxis(key, panels)),
    ...y.filter(visible).map((key) => verticalAxis(key, panels)),
    ...windows(figure.data, panels),
    ...figure.data.map((trace) =>
      "z" in trace && trace.type !== "scatter3d" && trace.showscale !== false
        ? colorBarMarkup(trace, frame)
        : "",
    ),
    figure.layout.showlegend === false ? "" : legend(figure, frame),
    notesMarkup(figure, frame, panels),
  ].join("");
}

/** One for each panel. An inner <svg> clips by itself; clip paths would need ids unique on the page. */
function windows(data: readonly AnyTrace[], panels: Panels): string[] {
  const names = data.map((trace) => axesOf(trace).join(" "));
  return [...new Set(names)].map((name) => {
    const traces = data.filter((_, i) => names[i] === name);
    const [x, y] = axesOf(traces[0]).map((key) => panels.scale(key));
    const [left, top] = [x.pixels[0], y.pixels[1]];
    const box = { x: left, y: top, width: x.pixels[1] - left, height: y.pixels[0] - top };
    const viewBox = [box.x, box.y, box.width, box.height].join(" ");
    const content = traces.map((trace) =>
      "z" in trace && trace.type !== "scatter3d"
        ? fieldMarkup(trace, x, y)
        : traceMarkup(trace, x, y),
    );
    return element("svg", { ...box, viewBox, overflow: "hidden" }, ...content);
  });
}

function heading({ layout }: PlotlyJson): string {
  const { title } = layout;
  if (title === undefined) return "";
  const { subtitle } = title;
  const small = { x: 20, y: 50, "font-size": subtitle?.font?.size, fill: subtitle?.font?.color };
  return (
    element("text", { x: 20, y: 30, "font-size": title.font?.size }, text(title.text)) +
    (subtitle ? lines(subtitle.text, small) : "")
  );
}

/** What the slider would say. */
function moment({ layout }: PlotlyJson, height: number): string {
  const [slider] = layout.sliders ?? [];
  if (slider === undefined) return "";
  const { active, steps, currentvalue } = slider;
  const label = `${currentvalue.prefix}${steps[active].label}, one of ${steps.length} moments`;
  return element("text", { x: 20, y: height - 14 }, text(label));
}

/** The colour bar beside a heat map: the scale from bottom to top, with labels. */
import { scaleLinear } from "d3-scale";
import type { FieldTrace } from "../plotlyJson.js";
import { element, text } from "./element.js";
import { colourOf } from "./fields.js";
import type { Frame } from "./panels.js";

const steps = 64;

export function colorBarMarkup(trace: FieldTrace, frame: Frame): string {
  const { colorbar = {}, colorscale } = trace;
  const { len = 1, y = 0.5, thickness = 14 } = colorbar;
  const height = len * (frame.bottom - frame.top);
  const middle = frame.bottom - y * (frame.bottom - frame.top);
  const [bottom, left] = [middle + height / 2, frame.right + 14];
  const [low, high] =
    trace.type === "surface" ? [trace.cmin, trace.cmax] : [trace.zmin, trace.zmax];
  const at = scaleLinear([low, high], [bottom, bottom - height]);
  const shades = Array.from({ length: steps }, (_, i) =>
    element("rect", {
      x: left,
      y: bottom - ((i + 1) * height) / steps,
      width: thickness,
      height: height / steps + 1, // reaches under the one below: no seam
      fill: colourOf(colorscale, (i + 0.5) / steps),
    }),
  );
  const values = colorbar.tickvals ?? at.ticks(5);
  const labels = values.map((value, i) =>
    element(
      "text",
      { x: left + thickness + 5, y: at(value) + 4, "font-size": 11 },
      text(colorbar.ticktext?.[i] ?? String(value)),
    ),
  );
  const transform = `translate(${left + thickness + 52} ${middle}) rotate(90)`;
  const name = { transform, "text-anchor": "middle", "font-size": 12 };
  const title = colorbar.title ? element("text", name, text(colorbar.title.text)) : "";
  return element("g", {}, ...shades, ...labels, title);
}

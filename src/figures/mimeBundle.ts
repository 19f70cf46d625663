/**
 * What a notebook stores for a figure: plotly JSON for those who can draw it, a static SVG as
 * text/html for those who cannot (nbconvert, editors without a renderer), and text. It needs no
 * kernel and no script to be looked at, and stays small.
 */
import type { MimeBundle } from "../core/display.js";
import type { PlotlyJson } from "./plotlyJson.js";
import { staticSvg } from "./staticSvg.js";

export function mimeBundle(figure: PlotlyJson, text: string): MimeBundle {
  const { data, layout, config = {}, frames } = figure;
  return {
    "application/vnd.plotly.v1+json": { data, layout, config, ...(frames && { frames }) },
    "text/html": staticSvg(figure),
    "text/plain": text,
  };
}

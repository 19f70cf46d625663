/** A figure as PNG bytes: its static SVG, drawn without browser and display server. */
import type { PlotlyJson } from "../figures/plotlyJson.js";
import type { StaticSvgOptions } from "../figures/staticSvg.js";
import { staticSvg } from "../figures/staticSvg.js";
import { svgPng } from "./svgPng.js";

export interface FigurePngOptions extends StaticSvgOptions {
  /** Pixels of the image per pixel of the figure; 2 is sharp on screens of today and in print at 10 cm. */
  readonly scale?: number;
}

/** @returns A PNG file; the same figure gives the same bytes. */
export function figurePng(figure: PlotlyJson, options: FigurePngOptions = {}): Uint8Array {
  const { scale = 2, ...size } = options;
  return svgPng(staticSvg(figure, size), scale);
}

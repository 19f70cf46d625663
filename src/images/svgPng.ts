/**
 * SVG → PNG without a display server, through resvg. Text is set in DejaVu Sans from an npm package:
 * fonts of the machine take no part, so the same SVG gives the same bytes on every machine. It has
 * the Greek letters and raised digits of our axes.
 */
import { createRequire } from "node:module";
import type * as Resvg from "@resvg/resvg-js";

const require = createRequire(import.meta.url);
const family = "DejaVu Sans";

/**
 * @param svg One `<svg>` element with width and height.
 * @param scale Pixels of the image per pixel of the SVG.
 */
export function svgPng(svg: string, scale: number): Uint8Array {
  if (!(scale > 0 && scale <= 20))
    throw new RangeError(`svgPng: scale must be > 0 and at most 20, got ${scale}`);
  // Loaded with the first image: the library is a native one.
  const resvg = require("@resvg/resvg-js") as typeof Resvg;
  const drawing = new resvg.Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: [require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf")],
      defaultFontFamily: family,
      sansSerifFamily: family,
    },
  });
  return drawing.render().asPng();
}

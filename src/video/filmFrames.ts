/** The pictures of a film, one after the other: SVG of the same parts as all static figures, drawn without display server and GPU. */
import { tick, type Watch } from "../core/progress.js";
import type { FilmMoment } from "../figures/filmMoments.js";
import type { FilmScene } from "../figures/filmScene.js";
import { staticSvg } from "../figures/staticSvg.js";
import { legendBelow } from "../figures/theme.js";
import { svgPng } from "../images/svgPng.js";
import { betweenMoments } from "./betweenMoments.js";

export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** Height of the drawing in its own pixels: text is 4/3 as large in 720 lines as on a page. */
const drawnHeight = 540;

/** @param interpolate Pictures from a moment to the next. */
export async function filmFrames(
  scene: FilmScene,
  { width, height }: FrameSize,
  { interpolate, ...watch }: Watch & { readonly interpolate: number },
): Promise<Uint8Array[]> {
  const shown = allMoments(scene.moments, interpolate);
  const moving = scene.moving(shown);
  const below = legendBelow({ height: drawnHeight });
  const layout = { ...scene.layout, ...below, margin: { ...below.margin, r: scene.right } };
  const drawnWidth = (drawnHeight * width) / height;
  const frames: Uint8Array[] = [];
  for (const [i, moment] of shown.entries()) {
    const data = [...scene.still, ...moving[i]];
    const title = scene.title(moment);
    const figure = { data, layout: { ...layout, title } };
    const svg = staticSvg(figure, { width: drawnWidth, height: drawnHeight });
    frames.push(svgPng(scaled(svg, { width, height }), 1));
    await tick(watch, i + 1, shown.length, "frames");
  }
  return frames;
}

/** With those between them. */
function allMoments(moments: readonly FilmMoment[], interpolate: number): FilmMoment[] {
  return moments.flatMap((moment, i) => {
    if (i + 1 === moments.length) return [moment];
    return Array.from({ length: interpolate }, (_, k) =>
      k === 0 ? moment : betweenMoments(moment, moments[i + 1], k / interpolate),
    );
  });
}

/** To the pixel, which a factor would miss by rounding. */
function scaled(svg: string, { width, height }: FrameSize): string {
  const own = /^<svg [^>]*?(viewBox="[^"]*")/.exec(svg)?.[1] ?? "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ${own}>${svg}</svg>`;
}

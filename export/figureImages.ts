/** The figures of a notebook as images, without browser, display server or Python. */
import { svgPng } from "../src/images/svgPng.js";
import type { MimeData, Notebook } from "./notebook.js";
import { joined } from "./notebook.js";
import { plotlyType, staticPicture } from "./plotlyOutput.js";

export type ImageFormat = "svg" | "png";

export interface FigureImage {
  /** figure-1.svg, figure-2.svg …, in the order of the notebook. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface FigureImages {
  readonly images: readonly FigureImage[];
  /** What has no image in the format, one line each. */
  readonly warnings: readonly string[];
}

export interface FigureImagesOptions {
  readonly format: ImageFormat;
  /** Called before each figure; `total` counts all. */
  readonly onFigure?: (done: number, total: number) => void;
}

export function figureImages(
  notebook: Notebook,
  { format, onFigure }: FigureImagesOptions,
): FigureImages {
  const figures = notebook.cells
    .flatMap(({ outputs = [] }) => outputs.flatMap((o) => ("data" in o ? [o.data] : [])))
    .filter(isFigure);
  const images: FigureImage[] = [];
  const warnings: string[] = [];
  figures.forEach((data, i) => {
    onFigure?.(i, figures.length);
    const content = imageOf(data, format);
    const name = `figure-${i + 1}`;
    if (content === undefined)
      warnings.push(`${name}: has no static picture to make a ${format} of`);
    else images.push({ name: `${name}.${format}`, content });
  });
  return { images, warnings };
}

function isFigure(data: MimeData): boolean {
  return [plotlyType, "image/svg+xml", "image/png"].some((type) => data[type] !== undefined);
}

function imageOf(data: MimeData, format: ImageFormat): string | Uint8Array | undefined {
  const picture = staticPicture(data);
  const svg = picture?.startsWith("<svg") ? picture : undefined;
  if (format === "svg") return svg;
  const stored = joined(data["image/png"]);
  if (svg === undefined) return stored === "" ? undefined : Buffer.from(stored, "base64");
  return svgPng(svg, 2);
}

/**
 * A figure in a narrow place (a phone, a side panel): legends beside the plot go below it, margins
 * shrink, and the line under the title is broken instead of cut off.
 */
import type { FigureJson } from "./plotPanel.js";

/** Below, in pixels. */
export const narrowWidth = 560;

const below = { orientation: "h", x: 0, xanchor: "left", y: -0.2, yanchor: "top" };

interface NarrowLayout {
  readonly title?: { readonly text?: string; readonly subtitle?: { readonly text?: string } };
  readonly margin?: Readonly<Record<string, number>>;
  readonly legend?: { readonly orientation?: string };
  readonly height?: number;
}

export function narrowed(figure: FigureJson, width: number): FigureJson {
  if (width === 0 || width >= narrowWidth) return figure;
  const layout = figure.layout as NarrowLayout;
  const { title, margin, height = 450 } = layout;
  const characters = Math.floor((width - 24) / 6.2);
  const lines = broken(title?.subtitle?.text ?? "", characters);
  const extra = 16 * Math.max(0, lines.length - 1);
  const top = (margin?.["t"] ?? 72) + extra;
  return {
    ...figure,
    layout: {
      ...layout,
      height: height + extra + 60,
      margin: { ...margin, l: 56, r: 12, t: top, b: (margin?.["b"] ?? 56) + 60 },
      ...(layout.legend?.orientation !== "h" && { legend: { ...layout.legend, ...below } }),
      ...(title && {
        title: {
          ...title,
          yref: "container",
          y: 1 - 24 / (height + extra + 60),
          subtitle: { ...title.subtitle, text: lines.join("<br>") },
        },
      }),
    },
  };
}

/** Into lines of at most so many characters, between words. */
function broken(text: string, characters: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line && line.length + word.length >= characters) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

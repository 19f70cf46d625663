/**
 * A figure in a narrow place (a phone, a side panel): legends beside the plot go below it, margins
 * shrink, and the line under the title is broken instead of cut off.
 */
import type { FigureJson } from "./plotPanel.js";

/** Below, in pixels. */
export const narrowWidth = 560;

/** Of the line under the title, in pixels. The margin gets one more than it needs: air above the plot. */
const lineHeight = 16;

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
  const { title, margin, legend, height = 450 } = layout;
  const lines = broken(title?.subtitle?.text ?? "", Math.floor((width - 24) / 6.2));
  const headed = withBrokenHeadings(layout);
  const above = lineHeight * lines.length + (headed === layout ? 0 : 24);
  const under = legend === undefined ? 0 : legend.orientation === "h" ? 36 : 60;
  const whole = height + above + under;
  const narrow = { l: 56, r: Math.min(margin?.["r"] ?? 12, rightOf(figure)) };
  const [top, bottom] = [(margin?.["t"] ?? 72) + above, (margin?.["b"] ?? 56) + under];
  const place = { yref: "container", y: 1 - 24 / whole, yanchor: "top" };
  const subtitle = { ...title?.subtitle, text: lines.join("<br>") };
  return {
    ...figure,
    layout: {
      ...headed,
      height: whole,
      margin: { ...margin, ...narrow, t: top, b: bottom },
      ...(legend && legend.orientation !== "h" && { legend: { ...legend, ...below } }),
      ...(title && { title: { ...title, ...place, subtitle } }),
    },
  };
}

/** A colour scale needs its room. */
function rightOf({ data }: FigureJson): number {
  const hasScale = (data as readonly { colorbar?: unknown }[]).some(
    (t) => t.colorbar !== undefined,
  );
  return hasScale ? 96 : 12;
}

/** Headings of panels, which stand above their axes. */
function withBrokenHeadings(layout: NarrowLayout): NarrowLayout {
  const changed = Object.entries(layout).flatMap(([key, axis]) => {
    const { side, title } = (axis ?? {}) as { side?: string; title?: { text: string } };
    if (side !== "top" || title === undefined) return [];
    const text = title.text.replace(": ", ":<br>");
    return [[key, { ...(axis as object), title: { ...title, text, font: { size: 9 } } }] as const];
  });
  return changed.length > 0 ? { ...layout, ...Object.fromEntries(changed) } : layout;
}

/** Into lines of at most so many characters, between words. */
function broken(text: string, characters: number): string[] {
  const lines = [""];
  for (const word of text.replaceAll("<br>", " ").split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line && line.length + word.length >= characters) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

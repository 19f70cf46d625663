/** Lines below a figure's subtitle: what has to be printed with it, such as a check of its numbers. */
import { Figure } from "./figure.js";
import type { AnyTrace, Layout, PlotlyJson } from "./plotlyJson.js";

/** Pixels of a line of the subtitle. The margin has room for two. */
const lineHeight = 16;

/**
 * A figure with its remarks, in the picture and in its text. The plot keeps its size; the figure grows.
 *
 * @param remarks A line each, at most 62 letters for a narrow screen.
 */
export function remarked<T extends AnyTrace>(
  { data, layout }: PlotlyJson<T>,
  text: string,
  remarks: readonly string[],
): Figure<T> {
  return new Figure({ data, layout: withLines(layout, remarks) }, [text, ...remarks].join("; "));
}

function withLines(layout: Layout, remarks: readonly string[]): Layout {
  const { title, margin, height = 420 } = layout;
  if (remarks.length === 0 || !title?.subtitle || !margin) return layout;
  const lines = [title.subtitle.text, ...remarks].join("<br>");
  const more = lineHeight * Math.max(0, lines.split("<br>").length - 2);
  return {
    ...layout,
    height: height + more,
    margin: { ...margin, t: margin.t + more },
    title: { ...title, subtitle: { ...title.subtitle, text: lines } },
  };
}

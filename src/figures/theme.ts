/** The look that every figure shares: fonts, axis lines, margins, a legend out of the way. */
import type { Axis, Font, Layout, Title } from "./plotlyJson.js";
import type { Palette } from "./palette.js";

export const fontFamily = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', Arial, sans-serif";

export const clear = "rgba(0, 0, 0, 0)";

/** Room for the title and two lines of subtitle, in pixels. */
export const topMargin = 84;

export function baseLayout(palette: Palette): ReturnType<typeof bareLayout> {
  const legend = { x: 1, xanchor: "right", y: 1, yanchor: "top", bgcolor: clear } as const;
  return { ...bareLayout(palette), showlegend: true, legend };
}

/** Without a legend. */
export function bareLayout(palette: Palette): Omit<Layout, "xaxis" | "yaxis" | "title"> {
  const font: Font = { color: palette.text, family: fontFamily, size: 13 };
  return {
    autosize: true,
    height: 420,
    hovermode: "closest",
    font,
    paper_bgcolor: palette.paper,
    plot_bgcolor: palette.paper,
    margin: { l: 72, r: 24, t: topMargin, b: 56 },
    modebar: { bgcolor: clear, color: palette.axis, activecolor: palette.text },
  };
}

export function baseAxis(palette: Palette, title: string): Axis {
  return {
    title: { text: title, font: { size: 14 } },
    gridcolor: palette.grid,
    linecolor: palette.axis,
    showline: true,
    zeroline: false,
    ticks: "outside",
    tickcolor: palette.axis,
  };
}

/** Without a grid, for panels that a picture fills. */
export function fieldAxis(palette: Palette, title: string): Axis {
  const { gridcolor, ...axis } = baseAxis(palette, title);
  return gridcolor === undefined ? axis : { ...axis, showgrid: false };
}

/** Height of the x axis with its labels and title. */
const axisHeight = 58;

/**
 * Legend in rows below the plot, for figures that have no free corner: as readable at 400 pixels as at
 * 1200. The plot's height is fixed, so the place in shares of it is a number of pixels.
 *
 * @param rows Of entries, on a wide screen; narrower ones take more, and plotly makes the room.
 */
export function legendBelow({ height = 420, rows = 1, slider = 0 } = {}): Required<
  Pick<Layout, "height" | "margin" | "legend">
> {
  const margin = { l: 72, r: 24, t: topMargin, b: axisHeight + 12 + 20 * rows + slider };
  const y = -axisHeight / (height - margin.t - margin.b);
  const place = { x: 0, xanchor: "left", y, yanchor: "top" } as const;
  return { height, margin, legend: { orientation: "h", ...place, bgcolor: clear } };
}

/** The axis of a strip below the main panel, such as that of the Ritz values. */
export const stripUnder: Axis = {
  domain: [0, 0.07],
  range: [-1, 1],
  visible: false,
  fixedrange: true,
};

/** Letters of a subtitle in a line that a figure of 400 pixels holds. */
const lineLength = 62;

export function baseTitle(palette: Palette, text: string, subtitle: string): Title {
  return {
    text,
    font: { size: 17 },
    subtitle: { text: inTwoLines(subtitle), font: { size: 12, color: palette.muted } },
    x: 0.02,
    xanchor: "left",
    // From the top, whatever the margin is.
    y: 1,
    yanchor: "top",
    yref: "container",
    pad: { t: 16 },
  };
}

/** Broken between words, best after a punctuation mark, where one line is too short for it. */
function inTwoLines(text: string): string {
  if (text.length <= lineLength) return text;
  const start = text.slice(0, lineLength + 1);
  const mark = Math.max(...["; ", ", ", " · ", ": "].map((m) => start.lastIndexOf(m) + m.length));
  const end = mark > 0.5 * lineLength ? mark : start.lastIndexOf(" ") + 1;
  return end > 0 ? `${text.slice(0, end).trimEnd()}<br>${text.slice(end)}` : text;
}

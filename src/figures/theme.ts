/** The look that every figure shares: fonts, axis lines, margins, a legend out of the way. */
import type { Axis, Font, Layout, Legend, Title } from "./plotlyJson.js";
import type { Palette } from "./palette.js";

export const fontFamily = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', Arial, sans-serif";

export const clear = "rgba(0, 0, 0, 0)";

export function baseLayout(palette: Palette): Omit<Layout, "xaxis" | "yaxis" | "title"> {
  const font: Font = { color: palette.text, family: fontFamily, size: 13 };
  return {
    autosize: true,
    height: 420,
    hovermode: "closest",
    font,
    paper_bgcolor: palette.paper,
    plot_bgcolor: palette.paper,
    margin: { l: 72, r: 24, t: 72, b: 56 },
    showlegend: true,
    legend: { x: 1, xanchor: "right", y: 1, yanchor: "top", bgcolor: clear },
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

/** Right margin of figures whose legend lies beside the plot. */
export const besideMargin = 176;

/** For figures that have no free corner. */
export const legendBeside: Legend = {
  x: 1.01,
  xanchor: "left",
  y: 1,
  yanchor: "top",
  bgcolor: clear,
};

/** Height of the x axis with its labels and title. */
const axisHeight = 52;

/**
 * Legend in rows below the plot, for figures that have no free corner: as readable at 400 pixels as at
 * 1200. The plot's height is fixed, so the place in shares of it is a number of pixels.
 *
 * @param rows Of entries, on a wide screen; narrower ones take more, and plotly makes the room.
 */
export function legendBelow({ height = 420, rows = 1, slider = 0 } = {}): Pick<
  Layout,
  "height" | "margin" | "legend"
> {
  const margin = { l: 72, r: 24, t: 72, b: axisHeight + 12 + 20 * rows + slider };
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

export function baseTitle(palette: Palette, text: string, subtitle: string): Title {
  return {
    text,
    font: { size: 17 },
    subtitle: { text: subtitle, font: { size: 12, color: palette.muted } },
    x: 0.02,
    xanchor: "left",
  };
}

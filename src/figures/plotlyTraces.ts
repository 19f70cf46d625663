/** The part of plotly's traces that our figures use and that the static SVG can draw. */
export type Numbers = readonly (number | null)[];

export interface LineStyle {
  readonly color?: string;
  readonly width?: number;
  readonly dash?: "solid" | "dot" | "dash";
}

export interface MarkerStyle {
  readonly color: string;
  /** Diameter in pixels, of all or of each. */
  readonly size: number | readonly number[];
  /** Plotly's default where sizes differ is 0.7; the static SVG knows 1 only. */
  readonly opacity?: 1;
  readonly symbol?: "circle" | "diamond" | "line-ns-open";
  readonly line?: LineStyle;
}

export type XName = "x" | `x${number}`;
export type YName = "y" | `y${number}`;

/** What traces of every type can have. */
interface TraceCommon {
  readonly name: string;
  readonly customdata?: readonly (readonly (number | string)[])[];
  readonly hovertemplate?: string;
  readonly hoverinfo?: "skip";
  readonly showlegend?: boolean;
  readonly legendgroup?: string;
}

interface Curve extends TraceCommon {
  readonly x: Numbers;
  /** null interrupts a line. */
  readonly y: Numbers;
  readonly mode: "lines" | "markers" | "lines+markers" | "text" | "markers+text";
  readonly line?: LineStyle;
  readonly marker?: MarkerStyle;
}

/** Points, lines and outlines; most figures have nothing else. */
export interface Trace extends Curve {
  readonly type: "scatter";
  readonly fill?: "toself";
  readonly fillcolor?: string;
  /** One for each point. */
  readonly text?: readonly string[];
  readonly textposition?: TextPosition;
  readonly textfont?: Font;
  readonly error_y?: ErrorBars;
  readonly xaxis?: XName;
  readonly yaxis?: YName;
}

export type TextPosition =
  "top center" | "middle center" | "bottom center" | "bottom left" | "bottom right";

export interface ErrorBars {
  readonly type: "data";
  readonly array: Numbers;
  readonly color?: string;
  readonly thickness?: number;
  /** Of the caps, in pixels. */
  readonly width?: number;
}

/** [share from 0 to 1, colour]; two entries of one share make a step. */
export type ColorScale = readonly (readonly [number, string])[];

export interface ColorBar {
  readonly title?: { readonly text: string; readonly side?: "right"; readonly font?: Font };
  readonly tickvals?: readonly number[];
  readonly ticktext?: readonly string[];
  readonly thickness?: number;
  readonly len?: number;
  readonly y?: number;
  readonly yanchor?: "top" | "middle" | "bottom";
  readonly outlinewidth?: number;
  readonly tickfont?: Font;
}

/** Numbers on a grid: z[row][column] at (x[column], y[row]); null is left blank. */
interface Field extends TraceCommon {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly Numbers[];
  readonly colorscale: ColorScale;
  readonly showscale?: boolean;
  readonly colorbar?: ColorBar;
  /** Numbers in words for the hover text. */
  readonly text?: readonly (readonly string[])[];
}

/** Cells around the grid points. */
export interface HeatmapTrace extends Field {
  readonly type: "heatmap";
  readonly zmin: number;
  readonly zmax: number;
  /** Whether blank cells tell of themselves. */
  readonly hoverongaps?: boolean;
  readonly xaxis?: XName;
  readonly yaxis?: YName;
}

/** Filled between levels, with lines at them. */
export interface ContourTrace extends Field {
  readonly type: "contour";
  readonly contours: { readonly start: number; readonly end: number; readonly size: number };
  readonly autocontour: false;
  readonly zmin: number;
  readonly zmax: number;
  readonly line: LineStyle;
  readonly xaxis?: XName;
  readonly yaxis?: YName;
}

/** In a scene; the static SVG draws it from above. */
export interface SurfaceTrace extends Field {
  readonly type: "surface";
  readonly cmin: number;
  readonly cmax: number;
}

/** In a scene, above a surface. */
export interface SpaceCurve extends Curve {
  readonly type: "scatter3d";
  readonly z: Numbers;
}

export type FieldTrace = HeatmapTrace | ContourTrace | SurfaceTrace;
export type AnyTrace = Trace | FieldTrace | SpaceCurve;

export interface Font {
  readonly color?: string;
  readonly size?: number;
  readonly family?: string;
}

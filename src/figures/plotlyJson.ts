/**
 * The part of plotly's schema that our figures use and that the static SVG can draw. All of it is
 * valid in plotly.js 3 and 4; titles are objects, since a string title is ignored from 3 on.
 */
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
  readonly symbol?: "circle" | "line-ns-open";
  readonly line?: LineStyle;
}

export interface Trace {
  readonly type: "scatter";
  readonly name: string;
  readonly x: Numbers;
  /** null interrupts a line. */
  readonly y: Numbers;
  readonly mode: "lines" | "markers";
  readonly line?: LineStyle;
  readonly marker?: MarkerStyle;
  readonly fill?: "toself";
  readonly fillcolor?: string;
  readonly customdata?: readonly (readonly (number | string)[])[];
  readonly hovertemplate?: string;
  readonly hoverinfo?: "skip";
  readonly showlegend?: boolean;
  readonly legendgroup?: string;
  readonly yaxis?: "y" | "y2";
}

export interface Font {
  readonly color?: string;
  readonly size?: number;
  readonly family?: string;
}

export interface Title {
  readonly text: string;
  readonly font?: Font;
  readonly subtitle?: { readonly text: string; readonly font?: Font };
  readonly x?: number;
  readonly xanchor?: "left";
}

export interface Axis {
  readonly title?: { readonly text: string; readonly font?: Font };
  readonly type?: "linear" | "log";
  /** Exponents of ten on a log axis, as plotly has it. */
  readonly range?: readonly [number, number];
  readonly domain?: readonly [number, number];
  readonly visible?: boolean;
  readonly fixedrange?: boolean;
  readonly exponentformat?: "power";
  readonly dtick?: number;
  /** Labels at these numbers only; on linear axes. */
  readonly tickvals?: readonly number[];
  readonly ticktext?: readonly string[];
  readonly tickfont?: Font;
  readonly gridcolor?: string;
  readonly linecolor?: string;
  readonly showline?: boolean;
  readonly zeroline?: boolean;
  readonly ticks?: "outside";
  readonly tickcolor?: string;
  readonly anchor?: "x" | "y" | "y2";
}

/** Where a corner of the legend lies, in shares of the plot area. */
export interface Legend {
  readonly x: number;
  readonly xanchor: "left" | "right";
  readonly y: number;
  readonly yanchor: "top" | "bottom";
  readonly bgcolor: string;
}

export interface Layout {
  readonly title?: Title;
  readonly xaxis: Axis;
  readonly yaxis: Axis;
  readonly yaxis2?: Axis;
  readonly height?: number;
  readonly autosize?: boolean;
  readonly hovermode?: "closest";
  readonly showlegend?: boolean;
  readonly legend?: Legend;
  readonly modebar?: Readonly<Record<"bgcolor" | "color" | "activecolor", string>>;
  readonly margin?: Readonly<Record<"l" | "r" | "t" | "b", number>>;
  readonly font?: Font;
  readonly paper_bgcolor?: string;
  readonly plot_bgcolor?: string;
  /** Says who made the figure: a renderer may recolour ours for a dark page, never others'. */
  readonly meta?: { readonly eigenscape: string };
}

export interface PlotlyJson {
  readonly data: readonly Trace[];
  readonly layout: Layout;
  readonly config?: Readonly<Record<string, unknown>>;
}

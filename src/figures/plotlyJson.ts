/**
 * The part of plotly's schema that our figures use and that the static SVG can draw. All of it is
 * valid in plotly.js 3 and 4; titles are objects, since a string title is ignored from 3 on.
 */
import type { Annotation } from "./annotation.js";
import type { Note } from "./note.js";
import type { Buttons, Frame, Slider } from "./plotlyAnimation.js";
import type { SignedLogMark } from "./signedLogAxis.js";
import type { AnyTrace, Font, XName, YName } from "./plotlyTraces.js";

export type * from "./plotlyTraces.js";

export interface Title {
  readonly text: string;
  readonly font?: Font;
  readonly subtitle?: { readonly text: string; readonly font?: Font };
  readonly x?: number;
  readonly xanchor?: "left";
  readonly y?: number;
  readonly yanchor?: "top";
  readonly yref?: "container";
  readonly pad?: { readonly t: number };
}

export interface Axis {
  readonly title?: { readonly text: string; readonly font?: Font; readonly standoff?: number };
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
  readonly showticklabels?: boolean;
  readonly showgrid?: boolean;
  readonly anchor?: XName | YName;
  readonly side?: "top";
  /** The axis whose numbers it shares. */
  readonly matches?: XName;
  /** One unit has as many pixels as one of that axis. */
  readonly scaleanchor?: "x";
}

/** Axes of a surface. */
export interface Scene {
  readonly xaxis: SceneAxis;
  readonly yaxis: SceneAxis;
  readonly zaxis: SceneAxis;
  readonly aspectmode?: "cube";
  readonly camera?: { readonly eye: Readonly<Record<"x" | "y" | "z", number>> };
}

export type SceneAxis = Pick<Axis, "title" | "gridcolor" | "linecolor" | "tickvals" | "ticktext">;

/** Where a corner of the legend lies, in shares of the plot area. */
export interface Legend {
  readonly orientation?: "h";
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
  readonly [further: `xaxis${number}` | `yaxis${number}`]: Axis | undefined;
  readonly scene?: Scene;
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
  readonly annotations?: readonly Annotation[];
  /** Says who made the figure: a renderer may recolour ours for a dark page, never others'. */
  readonly meta?: {
    readonly eigenscape?: string;
    /** What the figure shows, in one line: its text alternative. */
    readonly text?: string;
    /** Where the x axis is logarithmic on both sides of zero, how. */
    readonly signedLog?: SignedLogMark;
    /** What readers wrote (notes.ts). */
    readonly eigenscapeNotes?: readonly Note[];
  };
  readonly sliders?: readonly Slider[];
  readonly updatemenus?: readonly Buttons[];
}

export interface PlotlyJson<T extends AnyTrace = AnyTrace> {
  readonly data: readonly T[];
  readonly layout: Layout;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly frames?: readonly Frame<T>[];
}

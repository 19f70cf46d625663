/** The part of plotly's animations that our figures use: frames, a slider and buttons. */
import type { AnyTrace, Font } from "./plotlyTraces.js";

/** What differs from `data`, trace by trace; of those of `traces`, where not all of them move. */
export interface Frame<T extends AnyTrace = AnyTrace> {
  readonly name: string;
  readonly data: readonly Partial<T>[];
  readonly traces?: readonly number[];
  /** Merged with that of the figure. */
  readonly layout?: { readonly title: { readonly subtitle: { readonly text: string } } };
}

interface Animation {
  readonly method: "animate";
  readonly label: string;
  readonly args: readonly unknown[];
}

interface ControlStyle {
  readonly x: number;
  readonly y: number;
  readonly xanchor: "left" | "right";
  readonly yanchor: "top";
  readonly pad: Readonly<Partial<Record<"l" | "r" | "t" | "b", number>>>;
  readonly bgcolor: string;
  readonly bordercolor: string;
  readonly font: Font;
}

/** One step for each frame. */
export interface Slider extends ControlStyle {
  readonly active: number;
  readonly len: number;
  readonly currentvalue: { readonly prefix: string; readonly font: Font };
  readonly tickcolor: string;
  readonly activebgcolor: string;
  readonly steps: readonly Animation[];
}

export interface Buttons extends ControlStyle {
  readonly type: "buttons";
  readonly direction: "left";
  readonly showactive: false;
  readonly buttons: readonly Animation[];
}

/** What the view of a figure with controls needs to know of it (figureView.ts does the rest). */
import type { Theme } from "../../src/figures/palette.js";
import type { Selectable, SelectionOf } from "../contract.js";
import type { FigureJson, FullAxes, LayoutChanges } from "./plotPanel.js";
import type { RenderContext } from "./render.js";

/** A point as the figure function drew it. */
export interface DrawnPoint {
  readonly trace: DrawnTrace;
  /** Of the trace in the figure. */
  readonly curve: number;
  /** Of the point in its trace. */
  readonly index: number;
  readonly x: unknown;
  readonly y: unknown;
  readonly customdata: readonly unknown[];
}

/** The entries of plotly's traces that points are told apart by. */
export interface DrawnTrace {
  readonly type?: string;
  readonly name?: string;
  readonly legendgroup?: string;
  readonly mode?: string;
  readonly x?: readonly unknown[];
  readonly y?: readonly unknown[];
  readonly z?: readonly unknown[];
  readonly customdata?: readonly (readonly unknown[])[];
  readonly xaxis?: string;
  readonly yaxis?: string;
}

/** A cell of a heat map, by its place among those that are drawn. */
export interface DrawnCell {
  readonly trace: DrawnTrace;
  readonly row: number;
  readonly column: number;
}

/** Where a mark stands. */
export type Place = Pick<DrawnPoint, "trace" | "x" | "y">;

export interface LiveFigure<State extends Selectable> {
  /** Class of its element, after `eigenscape-`. */
  readonly name: string;
  /** The entries of the state that the figure depends on. */
  readonly keys: readonly (keyof State & string)[];
  readonly draw: (state: State, theme: Theme) => FigureJson;
  /** Nothing can be drawn yet, and why. */
  readonly waits?: (state: State) => string | undefined;
  readonly controls: (context: RenderContext<State>) => readonly HTMLElement[];
  /** What a point stands for; undefined for points that are not chosen. */
  readonly pick?: (point: DrawnPoint, state: State) => SelectionOf<State> | undefined;
  /** What a cell of a picture stands for. */
  readonly pickCell?: (cell: DrawnCell, state: State) => SelectionOf<State> | undefined;
  /** Where a selection lies that is no drawn point; undefined if it is not shown. */
  readonly placeOf?: (
    selection: SelectionOf<State>,
    traces: readonly DrawnTrace[],
  ) => Place | undefined;
  /** A chosen point in words. */
  readonly describe?: (selection: SelectionOf<State>) => string;
  /** A zoom by hand outlives the next drawing as long as this stays. */
  readonly zoomed?: (state: State) => string;
  /** A figure whose view is state: what a drag, a zoom or a double click changes; undefined for nothing. */
  readonly dragged?: (changes: LayoutChanges, layout: FullAxes) => Partial<State> | undefined;
}

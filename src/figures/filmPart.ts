/** A part of a training film: its panels, and what it draws on them. */
import type { FilmMoment } from "./filmMoments.js";
import type { FilmPanel, FilmPanels } from "./filmPanels.js";
import type { Palette } from "./palette.js";
import type { AnyTrace, Trace } from "./plotlyJson.js";

export interface FilmPart {
  readonly panels: readonly FilmPanel[];
  /** The same in all moments. */
  still(panels: FilmPanels): readonly AnyTrace[];
  /** As many traces for each moment, in one order. */
  moving(moments: readonly FilmMoment[], panels: FilmPanels): readonly (readonly Trace[])[];
}

export interface FilmStyle {
  readonly palette: Palette;
  /** Of the eigenvalues. */
  readonly axis: "linear" | "log";
  /** Of the density. */
  readonly scale: "log" | "linear";
  /** Of losses; left out, each panel has its own. */
  readonly lossScale: "log" | "linear" | undefined;
  readonly limits: FilmLimits;
}

/** What is drawn at most. */
export interface FilmLimits {
  readonly moments: number;
  /** Points per side of the plane. */
  readonly plane: number;
  readonly path: number;
  /** Of all density curves; left out, every moment has the points of a screen. */
  readonly bytes?: number;
}

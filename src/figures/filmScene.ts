/**
 * The stage of a training film: what all its moments share (axes, plane, whole path, curves over steps) and what moves on
 * it. The figure with a slider and the pictures of the film are made of it.
 */
import { checkChoice } from "../core/check.js";
import { filmDensity } from "./filmDensity.js";
import type { TrainingFilmInput } from "./filmInput.js";
import { filmMoments, type FilmMoment } from "./filmMoments.js";
import { filmPanels } from "./filmPanels.js";
import type { FilmLimits } from "./filmPart.js";
import { filmPlane } from "./filmPlane.js";
import { filmTimelines } from "./filmTimelines.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { AnyTrace, Layout, Title, Trace } from "./plotlyJson.js";
import { baseLayout, baseTitle } from "./theme.js";

export interface TrainingFilmOptions {
  /** σ of the smoothing, of ln |λ| on a log axis. Default: the median of the spectra's own widths. */
  readonly sigma?: number;
  /** Of the eigenvalues. Default "linear". */
  readonly axis?: "linear" | "log";
  /** Of the density. Default "log". */
  readonly scale?: "log" | "linear";
  /** Of losses. Default: "log" where all of a panel are positive and differ by more than a factor of 100. */
  readonly lossScale?: "log" | "linear";
  readonly theme?: Theme;
}

export interface FilmScene {
  /** What it shows, in one line. */
  readonly finding: string;
  readonly palette: Palette;
  readonly moments: readonly FilmMoment[];
  readonly still: readonly AnyTrace[];
  /** As many traces for each moment, in one order. */
  moving(moments: readonly FilmMoment[]): Trace[][];
  title(moment: FilmMoment): Title;
  /** All but title, height, margin and legend. */
  readonly layout: Layout;
  /** Pixels to the right of the panels. */
  readonly right: number;
  /** Of the figure, in pixels, for panels over steps to be readable. */
  readonly height: number;
}

export function filmScene(
  caller: string,
  input: TrainingFilmInput,
  options: TrainingFilmOptions,
  limits: FilmLimits,
): FilmScene {
  const { axis = "linear", scale = "log", lossScale, theme = "light", sigma } = options;
  checkChoice(caller, "axis", axis, ["linear", "log"]);
  checkChoice(caller, "scale", scale, ["log", "linear"]);
  if (lossScale !== undefined) checkChoice(caller, "lossScale", lossScale, ["log", "linear"]);
  const palette = palettes[theme];
  const { label = "Training" } = input;
  const moments = filmMoments(caller, input, { axis, width: sigma, most: limits.moments });
  const style = { palette, axis, scale, lossScale, limits };
  const parts = [
    ...filmDensity(moments, style),
    ...filmTimelines(input, moments, style),
    ...filmPlane(caller, input, style),
  ];
  const all = parts.flatMap((part) => part.panels);
  const panels = filmPanels(all);
  return {
    finding: `${label}: ${findingOf(moments)}`,
    palette,
    moments,
    still: parts.flatMap((part) => part.still(panels)),
    moving(drawn) {
      const moving = parts.map((part) => part.moving(drawn, panels));
      return drawn.map((_, i) => moving.flatMap((traces) => traces[i]));
    },
    title: ({ words }) => baseTitle(palette, label, words),
    layout: { ...baseLayout(palette), ...panels.axes, meta: { eigenscape: "trainingFilm" } },
    right: input.plane ? 96 : 24,
    height: 470 + 60 * (all.length - 1),
  };
}

function findingOf(moments: readonly FilmMoment[]): string {
  const [first, last] = [moments[0], moments[moments.length - 1]];
  if (moments.length === 1) return first.words;
  return `${moments.length} moments; ${first.words}; ${last.words}`;
}

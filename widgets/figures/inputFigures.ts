/** The figures of inputs as the controls of their widgets stand; the same in the kernel and in pages. */
import { Figure } from "../../src/figures/figure.js";
import { gameSpectrumFigure } from "../../src/figures/gameSpectrum.js";
import { lossPathFigure } from "../../src/figures/lossPath.js";
import type { Theme } from "../../src/figures/palette.js";
import type { AnyTrace } from "../../src/figures/plotlyJson.js";
import { searchCellFigure } from "../../src/figures/searchCell.js";
import { sparsityHeatmapFigure } from "../../src/figures/sparsityHeatmap.js";
import { spectrumMovieFigure } from "../../src/figures/spectrumMovie.js";
import { trajectoryPlaneFigure } from "../../src/figures/trajectoryPlane.js";
import type {
  CellState,
  GameState,
  LossPathState,
  MovieState,
  PlaneRegion,
  SparsityState,
  TrajectoryState,
} from "../contract.js";
import { keptFigure, momentOf } from "./momentOf.js";
import { densityInput } from "./spectrumState.js";

type Drawn = Figure<AnyTrace>;

export function trajectoryFigure(
  { input, kind, scale, until, region }: TrajectoryState,
  theme?: Theme,
): Drawn {
  const { path, ...rest } = input;
  const part = path && {
    alpha: firstOf(path.alpha, until),
    beta: firstOf(path.beta, until),
    loss: firstOf(path.loss, until),
    projectedLoss: firstOf(path.projectedLoss, until),
    distance: firstOf(path.distance, until),
    step: firstOf(path.step, until),
  };
  const shown = part && until > 0 ? { ...rest, path: part } : rest;
  const figure = trajectoryPlaneFigure(shown, { kind, scale, ...(theme && { theme }) });
  return region === null ? figure : lookingAt(region, figure);
}

function lookingAt({ alpha, beta }: PlaneRegion, figure: Drawn): Drawn {
  const { data, layout, config } = figure;
  const xaxis = { ...layout.xaxis, range: alpha };
  const yaxis = { ...layout.yaxis, range: beta };
  return new Figure({ data, layout: { ...layout, xaxis, yaxis }, config }, figure.toString());
}

const firstOf = (values: ArrayLike<number>, count: number): number[] =>
  Array.from({ length: Math.min(count, values.length) }, (_, i) => values[i] ?? NaN);

export function lossFigure({ input, scale }: LossPathState, theme?: Theme): Drawn {
  return lossPathFigure(input, { scale, ...(theme && { theme }) });
}

/** All moments of the layers that are chosen. */
export function allSparsity({ input, shown }: SparsityState, theme: Theme = "light"): Drawn {
  const chosen = input.layers.filter(({ name }) => shown.includes(name));
  const layers = chosen.length > 0 ? chosen : input.layers.slice(0, 1);
  return keptFigure(input, { shown, theme }, () => sparsityHeatmapFigure({ layers }, { theme }));
}

export function allMovie(
  { input, axis, scale, ...widths }: MovieState,
  theme: Theme = "light",
): Drawn {
  const width = axis === "log" ? widths.logWidth : widths.width;
  const options = { axis, scale, width, theme };
  return keptFigure(input, options, () => {
    const frames = input.frames.map(({ step, spectrum }) => ({
      step,
      spectrum: densityInput(spectrum),
    }));
    const label = input.label === null ? {} : { label: input.label };
    return spectrumMovieFigure({ frames, ...label }, options);
  });
}

export function allGame({ input, of }: GameState, theme: Theme = "light"): Drawn {
  return keptFigure(input, { of, theme }, () => gameSpectrumFigure(input, { of, theme }));
}

export function allCell({ input }: CellState, theme: Theme = "light"): Drawn {
  return keptFigure(input, { theme }, () => searchCellFigure(input, { theme }));
}

/** The figure of the moment at which the slider stands. */
export function atFrame<State extends { readonly frame: number }>(
  all: (state: State, theme?: Theme) => Drawn,
): (state: State, theme?: Theme) => Drawn {
  return (state, theme) => momentOf(all(state, theme), state.frame);
}

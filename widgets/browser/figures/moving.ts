/** Controls and points of figures that move: spectra, games and cells over time. */
import type { Figure } from "../../../src/figures/figure.js";
import type { AnyTrace } from "../../../src/figures/plotlyJson.js";
import type { Theme } from "../../../src/figures/palette.js";
import type { CellState, GameState, MovieInput, MovieState } from "../../contract.js";
import { allCell, allGame, allMovie, atFrame } from "../../figures/inputFigures.js";
import { momentNames } from "../../figures/momentOf.js";
import { nodeRange } from "../../figures/spectrumState.js";
import type { LiveFigure } from "../liveFigure.js";
import { pageTheme } from "../pageTheme.js";
import { checkbox } from "../parts/checkbox.js";
import type { RenderContext } from "../render.js";
import { frameSlider } from "./frameSlider.js";
import { widthSlider } from "./widthSlider.js";

const movieKeys = ["input", "axis", "scale", "width", "logWidth", "frame"] as const;
const gameKeys = ["input", "of", "frame"] as const;
const cellKeys = ["input", "frame"] as const;

export const liveMovie: LiveFigure<MovieState> = {
  name: "spectrum-movie",
  keys: movieKeys,
  draw: atFrame(allMovie),
  controls: (context) => [
    frameSlider(context, allMovie, movieKeys),
    ...movieWidth(context),
    checkbox(context, { key: "axis", label: "log λ", on: "log", off: "linear" }),
    checkbox(context, { key: "scale", label: "log density", on: "log", off: "linear" }),
  ],
  pick: ({ trace, customdata }, state) => {
    const [value, residual] = [Number(customdata[2]), Number(customdata[1])];
    if (trace.mode !== "markers" || Number.isNaN(value)) return undefined;
    return { step: stepOf(allMovie, state), value, residual };
  },
  describe: ({ step, value, residual }) => `λ = ${value} ± ${residual} at step ${step}`,
  zoomed: ({ axis, scale }) => axis + scale,
};

function movieWidth(context: RenderContext<MovieState>): readonly HTMLElement[] {
  const { model } = context;
  const input = (): MovieInput => model.get("input");
  return widthSlider(context, {
    chosen: () => (model.get("axis") === "log" ? input().defaultLogWidth : input().defaultWidth),
    nodes: () => nodeRange(input().frames.map(({ spectrum }) => spectrum)),
  });
}

export const liveGame: LiveFigure<GameState> = {
  name: "game-spectrum",
  keys: gameKeys,
  draw: atFrame(allGame),
  controls: (context) => [frameSlider(context, allGame, gameKeys)],
  pick: ({ trace, x, y }, state) =>
    trace.mode === "markers"
      ? { step: stepOf(allGame, state), real: Number(x), imag: Number(y) }
      : undefined,
  describe: ({ real, imag, step }) =>
    `λ = ${real} ${imag < 0 ? "−" : "+"} ${Math.abs(imag)} i at step ${step}`,
};

export const liveCell: LiveFigure<CellState> = {
  name: "search-cell",
  keys: cellKeys,
  draw: atFrame(allCell),
  controls: (context) => [frameSlider(context, allCell, cellKeys)],
  pick: ({ curve }, { input }) => {
    const edge = input.edges[curve]; // the first traces are the edges
    return edge && { from: edge.from, to: edge.to, operation: edge.operation };
  },
  describe: ({ from, to, operation }) => `${operation} from ${from} to ${to}`,
};

interface Moments {
  readonly frame: number;
  readonly input: { readonly frames: readonly { readonly step: number }[] };
}

/** The step of the moment that is shown; a single moment is not among the frames of its figure. */
function stepOf<State extends Moments>(
  all: (state: State, theme?: Theme) => Figure<AnyTrace>,
  state: State,
): number {
  const names = momentNames(all(state, pageTheme())); // as drawn, and kept
  const name = names[Math.min(state.frame, names.length - 1)];
  return name === undefined ? (state.input.frames[0]?.step ?? 0) : Number(name);
}

/** The live eigenvalue density over time, computed in the browser from nodes and weights. */
import type { SpectrumMovieInput } from "../src/figures/spectrumMovie.js";
import type { MovieInput, MovieState } from "./contract.js";
import { checkOneOf, isIndex, isOneOf } from "./figures/checks.js";
import { FigureWidget } from "./figures/figureWidget.js";
import { allMovie, atFrame } from "./figures/inputFigures.js";
import { lastFrame } from "./figures/momentOf.js";
import { spectrumState } from "./figures/spectrumState.js";

export interface SpectrumMovieWidgetOptions {
  /** Of the eigenvalues. Default "linear". */
  readonly axis?: MovieState["axis"];
  /** Of the density. Default "log". */
  readonly scale?: MovieState["scale"];
}

const scales = ["linear", "log"] as const;

export class SpectrumMovie extends FigureWidget<MovieState> {
  constructor(
    input: SpectrumMovieInput,
    { axis = "linear", scale = "log" }: SpectrumMovieWidgetOptions = {},
  ) {
    checkOneOf("SpectrumMovie", "axis", axis, scales);
    checkOneOf("SpectrumMovie", "scale", scale, scales);
    super({
      name: "SpectrumMovie",
      state: content(input, { axis, scale }),
      draw: atFrame(allMovie),
      checks: {
        input: () => false,
        axis: isOneOf(scales),
        scale: isOneOf(scales),
        frame: isIndex,
      },
    });
  }

  /** Shows another movie; the axes stay. */
  show(input: SpectrumMovieInput): void {
    this.set(content(input, { axis: this.get("axis"), scale: this.get("scale") }));
  }
}

function content(input: SpectrumMovieInput, axes: Pick<MovieState, "axis" | "scale">): MovieState {
  const frames = input.frames.map(({ step, spectrum }) => ({
    step,
    spectrum: spectrumState(`step ${step}`, spectrum),
  }));
  const sent: MovieInput = { frames, label: input.label ?? null };
  const state = { input: sent, ...axes, frame: 0, selection: null };
  return { ...state, frame: lastFrame(allMovie(state)) };
}

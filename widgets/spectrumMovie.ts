/** The live eigenvalue density over time, computed in the browser from nodes and weights. */
import type { SpectrumMovieInput } from "../src/figures/spectrumMovie.js";
import type { MovieInput, MovieState } from "./contract.js";
import { checkOneOf, checkPositive, isIndex, isOneOf, isPositive } from "./figures/checks.js";
import { FigureWidget } from "./figures/figureWidget.js";
import { allMovie, atFrame } from "./figures/inputFigures.js";
import { lastFrame } from "./figures/momentOf.js";
import { spectrumState } from "./figures/spectrumState.js";

export interface SpectrumMovieWidgetOptions {
  /** σ at the beginning, of ln |λ| on a logarithmic axis. Default: the median of the spectra's own widths. */
  readonly width?: number;
  /** Of the eigenvalues. Default "linear". */
  readonly axis?: MovieState["axis"];
  /** Of the density. Default "log". */
  readonly scale?: MovieState["scale"];
}

const scales = ["linear", "log"] as const;

export class SpectrumMovie extends FigureWidget<MovieState> {
  constructor(
    input: SpectrumMovieInput,
    { width, axis = "linear", scale = "log" }: SpectrumMovieWidgetOptions = {},
  ) {
    if (width !== undefined) checkPositive("SpectrumMovie", "width", width);
    checkOneOf("SpectrumMovie", "axis", axis, scales);
    checkOneOf("SpectrumMovie", "scale", scale, scales);
    super({
      name: "SpectrumMovie",
      state: content(input, { axis, scale, ...(width && { [widthKey(axis)]: width }) }),
      draw: atFrame(allMovie),
      checks: {
        input: () => false,
        axis: isOneOf(scales),
        scale: isOneOf(scales),
        frame: isIndex,
        width: isPositive,
        logWidth: isPositive,
      },
    });
  }

  /** σ of the smoothing Gaussian, where the slider stands; of ln |λ| on a logarithmic axis. */
  get width(): number {
    return this.get(widthKey(this.get("axis")));
  }

  set width(width: number) {
    checkPositive("SpectrumMovie", "width", width);
    this.set({ [widthKey(this.get("axis"))]: width });
  }

  /** Shows another movie; axes and σ stay. */
  show(input: SpectrumMovieInput): void {
    const [axis, scale] = [this.get("axis"), this.get("scale")];
    const [width, logWidth] = [this.get("width"), this.get("logWidth")];
    this.set(content(input, { axis, scale, width, logWidth }));
  }
}

type Controls = Pick<MovieState, "axis" | "scale"> &
  Partial<Pick<MovieState, "width" | "logWidth">>;

const widthKey = (axis: MovieState["axis"]) => (axis === "log" ? "logWidth" : "width");

function content(input: SpectrumMovieInput, controls: Controls): MovieState {
  const frames = input.frames.map(({ step, spectrum }) => ({
    step,
    spectrum: spectrumState(`step ${step}`, spectrum),
  }));
  const spectra = frames.map(({ spectrum }) => spectrum);
  const defaultWidth = median(spectra.map((spectrum) => spectrum.defaultWidth));
  const defaultLogWidth = median(spectra.map((spectrum) => spectrum.defaultLogWidth));
  const sent: MovieInput = { frames, label: input.label ?? null, defaultWidth, defaultLogWidth };
  const widths = { width: defaultWidth, logWidth: defaultLogWidth };
  const state = { input: sent, ...widths, ...controls, frame: 0, selection: null };
  return { ...state, frame: lastFrame(allMovie(state)) };
}

/** As the figure chooses. */
function median(widths: readonly number[]): number {
  return [...widths].sort((a, b) => a - b)[widths.length >> 1] ?? 1;
}

/**
 * The whole agreement between the kernel side and the browser side of our widgets: types only.
 * Typed arrays in a state travel as binary buffers, wherever they are nested.
 */

/** Name under which the browser's code is registered and published. */
export type ModuleName = "eigenscape";

export interface ProbeState {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  readonly residuals: Float64Array;
}

/** State of the model EigenvalueDensityModel. The browser writes `width` and `scale` only. */
export interface DensityState {
  readonly probes: readonly ProbeState[];
  /** P, the number of eigenvalues. */
  readonly size: number;
  readonly label: string | null;
  readonly samples: number | null;
  /** σ of the smoothing Gaussian; the slider. */
  readonly width: number;
  /** The library's choice of σ: where the slider starts and what its button goes back to. */
  readonly defaultWidth: number;
  readonly scale: "log" | "linear";
}

/** State of the model InlineCodeModel: what inline widgets of the same text share. */
export interface InlineCodeState {
  /** SHA-256 of code and style. */
  readonly hash: string;
  /** Text of an ES module by anywidget's contract. */
  readonly esm: string;
  readonly css: string;
}

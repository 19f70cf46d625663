/**
 * The whole agreement between the kernel side and the browser side of our widgets: types only.
 * Typed arrays in a state travel as binary buffers, wherever they are nested.
 */
import type { Note } from "../src/figures/note.js";

import type { GameSpectrumInput } from "../src/figures/gameSpectrum.js";
import type { LossPathInput } from "../src/figures/lossPath.js";
import type { SearchCellInput } from "../src/figures/searchCell.js";
import type { SparsityHeatmapInput } from "../src/figures/sparsityHeatmap.js";
import type { TrajectoryPlaneInput } from "../src/figures/trajectoryPlane.js";

/** Name under which the browser's code is registered and published. */
export type ModuleName = "eigenscape";

/** Part of the state of every widget that shows a figure; both sides write it. */
export interface NotesState {
  readonly notes: readonly Note[];
}

export interface ProbeState {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  readonly residuals: Float64Array;
}

/** What figures with points to choose have in their state. */
export interface Selectable {
  readonly selection: object | null;
}

export type SelectionOf<State extends Selectable> = NonNullable<State["selection"]>;

/** One spectrum of a density: the whole, or that of a layer. */
export interface SpectrumState {
  readonly name: string;
  readonly probes: readonly ProbeState[];
  /** P, the number of eigenvalues. */
  readonly size: number;
  readonly label: string | null;
  readonly samples: number | null;
  /** The library's choice of σ: where the slider starts and what its button goes back to. */
  readonly defaultWidth: number;
  /** The same of ln |λ|. */
  readonly defaultLogWidth: number;
}

/** An eigenvalue that a person chose. */
export interface EigenvalueSelection {
  readonly spectrum: string;
  readonly kind: "outlier" | "Ritz value";
  readonly value: number;
  readonly residual: number;
  /** Its place among the Ritz values of its probe; the greatest is 0. */
  readonly index: number;
  readonly probe: number;
}

/** State of the model EigenvalueDensityModel. The browser writes all but `spectra`. */
export interface DensityState {
  readonly spectra: readonly SpectrumState[];
  /** Names of those that are drawn. */
  readonly shown: readonly string[];
  /** σ of the smoothing Gaussian on a linear axis; the slider. */
  readonly width: number;
  /** The same of ln |λ|, on a logarithmic axis. */
  readonly logWidth: number;
  /** Of the eigenvalues. */
  readonly axis: "linear" | "log";
  /** Of the density. */
  readonly scale: "log" | "linear";
  readonly selection: EigenvalueSelection | null;
}

/** State of the model InlineCodeModel: what inline widgets of the same text share. */
export interface InlineCodeState {
  /** SHA-256 of code and style. */
  readonly hash: string;
  /** Text of an ES module by anywidget's contract. */
  readonly esm: string;
  readonly css: string;
}

/** Names of the columns of a training monitor's tables, in the order in which they travel. */
export interface MonitorColumns {
  readonly records: "step" | "loss" | "accuracy";
  readonly looks: "step" | "value" | "residual";
}

export type MonitorTable = keyof MonitorColumns;

/** The spectrum of a moment of training. */
export interface SpectrumMoment {
  readonly step: number;
  readonly spectrum: SpectrumState;
}

export interface MonitorSelection {
  readonly series: "loss" | "accuracy" | "sharpness" | "spectrum";
  readonly step: number;
  /** Of a spectrum: the eigenvalue at the height of the click. */
  readonly value: number;
}

/** State of the model TrainingMonitorModel. The browser writes `scale`, `width` and `selection`. */
export type MonitorState = {
  /** NaN where there is no accuracy. */
  readonly [Table in MonitorTable]: Readonly<Record<MonitorColumns[Table], Float64Array>>;
} & {
  readonly spectra: readonly SpectrumMoment[];
  /** σ of the smoothing Gaussian of all spectra; null for the library's choice for each. */
  readonly width: number | null;
  readonly title: string;
  readonly limits: { readonly gradientDescent: number; readonly momentum: number } | null;
  /** Of the loss. */
  readonly scale: "log" | "linear";
  readonly selection: MonitorSelection | null;
};

/** A message with the rows `from`, `from + 1`, … of a table; a buffer for each column. */
export interface MonitorAppend {
  readonly append: MonitorTable;
  readonly from: number;
}

/** A message with the spectra `from`, `from + 1`, …; buffers as in Jupyter's updates of states. */
export interface MonitorSpectra {
  readonly append: "spectra";
  readonly from: number;
  readonly state: { readonly rows: readonly unknown[] };
  readonly buffer_paths: readonly (readonly (string | number)[])[];
}

/** A figure whose data are the input of a function of src/figures, and never change in the browser. */
interface InputState<Input, Selection extends object> extends Selectable {
  readonly input: Input;
  readonly selection: Selection | null;
}

/** One with moments: `frame` counts those that are drawn, which may be fewer than were given. */
interface MovingState<Input, Selection extends object> extends InputState<Input, Selection> {
  readonly frame: number;
}

export interface PathPoint {
  /** Its place on the path. */
  readonly index: number;
  readonly step: number;
}

/** A rectangle of a plane, from and to. */
export interface PlaneRegion {
  readonly alpha: readonly [number, number];
  readonly beta: readonly [number, number];
}

export interface TrajectoryState extends InputState<TrajectoryPlaneInput, PathPoint> {
  readonly kind: "contour" | "surface";
  readonly scale: "log" | "linear";
  /** Number of points of the path that are drawn. */
  readonly until: number;
  /** What a person dragged the plane to; null for the whole of grid and path. */
  readonly region: PlaneRegion | null;
}

/** A place on a path between two minima. */
export interface PlaceOnPath {
  readonly index: number;
  readonly t: number;
}

export interface LossPathState extends InputState<LossPathInput, PlaceOnPath> {
  readonly scale: "log" | "linear";
}

/** A weight that a person chose by its cell. */
export interface WeightSelection {
  readonly layer: string;
  /** In the layer's matrix, from 0. */
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** Of the moment that was shown; 0 for weights of one moment. */
  readonly step: number;
}

export interface SparsityState extends MovingState<SparsityHeatmapInput, WeightSelection> {
  /** Names of the layers that are drawn. */
  readonly shown: readonly string[];
}

export interface MovieInput {
  readonly frames: readonly SpectrumMoment[];
  readonly label: string | null;
  /** The library's choice of σ for all moments, and of ln |λ|. */
  readonly defaultWidth: number;
  readonly defaultLogWidth: number;
}

export interface MovieSelection {
  readonly step: number;
  readonly value: number;
  readonly residual: number;
}

export interface MovieState extends MovingState<MovieInput, MovieSelection> {
  /** σ of the smoothing Gaussian, one for all moments, on a linear axis; the slider. */
  readonly width: number;
  /** The same of ln |λ|, on a logarithmic axis. */
  readonly logWidth: number;
  /** Of the eigenvalues. */
  readonly axis: "linear" | "log";
  /** Of the density. */
  readonly scale: "log" | "linear";
}

export interface GameSelection {
  readonly step: number;
  readonly real: number;
  readonly imag: number;
}

export interface GameState extends MovingState<GameSpectrumInput, GameSelection> {
  readonly of: "field" | "update";
}

export interface EdgeSelection {
  readonly from: string;
  readonly to: string;
  readonly operation: string;
}

export type CellState = MovingState<SearchCellInput, EdgeSelection>;

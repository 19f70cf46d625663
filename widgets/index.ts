/**
 * eigenscape/widgets: live widgets for notebooks, and Jupyter's stock controls. Importing it makes `result.widget()` work: it
 * registers `widget` at a symbol where the library, which does not know this folder, looks.
 */
import { widget } from "./dispatch.js";

export { widget } from "./dispatch.js";
export type { SpectrumResult, TrainingSpectrumResult } from "./dispatch.js";
export { EigenvalueDensity } from "./eigenvalueDensity.js";
export type { EigenvalueDensityWidgetOptions, SpectraInput } from "./eigenvalueDensity.js";
export * from "./controls/index.js";
export { interact, Interactive, type Values } from "./interact/interact.js";
export type { AnyWidget } from "./references.js";
export type { Abbreviation, ValueOf, ValueWidget } from "./interact/abbreviation.js";
export { InlineWidget, inlineWidget, type InlineWidgetOptions } from "./inline/inlineWidget.js";
export { GameSpectrum, type GameSpectrumWidgetOptions } from "./gameSpectrum.js";
export { LossPath, type LossPathWidgetOptions } from "./lossPath.js";
export { SearchCell } from "./searchCell.js";
export { SparsityHeatmap, type SparsityHeatmapWidgetOptions } from "./sparsityHeatmap.js";
export { SpectrumMovie, type SpectrumMovieWidgetOptions } from "./spectrumMovie.js";
export { TrajectoryPlane, type TrajectoryPlaneWidgetOptions } from "./trajectoryPlane.js";
export { TrainingMonitor } from "./trainingMonitor.js";
export type { MonitoredStep, TrainingMonitorWidgetOptions } from "./trainingMonitor.js";
export { Widget } from "./widget.js";
export type { WidgetOptions } from "./widget.js";
export type {
  DensityState,
  EigenvalueSelection,
  MonitorSelection,
  PlaneRegion,
  WeightSelection,
} from "./contract.js";
export { NotedWidget } from "./notedWidget.js";
export { FigureWidget } from "./figures/figureWidget.js";

Object.assign(globalThis, { [Symbol.for("eigenscape.widgetHost")]: widget });

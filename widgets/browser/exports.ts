/** What the browser's module offers to Jupyter: every model and view, by name. */
import { figureModel } from "./figureModel.js";
import { liveDensity } from "./figures/density.js";
import { liveLossPath } from "./figures/lossAlongPath.js";
import { liveMonitor } from "./figures/monitor.js";
import { liveCell, liveGame, liveMovie } from "./figures/moving.js";
import { liveSparsity } from "./figures/sparsity.js";
import { liveTrajectory } from "./figures/trajectory.js";
import { figureView } from "./figureView.js";
import { jupyterView } from "./jupyterView.js";

export { InlineCodeModel, InlineWidgetModel, InlineWidgetView } from "./inline/inlineWidget.js";

export const EigenvalueDensityModel = figureModel("EigenvalueDensity", ["spectra"]);
export const EigenvalueDensityView = jupyterView(figureView(liveDensity));

export { TrainingMonitorModel } from "./trainingMonitorModel.js";
export const TrainingMonitorView = jupyterView(figureView(liveMonitor));

export const TrajectoryPlaneModel = figureModel("TrajectoryPlane", ["input"]);
export const TrajectoryPlaneView = jupyterView(figureView(liveTrajectory));

export const LossPathModel = figureModel("LossPath", ["input"]);
export const LossPathView = jupyterView(figureView(liveLossPath));

export const SparsityHeatmapModel = figureModel("SparsityHeatmap", ["input"]);
export const SparsityHeatmapView = jupyterView(figureView(liveSparsity));

export const SpectrumMovieModel = figureModel("SpectrumMovie", ["input"]);
export const SpectrumMovieView = jupyterView(figureView(liveMovie));

export const GameSpectrumModel = figureModel("GameSpectrum", ["input"]);
export const GameSpectrumView = jupyterView(figureView(liveGame));

export const SearchCellModel = figureModel("SearchCell", ["input"]);
export const SearchCellView = jupyterView(figureView(liveCell));

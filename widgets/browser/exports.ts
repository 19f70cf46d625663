/** What the browser's module offers to Jupyter: every model and view, by name. */
import { figureModel } from "./figureModel.js";
import { liveDensity } from "./figures/density.js";
import { liveMonitor } from "./figures/monitor.js";
import { figureView } from "./figureView.js";
import { jupyterView } from "./jupyterView.js";

export { InlineCodeModel, InlineWidgetModel, InlineWidgetView } from "./inline/inlineWidget.js";

export const EigenvalueDensityModel = figureModel("EigenvalueDensity", ["spectra"]);
export const EigenvalueDensityView = jupyterView(figureView(liveDensity));

export { TrainingMonitorModel } from "./trainingMonitorModel.js";
export const TrainingMonitorView = jupyterView(figureView(liveMonitor));

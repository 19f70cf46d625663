/** What the browser's module offers to Jupyter: every model and view, by name. */
import { DOMWidgetModel } from "@jupyter-widgets/base";
import type { DensityState, ModuleName } from "../contract.js";
import { renderDensity } from "./densityView.js";
import { probesFromBuffers } from "./float64Array.js";
import { jupyterView } from "./jupyterView.js";
import { version } from "./version.js";

const moduleName: ModuleName = "eigenscape";

export class EigenvalueDensityModel extends DOMWidgetModel {
  static override serializers = {
    ...DOMWidgetModel.serializers,
    probes: { deserialize: probesFromBuffers, serialize: (probes: unknown) => probes },
  };

  override defaults(): Record<string, unknown> {
    const content: DensityState = {
      probes: [],
      size: 1,
      label: null,
      samples: null,
      width: 1,
      defaultWidth: 1,
      scale: "log",
    };
    return {
      ...super.defaults(),
      _model_module: moduleName,
      _model_module_version: version,
      _model_name: "EigenvalueDensityModel",
      _view_module: moduleName,
      _view_module_version: version,
      _view_name: "EigenvalueDensityView",
      ...content,
    };
  }
}

export { InlineCodeModel, InlineWidgetModel, InlineWidgetView } from "./inline/inlineWidget.js";

export const EigenvalueDensityView = jupyterView(renderDensity);

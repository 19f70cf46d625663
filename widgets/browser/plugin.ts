/** JupyterLab plugin: tells the widget manager our module; the code itself is loaded on demand. */
import { IJupyterWidgetRegistry } from "@jupyter-widgets/base";
import type { Application, IPlugin } from "@lumino/application";
import type { Widget } from "@lumino/widgets";
import type { ModuleName } from "../contract.js";
import { suggestJupyterUser } from "./annotations/jupyterUser.js";
import { version } from "./version.js";

const name: ModuleName = "eigenscape";

export const plugin: IPlugin<Application<Widget>, void> = {
  id: "eigenscape:plugin",
  description: "Live widgets of eigenscape.",
  requires: [IJupyterWidgetRegistry],
  autoStart: true,
  activate(application, registry: IJupyterWidgetRegistry) {
    registry.registerWidget({ name, version, exports: () => import("./exports.js") });
    void suggestJupyterUser(application);
  },
};

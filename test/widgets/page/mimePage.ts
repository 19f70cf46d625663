/**
 * Runs in the browser: the renderer of plotly figures with a stand-in for JupyterLab's output. As
 * there, changed data are drawn again by whoever holds the output.
 */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";
import { mimeExtensions } from "../../../widgets/browser/mime.js";

type Data = IRenderMime.IMimeModel["data"];

export interface MimePage {
  /** Shows an output in place of the last one. */
  show(data: Record<string, unknown>): Promise<void>;
  /** What the notebook would save now. */
  saved(): Record<string, unknown>;
  /** How often the output was changed. */
  changes(): number;
}

declare global {
  interface Window {
    mimePage: MimePage;
  }
}

let renderer: IRenderMime.IRenderer | undefined;
let data: Data = {};
let changes = 0;

const model: IRenderMime.IMimeModel = {
  trusted: false,
  metadata: {},
  get data() {
    return data;
  },
  setData(options) {
    data = structuredClone(options.data ?? data);
    changes++;
    void renderer?.renderModel(model);
  },
};

window.mimePage = {
  async show(output) {
    renderer?.dispose();
    const [{ rendererFactory }] = mimeExtensions;
    renderer = rendererFactory.createRenderer({ mimeType: "" } as IRenderMime.IRendererOptions);
    Widget.attach(renderer, document.querySelector<HTMLElement>("#output")!);
    data = output as Data;
    changes = 0;
    await renderer.renderModel(model);
  },
  saved: () => data,
  changes: () => changes,
};

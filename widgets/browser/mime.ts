/**
 * JupyterLab renderer of plotly figures, ours and anyone's (JupyterLab itself has none). Our own
 * figures follow the page's theme; others are drawn as they are.
 */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";
import { recolour } from "../../src/figures/palette.js";
import { pageTheme, watchPageTheme } from "./pageTheme.js";
import type { FigureJson } from "./plotPanel.js";
import { plotPanel } from "./plotPanel.js";

const mimeType = "application/vnd.plotly.v1+json";

class PlotlyRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #removal = new AbortController();
  readonly #draw: (figure: FigureJson) => Promise<void>;
  #figure: FigureJson | undefined;

  constructor() {
    super();
    this.addClass("eigenscape-plotly");
    this.node.dataset["status"] = "pending";
    this.node.style.width = "100%";
    const plot = document.createElement("div");
    this.node.append(plot);
    this.#draw = plotPanel(plot, this.#removal.signal);
    watchPageTheme(() => void this.#show(), this.#removal.signal);
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const figure: unknown = model.data[mimeType];
    this.#figure = figure as FigureJson;
    await this.#show();
  }

  override dispose(): void {
    this.#removal.abort();
    super.dispose();
  }

  async #show(): Promise<void> {
    if (this.#figure === undefined) return;
    await this.#draw(forPage(this.#figure));
    Object.assign(this.node.dataset, { status: "ready", theme: pageTheme() });
  }
}

function forPage(figure: FigureJson): FigureJson {
  const { meta } = figure.layout as { meta?: { eigenscape?: unknown } };
  const ours = meta?.eigenscape !== undefined;
  return ours && pageTheme() === "dark" ? recolour(figure, "light", "dark") : figure;
}

/** JupyterLab renders errors of renderModel in place; rank 0 comes before SVG and text. */
export const mimeExtensions: readonly IRenderMime.IExtension[] = [
  {
    id: "eigenscape:plotly",
    description: "Draws plotly figures.",
    rank: 0,
    dataType: "json",
    rendererFactory: {
      safe: true,
      mimeTypes: [mimeType],
      createRenderer: () => new PlotlyRenderer(),
    },
  },
];

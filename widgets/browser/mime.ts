/**
 * JupyterLab renderer of plotly figures, ours and anyone's (JupyterLab itself has none). Our own
 * figures follow the page's theme; others are drawn as they are.
 */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";
import { mimeNotes } from "./annotations/mimeNotes.js";
import { notedPanel } from "./annotations/notedPanel.js";
import { forPage } from "./forPage.js";
import { onScreen } from "./onScreen.js";
import { pageTheme, watchPageTheme } from "./pageTheme.js";
import type { FigureJson } from "./plotPanel.js";

const mimeType = "application/vnd.plotly.v1+json";

class PlotlyRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #removal = new AbortController();
  readonly #draw: (figure: FigureJson) => Promise<void>;
  #data = "";
  #revision = 0;
  #model: IRenderMime.IMimeModel | undefined;

  constructor() {
    super();
    this.addClass("eigenscape-plotly");
    this.node.dataset["status"] = "pending";
    this.node.style.width = "100%";
    const plot = document.createElement("div");
    this.node.append(plot);
    const notes = mimeNotes(this.node, () => this.#model);
    this.#draw = notedPanel(plot, this.#removal.signal, notes);
    watchPageTheme(() => void this.#show(), this.#removal.signal);
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.#model = model;
    await this.#show();
  }

  override dispose(): void {
    this.#removal.abort();
    super.dispose();
  }

  async #show(): Promise<void> {
    const figure: unknown = this.#model?.data[mimeType];
    if (figure === undefined) return;
    await onScreen(this.node, this.#removal.signal);
    await this.#draw(forPage(this.#zoomed(figure as FigureJson)));
    Object.assign(this.node.dataset, { status: "ready", theme: pageTheme() });
  }

  /** A zoom by hand outlives new notes and another theme, but not other data. */
  #zoomed(figure: FigureJson): FigureJson {
    const data = JSON.stringify(figure.data);
    if (data !== this.#data) this.#revision++;
    this.#data = data;
    return { ...figure, layout: { uirevision: this.#revision, ...(figure.layout as object) } };
  }
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

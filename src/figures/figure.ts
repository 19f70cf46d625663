/**
 * A figure is plain plotly JSON: `data`, `layout` and `config`, nothing else that is enumerable.
 * It shows itself in a notebook as JSON for plotly, as SVG and as one line of text.
 */
import type { MimeBundle } from "../core/display.js";
import { jupyterDisplay } from "../core/display.js";
import { mimeBundle } from "./mimeBundle.js";
import type { Layout, PlotlyJson, Trace } from "./plotlyJson.js";

/** Without the button of plotly.js 4 that uploads a figure to its makers. */
const defaultConfig = { displaylogo: false, showSendToCloud: false };

export class Figure implements PlotlyJson {
  readonly data: readonly Trace[];
  readonly layout: Layout;
  readonly config: Readonly<Record<string, unknown>>;
  readonly #text: string;

  /** @param text One line that stands for the figure where nothing can be drawn. */
  constructor({ data, layout, config = defaultConfig }: PlotlyJson, text: string) {
    this.data = data;
    this.layout = layout;
    this.config = config;
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  [jupyterDisplay](): MimeBundle {
    return mimeBundle(this, this.#text);
  }
}

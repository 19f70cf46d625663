/**
 * A figure is plain plotly JSON: `data`, `layout`, `config` and, where it moves, `frames`; nothing else
 * is enumerable. It shows itself in a notebook as JSON for plotly, as SVG and as one line of text.
 */
import type { MimeBundle } from "../core/display.js";
import { jupyterDisplay } from "../core/display.js";
import { mimeBundle } from "./mimeBundle.js";
import type { Frame } from "./plotlyAnimation.js";
import type { AnyTrace, Layout, PlotlyJson, Trace } from "./plotlyJson.js";

/** Without the button of plotly.js 4 that uploads a figure to its makers. */
const defaultConfig = { displaylogo: false, showSendToCloud: false };

export class Figure<T extends AnyTrace = Trace> implements PlotlyJson<T> {
  readonly data: readonly T[];
  readonly layout: Layout;
  readonly config: Readonly<Record<string, unknown>>;
  declare readonly frames?: readonly Frame<T>[];
  readonly #text: string;

  /**
   * @param text One line that states what the figure shows, for those who cannot see it; it goes into
   *   `layout.meta.text`, too, where renderers find it.
   */
  constructor({ data, layout, config = defaultConfig, frames }: PlotlyJson<T>, text: string) {
    this.data = data;
    this.layout = layout.meta ? { ...layout, meta: { ...layout.meta, text } } : layout;
    this.config = config;
    if (frames) this.frames = frames;
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  [jupyterDisplay](): MimeBundle {
    return mimeBundle(this, this.#text);
  }
}

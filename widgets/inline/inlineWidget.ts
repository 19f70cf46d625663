/**
 * A widget whose browser side is written in a cell, as the text of an ES module by anywidget's
 * contract (https://anywidget.dev/en/afm): `export default { initialize?, render? }`.
 *
 * Text, not a function: cells are compiled for Node, with checks in loops and names that live in
 * the kernel; the source of a compiled function would not run in a page.
 */
import { isPlainObject } from "../references.js";
import { Widget } from "../widget.js";
import { inlineCode, type InlineCode } from "./inlineCode.js";

export interface InlineWidgetOptions<State extends object> {
  /**
   * An ES module: `export default { initialize?({ model }), render?({ model, el }) }`, or a function
   * that returns such an object. Either may return a function that cleans up.
   */
  readonly esm: string;
  /** Rules for the widget's own element only; `:scope` is the element itself. */
  readonly css?: string;
  /** What code here and in the page share: JSON, and typed arrays, which arrive as DataView. */
  readonly state?: State;
  /** One line that stands for the widget where it cannot be shown. */
  readonly text?: string;
}

interface Coded {
  readonly _code: InlineCode;
}

export class InlineWidget<State extends object> extends Widget<State & Coded> {
  constructor({ esm, css = "", state, text = "inline widget" }: InlineWidgetOptions<State>) {
    checkText("esm", esm);
    checkText("css", css);
    const own = checkState(state ?? ({} as State));
    super({ name: "InlineWidget", state: { ...own, _code: inlineCode(esm, css) }, text });
  }
}

/** A live widget whose view is the ES module `esm`; code here and there share `state`. */
export function inlineWidget<State extends object>(
  options: InlineWidgetOptions<State>,
): InlineWidget<State> {
  return new InlineWidget(options);
}

function checkText(name: string, value: unknown): void {
  if (typeof value === "string") return;
  const hint = name === "esm" ? " of an ES module" : "";
  throw new TypeError(`inlineWidget: ${name} must be the text${hint}, got ${typeof value}`);
}

const reserved = ["layout", "tabbable", "tooltip"];

function checkState<State extends object>(state: State): State {
  if (!isPlainObject(state)) {
    throw new TypeError(`inlineWidget: state must be a plain object, got ${String(state)}`);
  }
  const taken = Object.keys(state).find((key) => key.startsWith("_") || reserved.includes(key));
  if (taken === undefined) return state;
  throw new RangeError(
    `inlineWidget: state must not use Jupyter's own names (_…, ${reserved.join(", ")}), got ${taken}`,
  );
}

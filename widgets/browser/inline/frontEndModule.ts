/**
 * anywidget's front-end module (AFM, https://anywidget.dev/en/afm): what an inline widget's text
 * exports, and what it is given.
 */
import type { DOMWidgetModel } from "@jupyter-widgets/base";

/** The part of Jupyter's model that the contract names. */
export interface FrontEndModel {
  get(key: string): unknown;
  set(key: string | Record<string, unknown>, value?: unknown): void;
  save_changes(): void;
  on(event: string, handler: Handler): void;
  off(event?: string | null, handler?: Handler | null): void;
  send(content: unknown, callbacks?: unknown, buffers?: ArrayBuffer[] | ArrayBufferView[]): void;
}

type Handler = (...values: unknown[]) => void;
type CleanUp = (() => unknown) | undefined;

export interface FrontEnd {
  initialize?(context: { model: FrontEndModel; signal: AbortSignal }): unknown;
  render?(context: { model: FrontEndModel; el: HTMLElement; signal: AbortSignal }): unknown;
}

/** The widget that a module exports by default; for each model one. */
export async function frontEndOf(module: unknown): Promise<FrontEnd> {
  const { default: exported } = module as { default?: unknown };
  const made: unknown = typeof exported === "function" ? await (exported as Factory)() : exported;
  if (typeof made === "object" && made !== null) return made;
  const what = exported === undefined ? "no default export" : typeof made;
  throw new TypeError(
    `the module must \`export default { render({ model, el }) { … } }\`, got ${what}`,
  );
}

type Factory = () => unknown;

/** @returns What runs when the signal aborts, unless it has. */
export function cleanUpAt(signal: AbortSignal, returned: unknown): void {
  if (typeof returned !== "function") return;
  const cleanUp = returned as NonNullable<CleanUp>;
  if (signal.aborted) void cleanUp();
  else signal.addEventListener("abort", () => void cleanUp(), { once: true });
}

/** The model as a module sees it; its handlers go when the signal aborts. */
export function frontEndModel(model: DOMWidgetModel, signal: AbortSignal): FrontEndModel {
  const own = {}; // Backbone's `context`, by which all handlers of this view are found
  signal.addEventListener("abort", () => model.off(null, null, own), { once: true });
  return {
    get: (key) => model.get(key) as unknown,
    set: (key, value) => void (typeof key === "string" ? model.set(key, value) : model.set(key)),
    save_changes: () => model.save_changes(),
    on: (event, handler) => void model.on(event, handler, own),
    off: (event = null, handler = null) => void model.off(event, handler, own),
    send: (content, callbacks, buffers) =>
      model.send(content as never, callbacks as never, buffers),
  };
}

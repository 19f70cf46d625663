/**
 * Widgets that were saved with the notebook: their state goes into the page once, and each view
 * names its model. A view that cannot be drawn, such as one whose state was not saved, is its text, and says why.
 */
import { ownVersion } from "./assets.js";
import { element, escape } from "./markup.js";
import type { MimeData, Notebook } from "./notebook.js";
import { joined } from "./notebook.js";
import { plotlyType } from "./plotlyOutput.js";
import { whyNotDrawn } from "./savedBy.js";

export const widgetType = "application/vnd.jupyter.widget-view+json";
const stateType = "application/vnd.jupyter.widget-state+json";

/** The notebook's `metadata.widgets`, checked as far as we read it. */
export interface WidgetState {
  readonly version_major: 2;
  readonly state: Readonly<Record<string, SavedModel>>;
}

interface SavedModel {
  readonly model_module?: string;
  readonly model_module_version?: string;
  readonly model_name?: string;
}

export function widgetState({ metadata }: Notebook): WidgetState | undefined {
  const saved = metadata.widgets?.[stateType] as Partial<WidgetState> | undefined;
  if (saved?.version_major !== 2 || typeof saved.state !== "object") return undefined;
  return Object.keys(saved.state).length > 0 ? (saved as WidgetState) : undefined;
}

/** Ours draw with plotly, unless they were written in a cell; and an Output widget may hold a figure. */
export function drawsFigures({ state }: WidgetState): boolean {
  const ours = Object.values(state).some(
    ({ model_module, model_name = "" }) =>
      model_module === "eigenscape" && !model_name.startsWith("Inline"),
  );
  return ours || JSON.stringify(state).includes(`"${plotlyType}"`);
}

export function widgetOutput(data: MimeData, widgets: WidgetState | undefined): string {
  const id = (data[widgetType] as { model_id?: unknown } | null)?.model_id;
  const text = joined(data["text/plain"]) || "A widget";
  const model = typeof id === "string" ? widgets?.state[id] : undefined;
  const why = model === undefined ? "its state was not saved with the notebook" : notDrawn(model);
  return element(
    "div",
    { class: "widget", "data-model": why === undefined ? String(id) : undefined },
    element("p", { class: "no-picture" }, escape(`${text} (${why ?? "needs JavaScript"})`)),
  );
}

function notDrawn({ model_module = "", model_module_version }: SavedModel): string | undefined {
  return whyNotDrawn(model_module, model_module_version, ownVersion());
}

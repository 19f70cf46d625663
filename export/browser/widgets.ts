/**
 * Draws the saved widgets of a report: Jupyter's own controls and ours, from one manager, so that links
 * between them and boxes around them work. There is no kernel; what a control changes stays in the page.
 */
import "@fortawesome/fontawesome-free/css/fontawesome.css";
import "@fortawesome/fontawesome-free/css/solid.css";
import "@lumino/widgets/style/index.css";
import { HTMLManager } from "@jupyter-widgets/html-manager/lib/htmlmanager";
import { mimeExtensions } from "../../widgets/browser/mime.js";
import { nameSliders } from "./nameSliders.js";
import { widgetModule } from "./widgetModule.js";
import { keepNotes, readState } from "./widgetState.js";

/** Tells the views that what a reader notes is kept: in the page, for its copy. */
class ReportManager extends HTMLManager {
  readonly keepsNotes = true;
}

async function drawWidgets(): Promise<void> {
  const state = document.querySelector<HTMLScriptElement>("script#widget-state");
  if (state === null) return;
  const manager = new ReportManager({ loader: widgetModule });
  for (const { rendererFactory } of mimeExtensions)
    manager.renderMime.addFactory(rendererFactory, 0);
  const models = await manager.set_state(readState(state));
  keepNotes(state, models);
  const byId = new Map(models.map((model) => [model.model_id, model]));
  for (const place of document.querySelectorAll<HTMLElement>(".widget[data-model]")) {
    const model = byId.get(place.dataset["model"] ?? "");
    if (model === undefined) continue;
    const view = await manager.create_view(model);
    place.replaceChildren();
    place.classList.add("jp-mod-readOnly"); // figures inside of an Output widget, whose notes nobody keeps
    await manager.display_view(view, place);
    nameSliders(place);
    place.dataset["status"] = "ready";
  }
}

addEventListener("DOMContentLoaded", () => {
  drawWidgets().catch((error: unknown) =>
    console.error("report: a widget could not be drawn:", error),
  );
});

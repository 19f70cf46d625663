/** What stands for a widget whose code is not in the page: one line that says why. */
import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";

/** Keeps the state as it was saved. */
export class StandInModel extends DOMWidgetModel {}

export function standInView(why: string): typeof DOMWidgetView {
  return class extends DOMWidgetView {
    override render(): void {
      super.render();
      const line = document.createElement("p");
      line.className = "no-picture";
      line.textContent = `A widget (${why})`;
      this.el.replaceChildren(line);
    }
  };
}

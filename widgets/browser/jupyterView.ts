/** Jupyter's view class around one of our render functions; its removal is the signal's abort. */
import { DOMWidgetView } from "@jupyter-widgets/base";
import type { DOMWidgetModel } from "@jupyter-widgets/base";
import type { Render, ViewModel } from "./render.js";

/** @param render Called once for each view of a model. */
export function jupyterView<State extends object>(render: Render<State>): typeof DOMWidgetView {
  return class extends DOMWidgetView {
    readonly #removal = new AbortController();

    override render(): void {
      super.render();
      render({ model: viewModel<State>(this.model), el: this.el, signal: this.#removal.signal });
    }

    override remove(): this {
      this.#removal.abort();
      super.remove();
      return this;
    }
  };
}

function viewModel<State extends object>(model: DOMWidgetModel): ViewModel<State> {
  const until = (signal: AbortSignal, event: string, handler: () => void): void => {
    model.on(event, handler);
    signal.addEventListener("abort", () => model.off(event, handler), { once: true });
  };
  return {
    get: (key) => model.get(key) as never,
    set(changes) {
      model.set(changes);
      if (model.comm_live) model.save_changes();
    },
    onChange: (handler, signal) => until(signal, "change", handler),
    send: (content) => model.comm_live && model.send(content as never, {}),
    get connected() {
      return model.comm_live;
    },
    get keepsNotes() {
      const manager = model.widget_manager as { readonly keepsNotes?: boolean } | undefined;
      return model.comm_live || manager?.keepsNotes === true;
    },
    onConnection: (handler, signal) => until(signal, "comm_live_update", handler),
  };
}

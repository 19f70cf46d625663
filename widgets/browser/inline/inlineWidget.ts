/**
 * Model and view of widgets that are written in a cell: the module is imported once per page and
 * text, initialized once per model and rendered once per view. What it throws is shown in its place.
 *
 * For tests and styles: `.eigenscape-inline` has data-status (pending, ready, error).
 */
import { DOMWidgetModel, DOMWidgetView, unpack_models, WidgetModel } from "@jupyter-widgets/base";
import type { InlineCodeState } from "../../contract.js";
import { ownDataViews } from "../binary.js";
import { ownModel } from "../ownModel.js";
import { cleanUpAt, frontEndModel, frontEndOf, type FrontEnd } from "./frontEndModule.js";
import { importText } from "./importText.js";

export class InlineCodeModel extends WidgetModel {
  override defaults(): Record<string, unknown> {
    const content: InlineCodeState = { hash: "", esm: "", css: "" };
    return { ...super.defaults(), ...ownModel("InlineCode"), _view_name: null, ...content };
  }
}

export class InlineWidgetModel extends DOMWidgetModel {
  static override serializers = {
    ...DOMWidgetModel.serializers,
    _code: { deserialize: unpack_models },
  };

  readonly #end = new AbortController();
  #frontEnd: Promise<FrontEnd> | undefined;

  override defaults(): Record<string, unknown> {
    return { ...super.defaults(), ...ownModel("InlineWidget"), _code: null };
  }

  override initialize(...options: Parameters<DOMWidgetModel["initialize"]>): void {
    super.initialize(...options);
    // Called by the constructor of a base class: the fields of this one are not there yet.
    queueMicrotask(() => {
      this.on("destroy", () => this.#end.abort());
      this.frontEnd().catch(() => undefined); // every view says it
    });
  }

  /** The initialized module. */
  frontEnd(): Promise<FrontEnd> {
    this.#frontEnd ??= this.#start();
    return this.#frontEnd;
  }

  get code(): InlineCodeState {
    return (this.get("_code") as WidgetModel).attributes as InlineCodeState;
  }

  /** Jupyter's copies by way of JSON, which loses binary. */
  override serialize(state: Record<string, unknown>): Record<string, never> {
    const isOwn = (key: string): boolean => !(key in InlineWidgetModel.serializers);
    const entries = Object.entries(state).map(([key, value]) => [
      key,
      isOwn(key) ? ownDataViews(value) : super.serialize({ [key]: value } as never)[key],
    ]);
    return Object.fromEntries(entries) as Record<string, never>;
  }

  async #start(): Promise<FrontEnd> {
    const { hash, esm } = this.code;
    const frontEnd = await frontEndOf(await importText(hash, esm));
    const { signal } = this.#end;
    const model = frontEndModel(this, signal);
    cleanUpAt(signal, await frontEnd.initialize?.({ model, signal }));
    return frontEnd;
  }
}

export class InlineWidgetView extends DOMWidgetView {
  readonly #removal = new AbortController();

  override render(): void {
    super.render();
    void this.#draw();
  }

  override remove(): this {
    this.#removal.abort();
    super.remove();
    return this;
  }

  async #draw(): Promise<void> {
    const owner = this.model as InlineWidgetModel;
    const { hash, css } = owner.code;
    const el = document.createElement("div");
    const scope = `eigenscape-inline-${hash.slice(0, 12)}`;
    el.className = scope;
    const style = document.createElement("style");
    style.textContent = `@scope (.${scope}) {\n${css}\n}`;
    this.el.classList.add("eigenscape-inline");
    this.el.dataset["status"] = "pending";
    this.el.replaceChildren(style, el);
    const { signal } = this.#removal;
    try {
      const frontEnd = await owner.frontEnd();
      if (signal.aborted) return;
      const model = frontEndModel(owner, signal);
      cleanUpAt(signal, await frontEnd.render?.({ model, el, signal }));
      this.el.dataset["status"] = "ready";
    } catch (error) {
      showError(this.el, error);
    }
  }
}

function showError(el: HTMLElement, error: unknown): void {
  const text = document.createElement("pre");
  text.setAttribute("role", "alert");
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const places = stack.split("\n").filter((line) => line.includes("inline-widget-"));
  text.textContent = [`inlineWidget: ${String(error)}`, ...places].join("\n");
  el.replaceChildren(text);
  el.dataset["status"] = "error";
}

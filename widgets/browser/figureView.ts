/**
 * The view of any figure with controls. Drawn here, at most once per frame of the screen, from the
 * model's state; the kernel only learns how the controls stand and which point is chosen.
 *
 * For tests and styles: `.eigenscape-figure` has data-status (waiting, pending, ready, error),
 * data-theme, data-draws, which counts drawings, and what is drawn: each text, number and truth value
 * of the state.
 */
import type { NotesState, Selectable, SelectionOf } from "../contract.js";
import { notedPanel } from "./annotations/notedPanel.js";
import { widgetNotes } from "./annotations/widgetNotes.js";
import type { Choosable } from "./drawnPoints.js";
import { choosablePoints, distinct, keyOf, withRing } from "./drawnPoints.js";
import type { DrawnTrace, LiveFigure } from "./liveFigure.js";
import { narrowed, narrowWidth } from "./narrowed.js";
import { oncePerFrame } from "./oncePerFrame.js";
import { pageTheme, watchPageTheme } from "./pageTheme.js";
import { element, keepKeysFromNotebook } from "./parts/element.js";
import { pointChooser } from "./parts/pointChooser.js";
import type { FigureJson, PlotPoint } from "./plotPanel.js";
import type { Render, RenderContext } from "./render.js";
import { choose } from "./choose.js";
import { styleSheet } from "./styleSheet.js";

export function figureView<State extends Selectable>(
  live: LiveFigure<State>,
): Render<State & NotesState> {
  return (context) => new FigureView(live, context).start();
}

class FigureView<State extends Selectable> {
  readonly #live: LiveFigure<State>;
  readonly #context: RenderContext<State & NotesState>;
  readonly #status = element("div", "status", { role: "status" });
  readonly #plot = element("div", "plot", { role: "figure" });
  readonly #chooser;
  readonly #draw;
  #traces: readonly DrawnTrace[] = [];
  /** All that can be clicked, and one for each selection. */
  #points: readonly Choosable<SelectionOf<State>>[] = [];
  #distinct: readonly Choosable<SelectionOf<State>>[] = [];

  constructor(live: LiveFigure<State>, context: RenderContext<State & NotesState>) {
    [this.#live, this.#context] = [live, context];
    this.#chooser = pointChooser((by) => this.#go(by), context.signal);
    const notes = widgetNotes(context.model);
    this.#draw = notedPanel(this.#plot, context.signal, notes, {
      click: (point) => this.#clicked(point),
      drag: (changes, layout) => {
        const change = live.dragged?.(changes, layout);
        if (change !== undefined) context.model.set(change as Partial<State & NotesState>);
      },
    });
  }

  start(): void {
    const { model, el, signal } = this.#context;
    el.classList.add("eigenscape-figure", `eigenscape-${this.#live.name}`);
    el.dataset["status"] = "pending";
    this.#status.textContent = "Loading the figure …";
    const style = document.createElement("style");
    style.textContent = styleSheet;
    const controls = element("div", "controls");
    el.append(style, this.#status, this.#plot, controls);
    try {
      controls.append(...this.#live.controls({ model, el: controls, signal }), this.#chooser.part);
    } catch (error) {
      // A state of another version, for which the controls were not made.
      return this.#fail(error);
    }
    keepKeysFromNotebook(controls, signal);

    const redraw = oncePerFrame(signal, () => this.#redraw());
    model.onChange(redraw, signal);
    model.onConnection(redraw, signal);
    watchPageTheme(redraw, signal);
    this.#whenNarrowedOrWidened(redraw);
    redraw();
  }

  async #redraw(): Promise<void> {
    const { el, signal } = this.#context;
    try {
      const state = this.#state();
      const waits = this.#live.waits?.(state);
      if (waits !== undefined) return this.#say("waiting", waits);
      await this.#draw(this.#figure(state));
      if (signal.aborted) return;
      this.#say("ready", this.#connectionText());
      Object.assign(el.dataset, marks(state), {
        theme: pageTheme(),
        draws: String(Number(el.dataset["draws"] ?? 0) + 1),
      });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#say("error", `The figure could not be drawn.\n${String(error)}`);
  }

  #figure(state: State): FigureJson {
    const theme = pageTheme();
    const drawn = this.#live.draw(state, theme);
    this.#points = choosablePoints(drawn, this.#live, state);
    this.#distinct = distinct(this.#points);
    const { selection } = state;
    const chosen = this.#placeOf(selection);
    const text = selection === null ? "" : (this.#live.describe?.(selection) ?? "");
    this.#chooser.show(chosen, this.#distinct.length, text);
    const layout = drawn.layout as { meta?: { text?: string } };
    this.#plot.setAttribute("aria-label", layout.meta?.text ?? this.#live.name);
    this.#traces = drawn.data as readonly DrawnTrace[];
    const place =
      this.#distinct[chosen]?.point ??
      (selection && this.#live.placeOf?.(selection, this.#traces)) ??
      undefined;
    const figure = narrowed(withRing(drawn, place, theme), this.#plot.clientWidth);
    return this.#onPage(figure, this.#live.zoomed?.(state) ?? "");
  }

  /** On the page's own background; a zoom by hand stays as long as `uirevision`. */
  #onPage({ config, ...figure }: FigureJson, uirevision: string): FigureJson {
    const clear = "rgba(0, 0, 0, 0)";
    const page = { paper_bgcolor: clear, plot_bgcolor: clear, uirevision };
    const layout = { ...(figure.layout as object), ...page };
    if (this.#live.dragged === undefined || "scene" in layout) return { ...figure, config, layout };
    // A double click shows all there is, not what was shown first.
    const doubleClick = { ...(config as object | undefined), doubleClick: "autosize" };
    return { ...figure, config: doubleClick, layout: { ...layout, dragmode: "pan" } };
  }

  #clicked({ curveNumber, pointNumber }: PlotPoint): void {
    if (typeof pointNumber !== "number") return this.#clickedCell(curveNumber, pointNumber);
    const at = ({ point: { curve, index } }: Choosable<unknown>): boolean =>
      curve === curveNumber && index === pointNumber;
    this.#choose(this.#points.find(at));
  }

  #clickedCell(curve: number, [row = 0, column = 0]: readonly number[]): void {
    const trace = this.#traces[curve];
    const cell = trace && this.#live.pickCell?.({ trace, row, column }, this.#state());
    if (cell !== undefined) choose(this.#context.model, cell);
  }

  /** From what is chosen by now: what is drawn may lag behind quick presses. */
  #go(by: 1 | -1): void {
    const count = this.#distinct.length;
    const at = this.#placeOf(this.#state().selection);
    const to = at < 0 && by < 0 ? count - 1 : at + by;
    this.#choose(this.#distinct[(to + count) % count]);
  }

  /** Among the points that stand for something of their own; −1 for none. */
  #placeOf(selection: State["selection"]): number {
    const key = keyOf(selection);
    return this.#distinct.findIndex((point) => point.key === key);
  }

  #choose(point: Choosable<SelectionOf<State>> | undefined): void {
    if (point !== undefined) choose(this.#context.model, point.selection);
  }

  #state(): State {
    const { model } = this.#context;
    const keys = [...this.#live.keys, "selection" as const];
    const state: unknown = Object.fromEntries(keys.map((key) => [key, model.get(key)]));
    return state as State;
  }

  #say(status: string, text: string): void {
    this.#context.el.dataset["status"] = status;
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  #connectionText(): string {
    if (this.#context.model.connected) return "";
    return "No kernel is connected to this figure. Its controls work; code does not hear of them.";
  }

  #whenNarrowedOrWidened(redraw: () => void): void {
    let narrow: boolean | undefined;
    const observer = new ResizeObserver(() => {
      const now = this.#plot.clientWidth < narrowWidth;
      if (now !== narrow) redraw();
      narrow = now;
    });
    observer.observe(this.#plot);
    this.#context.signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  }
}

function marks(state: object): Record<string, string> {
  const simple = ["string", "number", "boolean"];
  const entries = Object.entries(state).filter(([, value]) => simple.includes(typeof value));
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

/**
 * A live figure: its data go to the browser once, as binary; everything that its controls do is
 * computed there by the library's own figure function, and the kernel learns how they stand.
 *
 * A click on a point, or its choice by keyboard, is a `selection` in the state, so that all views
 * mark the same, and an event, so that code hears also of the same point again.
 */
import { withTheseNotes } from "../../src/figures/annotate.js";
import type { Figure } from "../../src/figures/figure.js";
import type { AnyTrace } from "../../src/figures/plotlyJson.js";
import type { Theme } from "../../src/figures/palette.js";
import type { NotesState, Selectable, SelectionOf } from "../contract.js";
import { Listeners } from "../listeners.js";
import { isPlainObject } from "../references.js";
import { NotedWidget } from "../notedWidget.js";
import type { WidgetOptions } from "../widget.js";

/** Of plotly's JSON as the library draws it. */
type Draw<State> = (state: State, theme?: Theme) => Figure<AnyTrace>;

export interface FigureWidgetOptions<State> extends Omit<WidgetOptions<State>, "text"> {
  /** Throws, in words of its own, if the state cannot be drawn. */
  readonly draw: Draw<State>;
  /** One line that says why there is nothing to draw yet. */
  readonly waits?: (state: State) => string | undefined;
}

export class FigureWidget<State extends Selectable> extends NotedWidget<State> {
  readonly #draw: Draw<State>;
  readonly #waits: NonNullable<FigureWidgetOptions<State>["waits"]>;
  readonly #keys: readonly (keyof State & string)[];
  readonly #selected = new Listeners<[selection: SelectionOf<State>]>();

  constructor({ draw, waits = () => undefined, checks, ...options }: FigureWidgetOptions<State>) {
    const text = waits(options.state) ?? draw(options.state).toString();
    super({
      ...options,
      text,
      checks: { selection: isSelection, ...checks },
    });
    [this.#draw, this.#waits] = [draw, waits];
    this.#keys = Object.keys(options.state) as (keyof State & string)[];
    this.onMessage((content) => this.#hear(content));
  }

  /**
   * Calls the handler after each change of one entry, whoever made it, or, for "select", with each point
   * that a person chooses, by click or by keyboard. Returns: stop.
   */
  override on(event: "select", handler: (selection: SelectionOf<State>) => void): () => void;
  override on<K extends keyof (State & NotesState) & string>(
    event: K | `change:${K}`,
    handler: (value: (State & NotesState)[K]) => void,
  ): () => void;
  override on(event: string, handler: (value: never) => void): () => void {
    if (event === "select") return this.#selected.add((selection) => handler(selection as never));
    return super.on(
      event as keyof (State & NotesState) & string,
      handler as (value: unknown) => void,
    );
  }

  /** The figure as its controls stand, for what has no kernel: saved, sent, compared. */
  figure({ theme = "light" }: { readonly theme?: Theme } = {}): Figure<AnyTrace> {
    return withTheseNotes(this.#draw(this.#state(), theme), this.notes, theme);
  }

  override toString(): string {
    return this.#waits(this.#state()) ?? this.figure().toString();
  }

  #state(): State {
    const state: unknown = Object.fromEntries(this.#keys.map((key) => [key, this.get(key)]));
    return state as State;
  }

  #hear(content: unknown): void {
    const { event, selection } = (content ?? {}) as { event?: unknown; selection?: unknown };
    if (event !== "select" || !isSelection(selection) || selection === null) return;
    this.#selected.emit(selection as SelectionOf<State>);
  }
}

function isSelection(value: unknown): boolean {
  return value === null || isPlainObject(value);
}

/** Controls that choose one of several values: Dropdown, RadioButtons, Select, … */
import { choiceTable, indexOf, valueAt, type Choices } from "./choices.js";
import type { Control, ControlClass, ControlOptions } from "./control.js";
import { Dropdown as DropdownControl, type DropdownState } from "./generated/dropdown.js";
import { RadioButtons as RadioControl, type RadioButtonsState } from "./generated/radioButtons.js";
import { Select as SelectControl, type SelectState } from "./generated/select.js";
import {
  SelectionSlider as SliderControl,
  type SelectionSliderState,
} from "./generated/selectionSlider.js";
import {
  ToggleButtons as TogglesControl,
  type ToggleButtonsState,
} from "./generated/toggleButtons.js";

interface SingleState {
  index: number | null;
  optionsLabels: readonly string[];
}

export interface SingleSelection<T> {
  /** What can be chosen; setting it chooses the first. */
  options: Choices<T>;
  /** The chosen value; null when nothing is. */
  value: T | null;
  readonly label: string | null;
  on(event: "value", handler: (value: T | null) => void): () => void;
}

type Selection<State extends SingleState, T> = SingleSelection<T> &
  Control<State> &
  Omit<State, "optionsLabels">;

/** `value` or `index`; the first value when neither is given. */
export type SingleOptions<State, T> = Omit<ControlOptions<State>, "optionsLabels"> & {
  readonly options: Choices<T>;
  readonly value?: NoInfer<T> | null;
};

interface SingleClass<State extends SingleState> {
  new <const T>(options: SingleOptions<State, T>): Selection<State, T>;
}

export type Dropdown<T> = Selection<DropdownState, T>;
export const Dropdown = single(DropdownControl) as SingleClass<DropdownState>;
export type RadioButtons<T> = Selection<RadioButtonsState, T>;
export const RadioButtons = single(RadioControl) as SingleClass<RadioButtonsState>;
export type Select<T> = Selection<SelectState, T>;
export const Select = single(SelectControl) as SingleClass<SelectState>;
export type SelectionSlider<T> = Selection<SelectionSliderState, T>;
export const SelectionSlider = single(SliderControl) as SingleClass<SelectionSliderState>;
export type ToggleButtons<T> = Selection<ToggleButtonsState, T>;
export const ToggleButtons = single(TogglesControl) as SingleClass<ToggleButtonsState>;

/** @returns A class; which one, the names above say. */
function single(base: new (options?: never) => SingleState): unknown {
  const Base = base as ControlClass<SingleState>;
  class Made extends Base {
    #table;

    constructor({ options, value, ...more }: SingleOptions<SingleState, unknown>) {
      const table = choiceTable(options);
      const first = table.values.length > 0 ? 0 : null;
      const chosen = value === undefined || value === null ? value : indexOf(table, value, "value");
      super({
        index: chosen === undefined ? first : chosen,
        ...more,
        optionsLabels: table.labels,
      });
      this.#table = { ...table, given: options };
    }

    get options(): Choices<unknown> {
      return this.#table.given;
    }

    set options(options: Choices<unknown>) {
      const table = choiceTable(options);
      this.#table = { ...table, given: options };
      this.set({ optionsLabels: table.labels, index: table.values.length > 0 ? 0 : null });
    }

    get value(): unknown {
      return this.index === null ? null : valueAt(this.#table, this.index, "value");
    }

    set value(value: unknown) {
      this.index = value === null ? null : indexOf(this.#table, value, "value");
    }

    get label(): string | null {
      return this.index === null ? null : (this.optionsLabels[this.index] ?? null);
    }

    override on(event: string, handler: (value: never) => void): () => void {
      if (event !== "value") return super.on(event as "index", handler as (value: unknown) => void);
      return super.on("index", () => handler(this.value as never));
    }
  }
  return Made;
}

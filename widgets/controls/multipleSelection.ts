/** Controls that choose several values: SelectMultiple, and SelectionRangeSlider with its two ends. */
import { choiceTable, indexOf, valueAt, type Choices } from "./choices.js";
import type { Control, ControlClass, ControlOptions } from "./control.js";
import {
  SelectMultiple as MultipleControl,
  type SelectMultipleState,
} from "./generated/selectMultiple.js";
import {
  SelectionRangeSlider as RangeControl,
  type SelectionRangeSliderState,
} from "./generated/selectionRangeSlider.js";

interface MultipleState {
  index: readonly number[];
  optionsLabels: readonly string[];
}

export interface MultipleSelection<T> {
  /** What can be chosen; setting it chooses nothing, or the first of a range. */
  options: Choices<T>;
  /** The chosen values, in the order of the options; for a range its two ends. */
  value: readonly T[];
  on(event: "value", handler: (value: readonly T[]) => void): () => void;
}

type Selection<State extends object, T> = MultipleSelection<T> &
  Control<State> &
  Omit<State, "optionsLabels">;

export type MultipleOptions<State, T> = Omit<ControlOptions<State>, "optionsLabels"> & {
  readonly options: Choices<T>;
  readonly value?: readonly NoInfer<T>[];
};

interface MultipleClass<State extends object> {
  new <const T>(options: MultipleOptions<State, T>): Selection<State, T>;
}

export type SelectMultiple<T> = Selection<SelectMultipleState, T>;
export const SelectMultiple = multiple(MultipleControl, []) as MultipleClass<SelectMultipleState>;
export type SelectionRangeSlider<T> = Selection<SelectionRangeSliderState, T>;
export const SelectionRangeSlider = multiple(
  RangeControl,
  [0, 0],
) as MultipleClass<SelectionRangeSliderState>;

/** @returns A class; which one, the names above say. */
function multiple(base: new (options?: never) => MultipleState, none: readonly number[]): unknown {
  const Base = base as ControlClass<MultipleState>;
  class Made extends Base {
    #table;

    constructor({ options, value, ...more }: MultipleOptions<MultipleState, unknown>) {
      const table = choiceTable(options);
      const index = value?.map((each) => indexOf(table, each, "value")) ?? none;
      super({ index, ...more, optionsLabels: table.labels });
      this.#table = { ...table, given: options };
    }

    get options(): Choices<unknown> {
      return this.#table.given;
    }

    set options(options: Choices<unknown>) {
      const table = choiceTable(options);
      this.#table = { ...table, given: options };
      this.set({ optionsLabels: table.labels, index: none });
    }

    get value(): readonly unknown[] {
      return this.index.map((index) => valueAt(this.#table, index, "value"));
    }

    set value(value: readonly unknown[]) {
      this.index = value.map((each) => indexOf(this.#table, each, "value"));
    }

    override on(event: string, handler: (value: never) => void): () => void {
      if (event !== "value") return super.on(event as "index", handler as (value: unknown) => void);
      return super.on("index", () => handler(this.value as never));
    }
  }
  return Made;
}

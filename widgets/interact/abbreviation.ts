/** Controls from short descriptions, as in ipywidgets: a number becomes a slider, a list a dropdown. */
import { Checkbox } from "../controls/generated/checkbox.js";
import { FloatSlider } from "../controls/generated/floatSlider.js";
import { IntSlider } from "../controls/generated/intSlider.js";
import { Text } from "../controls/generated/text.js";
import { Dropdown } from "../controls/singleSelection.js";
import { isWidget, type AnyWidget } from "../references.js";

/** A control whose value can be read and followed. */
export interface ValueWidget<Value> extends AnyWidget {
  readonly value: Value;
  on(event: "value", handler: (value: Value) => void): () => void;
}

/**
 * - a control: itself
 * - boolean: Checkbox; string: Text
 * - number v: slider from -v to 3v; [min, max] or [min, max, step]: slider, of integers if all are
 * - an array of strings, or a record of values by label: Dropdown
 */
export type Abbreviation =
  | ValueWidget<unknown>
  | boolean
  | string
  | number
  | readonly [min: number, max: number, step?: number]
  | readonly string[]
  | Readonly<Record<string, unknown>>;

/** The type of the value that an abbreviation's control gives. */
export type ValueOf<A> = A extends AnyWidget & { readonly value: infer Value }
  ? Value
  : A extends boolean
    ? boolean
    : A extends number
      ? number
      : A extends string
        ? string
        : A extends readonly number[]
          ? number
          : A extends readonly (infer Item)[]
            ? Item
            : A[keyof A];

/** @param name Shown beside the control. */
export function controlFor(name: string, abbreviation: Abbreviation): ValueWidget<unknown> {
  const description = name;
  if (isValueWidget(abbreviation)) return abbreviation;
  if (typeof abbreviation === "boolean") return new Checkbox({ value: abbreviation, description });
  if (typeof abbreviation === "string") return new Text({ value: abbreviation, description });
  if (typeof abbreviation === "number") return sliderAround(name, abbreviation);
  if (isNumbers(abbreviation)) return sliderOver(name, abbreviation);
  if (typeof abbreviation === "object" && abbreviation !== null) {
    const options = abbreviation as readonly string[] | Readonly<Record<string, unknown>>;
    if (Object.keys(options).length > 0) return new Dropdown<unknown>({ options, description });
  }
  throw new TypeError(
    `interact: ${name} must be a control, boolean, string, number, [min, max, step?], array of ` +
      `strings or record of values, got ${JSON.stringify(abbreviation)}`,
  );
}

function sliderAround(name: string, value: number): ValueWidget<number> {
  if (!Number.isFinite(value))
    throw new RangeError(`interact: ${name} must be finite, got ${value}`);
  const [min, max] = value === 0 ? [0, 1] : value > 0 ? [-value, 3 * value] : [3 * value, -value];
  return slider(name, { value, min, max });
}

function sliderOver(name: string, numbers: readonly number[]): ValueWidget<number> {
  const [min, max, step] = numbers;
  const ordered = min !== undefined && max !== undefined && min < max && (step ?? 1) > 0;
  if (!ordered || numbers.length > 3 || !numbers.every(Number.isFinite)) {
    const got = JSON.stringify(numbers);
    throw new RangeError(`interact: ${name} must be [min, max, step?] with min < max, got ${got}`);
  }
  const integers = numbers.every(Number.isInteger);
  const middle = integers ? Math.floor((min + max) / 2) : (min + max) / 2;
  return slider(name, { value: middle, min, max, ...(step !== undefined && { step }) });
}

interface SliderRange {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}

function slider(description: string, range: SliderRange): ValueWidget<number> {
  if (Object.values(range).every(Number.isInteger)) return new IntSlider({ ...range, description });
  const step = range.step ?? (range.max - range.min) / 100;
  return new FloatSlider({ ...range, step, description, readoutFormat: ".3g" });
}

function isValueWidget(value: unknown): value is ValueWidget<unknown> {
  return isWidget(value) && "value" in value && "on" in value;
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && typeof value[0] === "number";
}

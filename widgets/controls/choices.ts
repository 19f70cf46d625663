/** What a selection can be: values with labels. */

/** Values, which label themselves, or values by their labels. */
export type Choices<T> = readonly T[] | ReadonlyMap<string, T> | Readonly<Record<string, T>>;

export interface ChoiceTable<T> {
  readonly labels: readonly string[];
  readonly values: readonly T[];
}

export function choiceTable<T>(choices: Choices<T>): ChoiceTable<T> {
  if (Array.isArray(choices)) {
    const values = choices as readonly T[];
    return { labels: values.map(String), values };
  }
  const entries: readonly (readonly [string, T])[] =
    choices instanceof Map ? [...(choices as ReadonlyMap<string, T>)] : Object.entries(choices);
  return { labels: entries.map(([label]) => label), values: entries.map(([, value]) => value) };
}

/** Where a value is. */
export function indexOf<T>({ labels, values }: ChoiceTable<T>, value: T, caller: string): number {
  const index = values.indexOf(value);
  if (index >= 0) return index;
  const known = labels.map((label) => JSON.stringify(label)).join(", ");
  throw new RangeError(`${caller}: value must be one of ${known}, got ${String(value)}`);
}

/** The value at a place; places come from browsers, too. */
export function valueAt<T>({ values }: ChoiceTable<T>, index: number, caller: string): T {
  if (Number.isInteger(index) && index >= 0 && index < values.length) return values[index] as T;
  throw new RangeError(`${caller}: index must be in 0 … ${values.length - 1}, got ${index}`);
}

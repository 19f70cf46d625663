/** What a value in a figure's state must be, for code and for browsers. */
export const isPositive = (value: unknown): value is number =>
  typeof value === "number" && value > 0 && Number.isFinite(value);

export const isIndex = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/** Two finite numbers, ascending. */
export const isRange = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every(Number.isFinite) &&
  (value[0] as number) < (value[1] as number);

/** 1 to `most` names; those that are not known are not drawn. */
export const isNames =
  (most: number) =>
  (value: unknown): value is readonly string[] =>
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= most &&
    value.every((name) => typeof name === "string");

export const isOneOf =
  <const T>(values: readonly T[]) =>
  (value: unknown): value is T =>
    values.includes(value as T);

export function checkPositive(caller: string, name: string, value: number): void {
  if (isPositive(value)) return;
  throw new RangeError(`${caller}: ${name} must be a finite number > 0, got ${String(value)}`);
}

export function checkOneOf<T>(caller: string, name: string, value: T, values: readonly T[]): void {
  if (values.includes(value)) return;
  const list = values.map((each) => JSON.stringify(each)).join(", ");
  throw new RangeError(`${caller}: ${name} must be one of ${list}, got ${JSON.stringify(value)}`);
}

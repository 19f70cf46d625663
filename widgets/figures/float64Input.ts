/** An input as it travels: numbers in typed arrays of any kind become Float64Array, functions stay away. */
export function float64Input<T>(input: T): T {
  return converted(input) as T;
}

function converted(value: unknown): unknown {
  if (value instanceof Float64Array) return value.slice();
  if (isNumbers(value)) return Float64Array.from(value);
  if (Array.isArray(value)) return value.map(converted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([, v]) => v !== undefined && typeof v !== "function",
  );
  return Object.fromEntries(entries.map(([key, v]) => [key, converted(v)]));
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  return ArrayBuffer.isView(value) && "length" in value;
}

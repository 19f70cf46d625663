/**
 * Values between bounds, as ipywidgets keeps them: a value outside moves to the nearest bound, a
 * range is put in order, bounds that cross are an error.
 */
type State = Readonly<Record<string, unknown>>;

/** What has to change in a state so that it is in order. */
export type Settle = (state: State, name: string) => Record<string, unknown>;

/** Entries value, min and max. */
export const clampValue: Settle = (state, name) => {
  const [min, max] = boundsOf(state, name);
  return { value: clamp(state["value"] as number, min, max) };
};

/** Entries value = [lower, upper], min and max. */
export const clampPair: Settle = (state, name) => {
  const [min, max] = boundsOf(state, name);
  const ends = state["value"] as readonly [number, number];
  return { value: [...ends].sort((a, b) => a - b).map((end) => clamp(end, min, max)) };
};

/** Entries value, and min and max as exponents of base. */
export const clampPower: Settle = (state, name) => {
  const [min, max] = boundsOf(state, name);
  const base = state["base"] as number;
  return { value: clamp(state["value"] as number, base ** min, base ** max) };
};

function boundsOf(state: State, name: string): [number, number] {
  const [min, max] = [state["min"] as number, state["max"] as number];
  if (min > max) throw new RangeError(`${name}: min must be <= max, got ${min} and ${max}`);
  return [min, max];
}

const clamp = (value: number, min: number, max: number): number =>
  Math.min(Math.max(value, min), max);

/**
 * Guards for arguments. Every message has one form, `function: rule, got value`, and every
 * comparison is written so that NaN fails it.
 */

/** Throws unless `value` is an integer in [low, high]. */
export function checkInteger(
  caller: string,
  name: string,
  value: number,
  low: number,
  high = Number.MAX_SAFE_INTEGER,
): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  const range = high === Number.MAX_SAFE_INTEGER ? `≥ ${low}` : `in [${low}, ${high}]`;
  throw new RangeError(`${caller}: ${name} must be an integer ${range}, got ${value}`);
}

/** Throws unless `value` is a finite number > 0. */
export function checkPositive(caller: string, name: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new RangeError(`${caller}: ${name} must be a finite number > 0, got ${value}`);
}

/** Throws unless `value` is a finite number ≥ 0. */
export function checkNonNegative(caller: string, name: string, value: number): void {
  if (value >= 0 && Number.isFinite(value)) return;
  throw new RangeError(`${caller}: ${name} must be a finite number ≥ 0, got ${value}`);
}

/** Throws unless `low ≤ value < high` (both finite). */
export function checkInterval(
  caller: string,
  name: string,
  value: number,
  low: number,
  high: number,
): void {
  if (value >= low && value < high) return;
  throw new RangeError(`${caller}: ${name} must be in [${low}, ${high}), got ${value}`);
}

/** Throws unless the vector has exactly `length` entries. */
export function checkLength(
  caller: string,
  name: string,
  vector: ArrayLike<number>,
  length: number,
): void {
  if (vector.length === length) return;
  throw new RangeError(`${caller}: ${name} must have length ${length}, got ${vector.length}`);
}

/** Throws unless it is a Float64Array: from JavaScript anything may come, also plain arrays. */
export function checkFloat64(caller: string, name: string, vector: unknown): void {
  if (vector instanceof Float64Array) return;
  const got = ArrayBuffer.isView(vector) ? vector.constructor.name : typeof vector;
  throw new TypeError(
    `${caller}: ${name} must be a Float64Array, got ${Array.isArray(vector) ? "an array" : got}`,
  );
}

/** Throws if an entry is NaN or infinite, and names the first one. */
export function checkFinite(caller: string, name: string, vector: ArrayLike<number>): void {
  // The usual case, in a tenth of the time.
  if (vector instanceof Float64Array && isFiniteVector(vector)) return;
  for (let i = 0; i < vector.length; i++) {
    if (Number.isFinite(vector[i])) continue;
    throw new RangeError(`${caller}: ${name} must be finite, got ${vector[i]} at index ${i}`);
  }
}

/** 0·x is 0 for finite x only. Four sums at a time: they do not wait for each other. */
function isFiniteVector(x: Float64Array): boolean {
  const end = x.length - (x.length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < end; i += 4) {
    a += 0 * x[i];
    b += 0 * x[i + 1];
    c += 0 * x[i + 2];
    d += 0 * x[i + 3];
  }
  for (let i = end; i < x.length; i++) a += 0 * x[i];
  return a + b + c + d === 0;
}

/** The same for numbers that become float32, where large ones are infinite. */
export function checkSingle(caller: string, name: string, vector: ArrayLike<number>): void {
  if (vector instanceof Float64Array && isFiniteSingle(vector)) return;
  checkFinite(caller, name, vector);
  for (let i = 0; i < vector.length; i++) {
    if (Number.isFinite(Math.fround(vector[i]))) continue;
    throw new RangeError(
      `${caller}: ${name} must fit into float32 (at most 3.4e38), got ${vector[i]} at index ${i}`,
    );
  }
}

function isFiniteSingle(x: Float64Array): boolean {
  const end = x.length - (x.length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < end; i += 4) {
    a += 0 * Math.fround(x[i]);
    b += 0 * Math.fround(x[i + 1]);
    c += 0 * Math.fround(x[i + 2]);
    d += 0 * Math.fround(x[i + 3]);
  }
  for (let i = end; i < x.length; i++) a += 0 * Math.fround(x[i]);
  return a + b + c + d === 0;
}

/** Throws unless `value` is one of the choices. */
export function checkChoice<T extends string>(
  caller: string,
  name: string,
  value: string,
  choices: readonly T[],
): asserts value is T {
  if ((choices as readonly string[]).includes(value)) return;
  throw new RangeError(`${caller}: ${name} must be one of ${choices.join(", ")}, got ${value}`);
}

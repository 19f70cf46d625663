/** Many numbers in one line: range, mean, what is missing, the first and the last of them. */

/** A typed array, or an array of numbers. */
export type Numbers = ArrayLike<number> | ArrayLike<bigint>;

export interface NumberSummary {
  /** Least and greatest of those that are numbers; undefined if none is. */
  readonly min: number | bigint | undefined;
  readonly max: number | bigint | undefined;
  /** Mean of those that are finite. */
  readonly mean: number;
  readonly nan: number;
  readonly infinite: number;
}

export function numberSummary(numbers: Numbers): NumberSummary {
  return typeof numbers[0] === "bigint"
    ? integerSummary(numbers as ArrayLike<bigint>)
    : realSummary(numbers as ArrayLike<number>);
}

/** One pass of plain comparisons: ten million numbers are shown without a wait. */
function realSummary(numbers: ArrayLike<number>): NumberSummary {
  let [min, max, sum, finite, nan] = [Infinity, -Infinity, 0, 0, 0];
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i] as number;
    if (x < min) min = x;
    if (x > max) max = x;
    // The difference is NaN for NaN and the infinities.
    if (x - x === 0) {
      sum += x;
      finite++;
    } else if (x !== x) nan++;
  }
  const infinite = numbers.length - finite - nan;
  const range = finite + infinite > 0 ? { min, max } : { min: undefined, max: undefined };
  return { ...range, mean: sum / finite, nan, infinite };
}

function integerSummary(numbers: ArrayLike<bigint>): NumberSummary {
  let [min, max, sum] = [numbers[0], numbers[0], 0];
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i] as bigint;
    if (min === undefined || x < min) min = x;
    if (max === undefined || x > max) max = x;
    sum += Number(x);
  }
  return { min, max, mean: sum / numbers.length, nan: 0, infinite: 0 };
}

/** `min −1, max 2, mean 0.3, 2 NaN` */
export function summaryText({ min, max, mean, nan, infinite }: NumberSummary): string {
  const parts: string[] = [];
  if (min !== undefined && max !== undefined)
    parts.push(`min ${shortNumber(min)}`, `max ${shortNumber(max)}`);
  if (!Number.isNaN(mean)) parts.push(`mean ${shortNumber(mean)}`);
  if (nan > 0) parts.push(`${nan.toLocaleString("en")} NaN`);
  if (infinite > 0) parts.push(`${infinite.toLocaleString("en")} infinite`);
  return parts.join(", ");
}

/** Six significant digits; integers in full. */
export function shortNumber(x: number | bigint): string {
  if (typeof x === "bigint" || Number.isInteger(x) || !Number.isFinite(x)) return String(x);
  return String(Number(x.toPrecision(6)));
}

/** `[1, 2, 3, …, 9, 10]`: the first and last `edge` of the numbers. */
export function edges(numbers: Numbers, edge: number): string {
  const { length } = numbers;
  const isLong = length > 2 * edge;
  const shown = Array.from({ length: isLong ? 2 * edge : length }, (_, i) =>
    shortNumber(numbers[isLong && i >= edge ? length - 2 * edge + i : i] as number | bigint),
  );
  if (isLong) shown.splice(edge, 0, "…");
  return `[${shown.join(", ")}]`;
}

/**
 * Whether two texts are the same up to the last digits of their numbers: sums of exponentials may be
 * rounded differently by another version of the JavaScript engine.
 */
const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;

/**
 * @param slack Allowed beside 0.2 % of a number, such as a tenth of a pixel.
 * @returns Undefined, or the first difference.
 */
export function difference(actual: string, expected: string, slack = 0): string | undefined {
  const [a, b] = [actual, expected].map((text) => text.split(number));
  const [x, y] = [actual, expected].map((text) => (text.match(number) ?? []).map(Number));
  const words = a.findIndex((word, i) => word !== b[i]);
  if (words >= 0) return `${a[words].slice(0, 80)} ≠ ${b[words]?.slice(0, 80)}`;
  if (a.length !== b.length) return `${b.length - a.length} numbers are missing`;
  const numbers = x.findIndex((value, i) => Math.abs(value - y[i]) > slack + 2e-3 * Math.abs(y[i]));
  return numbers < 0 ? undefined : `${x[numbers]} ≠ ${y[numbers]}`;
}

/**
 * Student's t distribution with a whole number ν of degrees of freedom, by its finite series: with
 * θ = atan(t/√ν),
 *
 *   P(|T| ≤ t) = sin θ · (1 + ½cos²θ + (1·3)/(2·4) cos⁴θ + …)                   for even ν,
 *   P(|T| ≤ t) = (2/π) · (θ + sin θ · (cos θ + ⅔cos³θ + (2·4)/(3·5) cos⁵θ + …)) for odd ν,
 *
 * up to the power ν − 2. Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.
 */
import { checkInteger, checkInterval } from "../core/check.js";

/** The t that |T| exceeds with probability `tail`; to about 1e-15 / tail. */
export function studentT(tail: number, freedom: number): number {
  checkInteger("studentT", "freedom", freedom, 1);
  checkInterval("studentT", "tail", tail, Number.EPSILON, 1);
  let [low, high] = [0, 1];
  while (1 - within(high, freedom) > tail) [low, high] = [high, 2 * high];
  for (let bit = 0; bit < 60; bit++) {
    const middle = (low + high) / 2;
    if (1 - within(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return high;
}

/** P(|T| ≤ t). */
function within(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const square = Math.cos(angle) ** 2;
  const odd = freedom % 2;
  let term = odd ? Math.cos(angle) : 1;
  let sum = freedom > 1 ? term : 0;
  for (let power = 2 + odd; power <= freedom - 2; power += 2) {
    term *= (square * (power - 1)) / power;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

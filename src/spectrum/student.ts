/**
 * Quantiles of Student's distribution for error bars. A mean over ten probes whose own scatter is all that
 * is known of its error needs a bar of 2.26, not 1.96, standard errors; one over two probes needs 12.7.
 */
import { studentT } from "./studentT.js";

/** Beyond so many degrees the normal distribution is within 0.2 % of its quantiles. */
const most = 1000;

const known = new Map<string, number>();

/**
 * The t with P(|T| ≤ t) = level. Degrees of freedom are rounded down, which makes bars longer, and
 * are at least 1.
 */
export function studentQuantile(level: number, degrees: number): number {
  const nu = Math.max(1, Math.min(most, Math.floor(degrees)));
  const key = `${level} ${nu}`;
  const t = known.get(key) ?? studentT(1 - level, nu);
  known.set(key, t);
  return t;
}

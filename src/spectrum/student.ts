/**
 * Student's distribution with an integer number ν of degrees of freedom, by its finite sum in the
 * angle θ = arctan(t/√ν). Abramowitz and Stegun (1964), 26.7.3 and 26.7.4:
 *
 *   P(|T| ≤ t) = (2/π) (θ + sin θ (cos θ + (2/3) cos³θ + … ))        ν odd, up to cos^(ν−2)
 *              = sin θ (1 + (1/2) cos²θ + (1·3)/(2·4) cos⁴θ + … )    ν even
 *
 * A mean over ten probes whose own scatter is all that is known of its error needs a bar of 2.26,
 * not 1.96, standard errors; one over two probes needs 12.7.
 */

/** Beyond so many degrees the normal distribution is within 0.2 % of its quantiles. */
const most = 1000;

/** P(|T| ≤ t) at the angle. */
function within(angle: number, nu: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const odd = nu % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = 0;
  for (let power = odd ? 1 : 0; power <= nu - 2; power += 2) {
    sum += term;
    term *= (cosine * cosine * (power + 1)) / (power + 2);
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

const known = new Map<string, number>();

/**
 * The t with P(|T| ≤ t) = level. Degrees of freedom are rounded down, which makes bars longer, and
 * are at least 1.
 */
export function studentQuantile(level: number, degrees: number): number {
  const nu = Math.max(1, Math.min(most, Math.floor(degrees)));
  const key = `${level} ${nu}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (within(middle, nu) < level) low = middle;
    else high = middle;
  }
  const t = Math.sqrt(nu) * Math.tan(low);
  known.set(key, t);
  return t;
}

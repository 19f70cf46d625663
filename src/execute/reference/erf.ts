/**
 * The error function in float64: erf x = (2/√π) ∫₀ˣ exp(−t²) dt.
 *
 * |x| < 2.5: the series (2/√π) exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, all terms positive, so nothing
 * cancels. Beyond: 1 − erfc by the continued fraction of Laplace, evaluated backwards.
 * Abramowitz and Stegun (1964), 7.1.6 and 7.1.14.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size < 6)) return Number.isNaN(x) ? NaN : Math.sign(x); // 1 − erf(6) < 2⁻⁵⁴
  return size < 2.5 ? series(x) : Math.sign(x) * (1 - complement(size));
}

function series(x: number): number {
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

/** erfc x = exp(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))). */
function complement(x: number): number {
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

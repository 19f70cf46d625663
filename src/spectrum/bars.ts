/**
 * Error bars of means over probes, at many points at once. Three sources, kept apart:
 *
 *   probes   standard error of the mean over k random probes. The bootstrap over probes has a closed
 *            form for a mean (Efron 1979, doi:10.1214/aos/1176344552, §2): s/√k, here with k − 1
 *            in s², so that it is unbiased. It needs no random numbers.
 *   krylov   how far truncation to so many steps can move the value: the greater side of the mean
 *            interval of the probes.
 *   data     standard error of the mean over disjoint parts of the data, each a spectrum of its own
 *            with the same probes: s/√m over m parts.
 *
 * A few probes know little of their own scatter (a bar over two is 12.7 standard errors long). But
 * Rademacher probes have a bound, Var[qᵀ f(A) q] ≤ (2/P) (mean f² − (mean f)²) with means over the
 * eigenvalues (Avron and Toledo 2011, doi:10.1145/1944345.1944349), and the means are known. Where P
 * is, s² is moderated: the bound counts as much as ten probes more (Smyth 2004, doi:10.2202/1544-6115.1027).
 *
 * A share or density near zero has skewed noise: χ² for a single eigenvalue. Its variance grows with
 * the value, so a bar holds every x with |value − x| ≤ t √(variance at x) (Wilson 1927,
 * doi:10.1080/01621459.1927.10502953): longer above than below.
 */
import { studentQuantile } from "./student.js";

/** Of `lower` and `upper` everywhere: 95 of 100 bars contain the exact value. */
export const level = 0.95;

export interface Parts<T> {
  /** Standard error over random probes. */
  readonly probes: T;
  /** Greatest distance by which the truncated Krylov space can be wrong; not a standard error. */
  readonly krylov: T;
  /** Standard error of sampling, where the spectrum was given disjoint parts of the data. */
  readonly data?: T;
}

export interface Bars {
  readonly value: Float64Array;
  /** 95 % at each point: Student's bars of the two standard errors, around the Krylov interval. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly parts: Parts<Float64Array>;
}

export interface Evidence {
  /** One row per probe, one column per point. */
  readonly values: readonly Float64Array[];
  /** Krylov intervals, in the same form; left out where the values are exact. */
  readonly low?: readonly Float64Array[];
  readonly high?: readonly Float64Array[];
  /** The bound on the variance of one probe. */
  readonly bound?: Float64Array;
  /** The value of each part of the data. */
  readonly subsets?: readonly Float64Array[];
  /** Values that cannot be negative, or shares, which cannot be above 1 either. */
  readonly kind?: "any" | "positive" | "share";
}

/** As many probes as the bound on their variance counts. */
const pseudoProbes = 10;

export function bars(evidence: Evidence): Bars {
  const { values, low = values, high = values, subsets = [], bound, kind = "any" } = evidence;
  const value = mean(values);
  const [from, to] = [mean(low), mean(high)];
  const count = values.length;
  const probes = moderated(values, bound);
  const krylov = value.map((v, i) => Math.max(0, v - from[i], to[i] - v));
  const data = subsets.length > 1 ? scatter(subsets).map(squareRoot) : undefined;
  const degrees = count - 1 + (bound ? pseudoProbes : 0);
  const sides = Array.from(value, (v, i) => {
    const sampling = data ? [{ error: data[i], degrees: subsets.length - 1 }] : [];
    return reach(v, total([{ error: probes[i], degrees }, ...sampling]), kind);
  });
  const [least, greatest] = [kind === "any" ? -Infinity : 0, kind === "share" ? 1 : Infinity];
  return {
    value,
    lower: value.map((v, i) => Math.max(least, Math.min(v, from[i]) - sides[i].down)),
    upper: value.map((v, i) => Math.min(greatest, Math.max(v, to[i]) + sides[i].up)),
    parts: { probes, krylov, ...(data && { data }) },
  };
}

interface Uncertain {
  readonly error: number;
  readonly degrees: number;
}

/** Independent errors added: Welch (1947), doi:10.1093/biomet/34.1-2.28, for the degrees of freedom. */
function total(sources: readonly Uncertain[]): Uncertain {
  const variance = sources.reduce((sum, { error }) => sum + error ** 2, 0);
  if (!(variance > 0 && variance < Infinity)) return { error: Math.sqrt(variance), degrees: 1 };
  const shares = sources.map(({ error, degrees }) => (error ** 2 / variance) ** 2 / degrees);
  return { error: Math.sqrt(variance), degrees: 1 / shares.reduce((a, b) => a + b, 0) };
}

/** Lengths of the bar below and above the value. */
function reach(value: number, { error, degrees }: Uncertain, kind: Evidence["kind"]) {
  const t = studentQuantile(level, degrees + 1e-9);
  if (kind === "any" || error === 0 || error === Infinity)
    return { down: t * error, up: t * error };
  const mirrored = kind === "share" && value > 0.5;
  const shift = ((t * error) ** 2 / (mirrored ? 1 - value : value)) * 0.5;
  const half = Math.hypot(t * error, shift);
  const [near, far] = [shift < Infinity ? half - shift : 0, half + shift];
  return mirrored ? { down: far, up: near } : { down: near, up: far };
}

/** Standard errors of the means, with the bound as further probes. */
function moderated(values: readonly Float64Array[], bound?: Float64Array): Float64Array {
  const count = values.length;
  if (!bound) return count > 1 ? scatter(values).map(squareRoot) : values[0].map(() => Infinity);
  const own = count > 1 ? scatter(values) : new Float64Array(bound.length);
  return own.map((variance, i) => {
    const sum = (count - 1) * variance + (pseudoProbes * bound[i]) / count;
    return Math.sqrt(sum / (count - 1 + pseudoProbes));
  });
}

export function mean(rows: readonly Float64Array[]): Float64Array {
  return rows[0].map((_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length);
}

/** Squared standard error of the mean of at least two rows. */
function scatter(rows: readonly Float64Array[]): Float64Array {
  const count = rows.length;
  return mean(rows).map(
    (m, i) => rows.reduce((sum, row) => sum + (row[i] - m) ** 2, 0) / (count - 1) / count,
  );
}

const squareRoot = (x: number): number => Math.sqrt(x);

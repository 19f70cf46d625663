/**
 * How far apart two spectra are, by their cumulative distributions F and G:
 *
 *   Wasserstein   ∫ |F − G| dλ     the way an eigenvalue moves on average; in the unit of λ
 *   Kolmogorov    sup |F − G|      a share, the same for every scale of λ
 *
 * Two runs of one matrix with other probes are apart as well. `noise` is what the probes alone would
 * give were both spectra the same: the distance between bootstrap means less their means, each
 * stretched by √(k/(k−1)), because k resampled probes scatter less than k new ones. Spectra of the
 * same probes (one seed) are nearer than that, because their noise is partly the same.
 */
import { checkInteger } from "../core/check.js";
import { quantile, resampledCounts } from "./bootstrap.js";
import { level } from "./bars.js";
import type { ProbeQuadrature } from "./quadrature.js";
import { studentQuantile } from "./student.js";

export interface Distance {
  readonly value: number;
  /** Mean distance by the noise of the probes alone; infinite where a spectrum has one probe. */
  readonly noise: number;
  /** 95 of 100 distances by noise alone are below: beyond it the spectra differ. */
  readonly limit: number;
}

export interface DistanceOptions {
  readonly resamples?: number;
  readonly seed?: number;
}

export interface HasProbes {
  readonly probes: readonly ProbeQuadrature[];
}

export function distance(
  s: HasProbes,
  t: HasProbes,
  { resamples = 400, seed = 0 }: DistanceOptions = {},
): { readonly wasserstein: Distance; readonly kolmogorov: Distance } {
  checkInteger("distance", "resamples", resamples, 20);
  checkInteger("distance", "seed", seed, 0);
  const steps = ascending([s, t]);
  const [a, b] = [s.probes.length, t.probes.length];
  const found = between(steps, [new Float64Array(a).fill(1 / a), new Float64Array(b).fill(-1 / b)]);
  const noise = Math.min(a, b) < 2 ? [] : byNoise(steps, [a, b], resamples, seed);
  // Few probes know their scatter badly: as much as Student's bar is longer than the normal one.
  const caution = studentQuantile(level, a + b - 2) / studentQuantile(level, Infinity);
  const summary = (pick: (d: Apart) => number): Distance => {
    const values = noise.map(pick);
    const known = values.length > 0;
    return {
      value: pick(found),
      noise: known ? values.reduce((x, y) => x + y, 0) / values.length : Infinity,
      limit: known ? caution * quantile(values, level) : Infinity,
    };
  };
  return { wasserstein: summary((d) => d.area), kolmogorov: summary((d) => d.greatest) };
}

interface Step {
  readonly node: number;
  readonly weight: number;
  readonly spectrum: 0 | 1;
  readonly probe: number;
}

interface Apart {
  readonly area: number;
  readonly greatest: number;
}

function ascending(spectra: readonly [HasProbes, HasProbes]): Step[] {
  const of = (spectrum: 0 | 1): Step[] =>
    spectra[spectrum].probes.flatMap(({ nodes, weights }, probe) =>
      Array.from(nodes, (node, j) => ({ node, weight: weights[j], spectrum, probe })),
    );
  return [...of(0), ...of(1)].sort((x, y) => x.node - y.node);
}

/** Of Σ coefficient · F over the probes of both spectra. */
function between(
  steps: readonly Step[],
  coefficients: readonly [Float64Array, Float64Array],
): Apart {
  let [height, area, greatest] = [0, 0, 0];
  steps.forEach(({ node, weight, spectrum, probe }, i) => {
    height += coefficients[spectrum][probe] * weight;
    const width = (steps[i + 1]?.node ?? node) - node;
    if (width === 0 && i + 1 < steps.length) return; // steps at one place are one
    area += Math.abs(height) * width;
    greatest = Math.max(greatest, Math.abs(height));
  });
  return { area, greatest };
}

function byNoise(
  steps: readonly Step[],
  [a, b]: readonly [number, number],
  resamples: number,
  seed: number,
): Apart[] {
  const centered = (count: number, stream: string): Float64Array[] =>
    resampledCounts(count, resamples, seed, stream).map((counts) =>
      counts.map((c) => ((c - 1) / count) * Math.sqrt(count / (count - 1))),
    );
  const [first, second] = [centered(a, "first"), centered(b, "second")];
  return first.map((coefficients, i) => between(steps, [coefficients, second[i]]));
}

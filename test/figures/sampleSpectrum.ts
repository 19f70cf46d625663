/**
 * A made-up spectrum with the shape of a small network's Hessian: a bulk around zero with a long
 * right tail and three isolated eigenvalues. Nodes lie on a fixed law with seeded jitter, so that
 * every machine sees the same numbers.
 */
import { random } from "../../src/core/random.js";
import type { Atom, DensityInput, QuadratureInput } from "../../src/figures/densityInput.js";
import { smooth } from "../../src/spectrum/smooth.js";

const atoms: readonly Atom[] = [
  { value: 3.21, mass: 1 / 61706, residual: 2e-3 },
  { value: 7.64, mass: 1 / 61706, residual: 4e-5 },
  { value: 18.9, mass: 1 / 61706, residual: 3e-9 },
];

export function sampleSpectrum({ probes = 3, steps = 40 } = {}): DensityInput & { kind: string } {
  const quadratures = Array.from({ length: probes }, (_, i) => sampleProbe(i, steps));
  const bulk = quadratures.map(({ nodes, weights }) => ({
    nodes: nodes.subarray(0, steps - atoms.length),
    weights: weights.subarray(0, steps - atoms.length),
  }));
  return {
    kind: "spectrum",
    probes: quadratures,
    size: 61706,
    samples: 512,
    label: "Hessian of LeNet",
    density({ width = 0.05, grid = evenGrid(-1.2, 20, 1500) } = {}) {
      return { ...smooth(bulk, { width, grid }), width, atoms };
    },
  };
}

function sampleProbe(seed: number, steps: number): QuadratureInput {
  const stream = random(seed, "sample spectrum");
  const inBulk = steps - atoms.length;
  const nodes = Array.from({ length: inBulk }, (_, j) => {
    const s = (2 * (j + 0.3 + 0.4 * stream.uniform())) / inBulk - 1; // −1 … 1, ascending
    return s < 0 ? -0.7 * s * s : 2.4 * s * s * s;
  });
  const raw = nodes.map((node) => Math.exp(-Math.abs(node) / 0.12) * (0.5 + stream.uniform()));
  const outliers = atoms.map(() => (0.5 + stream.uniform()) / 61706);
  const total = raw.reduce((a, b) => a + b, 0) / (1 - outliers.reduce((a, b) => a + b, 0));
  return {
    nodes: Float64Array.from([...nodes, ...atoms.map(({ value }) => value)]),
    weights: Float64Array.from([...raw.map((w) => w / total), ...outliers]),
    residuals: Float64Array.from([
      ...nodes.map((node) => 0.05 * Math.abs(node)),
      ...atoms.map(({ residual }) => residual),
    ]),
  };
}

function evenGrid(low: number, high: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

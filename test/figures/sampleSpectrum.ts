/**
 * A made-up spectrum with the shape of a small network's Hessian: a bulk around zero with a long
 * right tail and three isolated eigenvalues. Nodes lie on a fixed law with seeded jitter, so that
 * every machine sees the same numbers.
 */
import { random } from "../../src/core/random.js";
import type { DensityInput, QuadratureInput } from "../../src/figures/densityInput.js";
import { density } from "../../src/spectrum/density.js";

const outliers = [
  { value: 3.21, residual: 2e-3 },
  { value: 7.64, residual: 4e-5 },
  { value: 18.9, residual: 3e-9 },
];

export function sampleSpectrum({ probes = 3, steps = 40 } = {}): DensityInput & { kind: string } {
  const quadratures = Array.from({ length: probes }, (_, i) => sampleProbe(i, steps));
  return {
    kind: "spectrum",
    probes: quadratures,
    size: 61706,
    samples: 512,
    label: "Hessian of LeNet",
    density: ({ width = 0.05, ...options } = {}) => density(quadratures, { width, ...options }),
  };
}

function sampleProbe(seed: number, steps: number): QuadratureInput {
  const stream = random(seed, "sample spectrum");
  const inBulk = steps - outliers.length;
  const nodes = Array.from({ length: inBulk }, (_, j) => {
    const s = (2 * (j + 0.3 + 0.4 * stream.uniform())) / inBulk - 1; // −1 … 1, ascending
    return s < 0 ? -0.7 * s * s : 2.4 * s * s * s;
  });
  const raw = nodes.map((node) => Math.exp(-Math.abs(node) / 0.12) * (0.5 + stream.uniform()));
  const masses = outliers.map(() => (0.5 + stream.uniform()) / 61706);
  const total = raw.reduce((a, b) => a + b, 0) / (1 - masses.reduce((a, b) => a + b, 0));
  return {
    nodes: Float64Array.from([...nodes, ...outliers.map(({ value }) => value)]),
    weights: Float64Array.from([...raw.map((w) => w / total), ...masses]),
    residuals: Float64Array.from([
      ...nodes.map((node) => 0.05 * Math.abs(node)),
      ...outliers.map(({ residual }) => residual),
    ]),
  };
}

/** Made-up results for the figures of planes, paths, sparsity, games and cells; all from seeds. */
import { random } from "../../src/core/random.js";
import { density } from "../../src/spectrum/density.js";
import type { DensityInput } from "../../src/figures/densityInput.js";
import { sampleSpectrum } from "./sampleSpectrum.js";

/** A valley across which a path goes down in a spiral, ever nearer to the plane. */
export function samplePlane(points = 41) {
  const axis = Float64Array.from({ length: points }, (_, i) => -1 + (2 * i) / (points - 1));
  const at = (a: number, b: number): number => 0.02 + 6 * a * a + 0.7 * (b - 0.3 * a * a) ** 2;
  const path = Array.from({ length: 30 }, (_, i) => {
    const r = 0.9 * Math.exp(-i / 11);
    return { alpha: r * Math.cos(0.9 * i), beta: r * Math.sin(0.5 * i + 0.7), off: 1.3 * r * r };
  });
  const projectedLoss = path.map(({ alpha, beta }) => at(alpha, beta));
  return {
    plane: {
      alpha: axis,
      beta: axis,
      loss: Float64Array.from([...axis].flatMap((b) => [...axis].map((a) => at(a, b)))),
    },
    labels: ["eigenvector 1", "eigenvector 2"] as const,
    path: {
      alpha: Float64Array.from(path, ({ alpha }) => alpha),
      beta: Float64Array.from(path, ({ beta }) => beta),
      loss: projectedLoss.map((loss, i) => loss * (1 - 0.3 * path[i].off)),
      projectedLoss,
      distance: path.map(({ off }) => off),
      step: path.map((_, i) => 10 * i),
    },
    curvature: [12.04, 1.4] as const,
  };
}

/** The spectrum moves to the right by `shift` and its outliers with it. */
export function sampleMoment(factor: number): DensityInput {
  const { probes, size } = sampleSpectrum();
  const scaled = probes.map(({ nodes, weights, residuals }) => ({
    nodes: nodes.map((x) => factor * x),
    weights,
    residuals: residuals.map((x) => factor * x),
  }));
  return {
    probes: scaled,
    size,
    samples: 512,
    density: ({ width = 0.05, ...options } = {}) => density(scaled, { width, ...options }),
  };
}

/** A spectrum that grows while the path of `samplePlane` goes down; a frame each 290 / (frames − 1) steps. */
export function sampleFilm(frames = 4) {
  const { plane, labels, path } = samplePlane();
  return {
    spectra: Array.from({ length: frames }, (_, i) => ({
      step: Math.round((290 * i) / (frames - 1)),
      spectrum: sampleMoment(0.3 + (0.7 * i) / (frames - 1)),
    })),
    plane: { ...plane, labels },
    path,
  };
}

/** Between two minima, over a barrier. */
export function sampleLossPath(points = 41) {
  const t = Float64Array.from({ length: points }, (_, i) => i / (points - 1));
  const hill = t.map((x) => Math.sin(Math.PI * x) ** 2);
  return {
    t,
    loss: t.map((x, i) => 0.08 + 0.04 * x + 0.9 * hill[i]),
    accuracy: hill.map((h) => 0.98 - 0.3 * h),
    top: [hill.map((h) => 19 - 8 * h), hill.map((h) => 8 - 2 * h)],
    negativeMass: hill.map((h) => 0.03 + 0.2 * h),
    densities: Array.from(hill, (h) => sampleMoment(1 - 0.6 * h).density({ width: 0.2 })),
  };
}

const shapes = {
  "conv1/kernel": [8, 9],
  "dense1/kernel": [16, 24],
  "dense2/kernel": [24, 10],
} as const;

/**
 * More of the weights are exactly zero from moment to moment: the soft threshold rises. Few weights, for the golden
 * figure holds them all; sparsity.test.ts has more than are drawn.
 */
export function sampleLayers(moments = 1) {
  return Object.entries(shapes).map(([name, shape]) => {
    const stream = random(7, name);
    const start = Float64Array.from(
      { length: shape[0] * shape[1] },
      () => 0.1 * stream.normal() ** 3,
    );
    const shrunk = (threshold: number): Float64Array =>
      start.map((w) => Math.sign(w) * Math.max(0, Math.abs(w) - threshold));
    const series = Array.from({ length: moments }, (_, i) => ({
      step: 100 * (i + 1),
      values: shrunk(0.004 * (i + 1)),
    }));
    return { name, shape, values: moments === 1 ? series[0].values : series };
  });
}

/** Pairs of eigenvalues that turn out of the stable half plane. */
export function sampleGame(moments = 1) {
  const stream = random(3, "sample game");
  const start = Array.from({ length: 24 }, () => [0.4 + stream.normal() ** 2, 3 * stream.normal()]);
  return Array.from({ length: moments }, (_, i) => {
    const pairs = start.flatMap(([re, im]) => {
      const real = re - 0.06 * (i + 1) * Math.abs(im);
      return [
        [real, im],
        [real, -im],
      ];
    });
    return {
      step: 50 * (i + 1),
      real: Float64Array.from(pairs, ([real]) => real),
      imag: Float64Array.from(pairs, ([, imag]) => imag),
      residual: Float64Array.from(pairs, () => 2e-4),
    };
  });
}

const operations = ["conv 3×3", "max pool", "skip"];

/** Four nodes, three operations between any two; what is weak vanishes. */
export function sampleCell(steps = 1) {
  const nodes = ["input", "node 1", "node 2", "output"];
  const stream = random(11, "sample cell");
  const edges = nodes.flatMap((to, j) =>
    nodes.slice(0, j).flatMap((from) =>
      operations.map((operation) => {
        const start = 2 * stream.uniform();
        const norms = Array.from({ length: steps }, (_, i) =>
          Math.max(0, start - (0.9 * (i + 1)) / steps),
        );
        return { from, to, operation, norm: norms };
      }),
    ),
  );
  return { nodes, edges, steps: Array.from({ length: steps }, (_, i) => 20 * (i + 1)) };
}

export const sampleMonitor = {
  records: Array.from({ length: 200 }, (_, i) => ({
    step: i + 1,
    loss: 2.3 / (1 + i / 12) + 0.05 * Math.sin(3 * i),
    ...(i % 20 === 19 && { accuracy: 1 - 0.9 / (1 + i / 20) }),
  })),
  sharpness: Array.from({ length: 20 }, (_, i) => ({
    step: 10 * (i + 1),
    value: 76 - 60 * 0.8 ** i + (i % 2),
    residual: 6 / (1 + i),
  })),
  limits: { gradientDescent: 40, momentum: 76 },
};

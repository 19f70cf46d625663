/**
 * Numbers that a spectrum states with an error bar, each beside what it must contain: the same number
 * from all exact eigenvalues.
 */
import type { Spectrum } from "../../src/spectrum/spectrum.js";

interface Bar {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Statement {
  readonly name: string;
  readonly exact: number;
  readonly stated: (s: Spectrum) => Bar;
}

/** @param exact All eigenvalues, ascending. */
export function statements(exact: Float64Array): Statement[] {
  const size = exact.length;
  const top = exact[size - 1];
  const sum = (f: (x: number) => number): number => exact.reduce((total, x) => total + f(x), 0);
  const c = top / 1000;
  return [
    { name: "trace", exact: sum((x) => x), stated: (s) => s.trace() },
    { name: "‖H‖_F", exact: Math.sqrt(sum((x) => x * x)), stated: (s) => s.frobenius() },
    { name: "mean λ³", exact: sum((x) => x ** 3) / size, stated: (s) => s.moment(3) },
    {
      name: "effective dimension, c = λ₁/10",
      exact: sum((x) => x / (x + top / 10)),
      stated: (s) => s.effectiveDimension(top / 10),
    },
    ...[1e-4, 1e-3, 1e-2, 1e-1].map((part) => ({
      name: `mass above λ₁·${part}`,
      exact: sum((x) => (x > part * top ? 1 : 0)) / size,
      stated: (s: Spectrum) => s.mass(part * top, Infinity),
    })),
    {
      name: "mass below −λ₁/1000",
      exact: sum((x) => (x <= -c ? 1 : 0)) / size,
      stated: (s) => s.negativeMass({ zero: c }),
    },
    ...[0.02, 0.1, 0.5, 0.9, 0.98].map((share) => atQuantile(exact, share)),
    ...[0.1, 0.5, 0.9].map((share) => densityAt(exact, share)),
  ];
}

/** F at the exact quantile; a little above it, so that rounding does not decide which side it is on. */
function atQuantile(exact: Float64Array, share: number): Statement {
  const i = Math.round(share * exact.length) - 1;
  const t = (exact[i] + exact[i + 1]) / 2;
  return {
    name: `F at the ${100 * share} % quantile`,
    exact: (i + 1) / exact.length,
    stated(s) {
      const { value, lower, upper } = s.cumulative(Float64Array.of(t));
      return { value: value[0], lower: lower[0], upper: upper[0] };
    },
  };
}

/** The exact density smoothed as the default does: a hundredth of the range wide. */
function densityAt(exact: Float64Array, share: number): Statement {
  const width = (exact[exact.length - 1] - exact[0]) / 100;
  const t = exact[Math.round(share * exact.length)];
  const peak = 1 / (exact.length * width * Math.sqrt(2 * Math.PI));
  return {
    name: `density at the ${100 * share} % quantile`,
    exact: exact.reduce((sum, x) => sum + peak * Math.exp(-(((t - x) / width) ** 2) / 2), 0),
    stated(s) {
      const { density, lower, upper } = s.density({ width, grid: Float64Array.of(t) });
      return { value: density[0], lower: lower[0], upper: upper[0] };
    },
  };
}

import { expect, test } from "vitest";
import type { DensityInput } from "../../src/figures/densityInput.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import type { Trace } from "../../src/figures/plotlyJson.js";
import { expectGolden } from "./golden.js";
import { sampleSpectrum } from "./sampleSpectrum.js";

/** Few points, so that none is thinned away. */
const coarse = Float64Array.from({ length: 40 }, (_, i) => -1 + i / 10);

function trace(figure: { data: readonly Trace[] }, name: string): Trace {
  const found = figure.data.find((candidate) => candidate.name.startsWith(name));
  if (found === undefined) throw new Error(`trace: must be in the figure, got none named ${name}`);
  return found;
}

const ys = (t: Trace): number[] => t.y.filter((value) => value !== null);

test("is the golden figure", () => {
  const curve = {
    grid: Float64Array.of(-0.5, 0, 0.5, 1),
    density: Float64Array.of(0.2, 1.4, 0.3, 0),
    lower: Float64Array.of(0.1, 1.3, 0.25, 0),
    upper: Float64Array.of(0.3, 1.5, 0.35, 0),
    width: 0.25,
    atoms: [{ value: 4 / 3, mass: 1 / 300, residual: 2e-5 }],
  };
  const probe = {
    nodes: Float64Array.of(-0.1, 0.2, 4 / 3),
    weights: Float64Array.of(0.6, 0.3967, 0.0033),
    residuals: Float64Array.of(0.1, 0.05, 2e-5),
  };
  const input = { probes: [probe, probe], size: 300, label: "Golden", density: () => curve };
  expectGolden("eigenvalueDensity", eigenvalueDensityFigure(input));
});

test("draws the library's density where the axis reaches, and its band around it", () => {
  const input = sampleSpectrum();
  const figure = eigenvalueDensityFigure(input, { width: 0.2, grid: coarse });
  const { density, upper, lower } = input.density({ width: 0.2, grid: coarse });
  const floor = 10 ** (figure.layout.yaxis.range?.[0] ?? NaN);
  const shown = ys(trace(figure, "density"));
  const band = ys(trace(figure, "95 %"));
  density.forEach((value, i) => {
    if (value < floor) return expect(shown[i]).toBeLessThanOrEqual(floor);
    expect(shown[i] / value).toBeCloseTo(1, 5);
    expect(band[i] / upper[i]).toBeCloseTo(1, 5);
    if (lower[i] > floor) expect(band[band.length - 1 - i] / lower[i]).toBeCloseTo(1, 5);
  });
});

test("stands each outlier on the floor of the axis with its mass as height", () => {
  const input = sampleSpectrum();
  const [atom] = input.density().atoms;
  const figure = eigenvalueDensityFigure(input);
  const stems = figure.data.find(({ legendgroup, mode }) => legendgroup && mode === "lines");
  const floor = 10 ** (figure.layout.yaxis.range?.[0] ?? NaN);
  const mass = Number(atom.mass.toPrecision(6));
  expect(stems?.x.slice(0, 3)).toEqual([3.21, 3.21, null]);
  expect(stems?.y[0]).toBeCloseTo(floor, 12);
  expect(stems?.y.slice(1, 3)).toEqual([mass, null]);
  expect(trace(figure, "outliers (3)").customdata?.[0]).toEqual([
    Number((atom.mass * 61706).toPrecision(3)),
    2e-3,
    3.21,
  ]);
});

test("ends the logarithmic axis at a power of ten below the mass of one eigenvalue", () => {
  const [low, high] = eigenvalueDensityFigure(sampleSpectrum()).layout.yaxis.range ?? [NaN, NaN];
  expect(low).toBe(Math.round(low));
  expect(10 ** low).toBeLessThan(1 / 61706);
  expect(10 ** low).toBeGreaterThan(1e-3 / 61706);
  const peak = Math.max(...sampleSpectrum().density().upper);
  expect(10 ** high).toBeGreaterThan(peak);
});

test.each([0.001, 0.05, 2])(
  "without outliers it ends below one eigenvalue of width %d",
  (width) => {
    const input = sampleSpectrum();
    const bare = { ...input, density: () => ({ ...input.density({ width }), atoms: [] }) };
    const [low] = eigenvalueDensityFigure(bare).layout.yaxis.range ?? [NaN];
    const one = 1 / (61706 * width * Math.sqrt(2 * Math.PI));
    expect(10 ** low / one).toBeLessThanOrEqual(0.1);
    expect(10 ** low / one).toBeGreaterThan(0.009);
  },
);

test("of too many Ritz values, each column of the screen shows one, the outliers too", () => {
  const rug = trace(eigenvalueDensityFigure(sampleSpectrum({ probes: 30, steps: 120 })), "Ritz");
  expect(rug.x.length).toBeLessThanOrEqual(1500);
  expect(rug.x).toEqual(expect.arrayContaining([3.21, 7.64, 18.9]));
});

test("a linear axis starts at zero", () => {
  const { layout } = eigenvalueDensityFigure(sampleSpectrum(), { scale: "linear" });
  expect(layout.yaxis).toMatchObject({ type: "linear", range: [0, expect.any(Number)] });
});

test("leaves out band and outliers where there are none", () => {
  const one = sampleSpectrum({ probes: 1 });
  const bare: DensityInput = { ...one, density: () => ({ ...one.density(), atoms: [] }) };
  const figure = eigenvalueDensityFigure(bare);
  expect(figure.data.map(({ name }) => name)).toEqual(["density", "Ritz values"]);
  expect(figure.layout.yaxis.title?.text).not.toContain("outlier");
});

test("takes at most 200 kB, however fine the grid and however many probes", () => {
  const grid = Float64Array.from({ length: 50_000 }, (_, i) => -1 + i / 2500);
  const figure = eigenvalueDensityFigure(sampleSpectrum({ probes: 30, steps: 120 }), { grid });
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
  const peak = Math.max(...sampleSpectrum({ probes: 30, steps: 120 }).density({ grid }).density);
  expect(Math.max(...ys(trace(figure, "density"))) / peak).toBeCloseTo(1, 5);
});

test("says what it shows in one line of text", () => {
  expect(String(eigenvalueDensityFigure(sampleSpectrum()))).toBe(
    "Hessian of LeNet: 3 eigenvalues above the bulk, largest 18.9 ± 3e-9; " +
      "P = 61,706 · N = 512 · 3 probes × 40 steps · σ = 0.05",
  );
});

test("rejects an unknown scale", () => {
  const scale = "logarithmic" as string as "log";
  expect(() => eigenvalueDensityFigure(sampleSpectrum(), { scale })).toThrow(
    "eigenvalueDensityFigure: scale must be one of log, linear, got logarithmic",
  );
});

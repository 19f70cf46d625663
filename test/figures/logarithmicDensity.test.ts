import { expect, test } from "vitest";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import { signedLogAxis } from "../../src/figures/signedLogAxis.js";
import { expectGolden } from "./golden.js";
import { sampleSpectrum } from "./sampleSpectrum.js";

const curve = {
  grid: Float64Array.of(-1, -0.1, -0.01, 0.01, 0.1, 1, 10),
  density: Float64Array.of(0.02, 0.05, 0, 0, 0.1, 0.2, 0),
  lower: Float64Array.of(0.01, 0.04, 0, 0, 0.09, 0.1, 0),
  upper: Float64Array.of(0.03, 0.06, 0, 0, 0.11, 0.3, 0),
  width: 0.25,
  atoms: [{ value: 20, mass: 1 / 300, residual: 2e-5 }],
  zero: { mass: { value: 0.3, lower: 0.25, upper: 0.36 }, below: 1e-6 },
};

function goldenInput(some: Partial<typeof curve> = {}) {
  const probe = {
    nodes: Float64Array.of(-0.5, 0, 0.2, 20),
    weights: Float64Array.of(0.1, 0.3, 0.5967, 0.0033),
    residuals: Float64Array.of(0.1, 1e-7, 0.05, 2e-5),
  };
  return { probes: [probe, probe], size: 300, density: () => ({ ...curve, ...some }) };
}

test("is the golden figure", () => {
  expectGolden("logarithmicDensity", eigenvalueDensityFigure(goldenInput(), { axis: "log" }));
});

test("asks for the density on a logarithmic axis, and says how much of it is zero", () => {
  const asked: unknown[] = [];
  const density = (options?: object) => {
    asked.push(options);
    return curve;
  };
  const input = { ...goldenInput(), density };
  const figure = eigenvalueDensityFigure(input, { axis: "log", width: 0.5 });
  expect(asked).toEqual([{ axis: "log", width: 0.5 }]);
  expect(String(figure)).toContain("share of |λ| ≤ 0.000001: 0.3 (0.25 to 0.36)");
});

test("zero is a stem in the middle, and none where nothing is zero", () => {
  const middle = (figure: ReturnType<typeof eigenvalueDensityFigure>) =>
    figure.data.filter(({ name }) => name.endsWith("zero")).map(({ x, y }) => [x[0], y.at(-1)]);
  expect(middle(eigenvalueDensityFigure(goldenInput(), { axis: "log" }))).toEqual([
    [0, null],
    [0, 0.3],
  ]);
  const none = { mass: { value: 0, lower: 0, upper: 0.01 }, below: 1e-6 };
  const figure = eigenvalueDensityFigure(goldenInput({ zero: none }), { axis: "log" });
  expect(middle(figure)).toEqual([]);
});

test("a decade has the same length everywhere, on both sides of zero", () => {
  const { place, least, layout } = signedLogAxis([-3, 0, 0.02, 500]);
  expect(least).toBe(0.01);
  for (const x of [0.01, 0.3, 20]) {
    expect(place(10 * x) - place(x)).toBeCloseTo(1, 12);
    expect(place(-x)).toBe(-place(x));
  }
  expect([place(0), place(0.0099), place(-1e-300)]).toEqual([0, 0, 0]);
  const [low, high] = layout.range ?? [NaN, NaN];
  expect(place(500)).toBeLessThan(high);
  expect(place(-500)).toBeGreaterThan(low);
  expect(layout.ticktext).toContain("−10²");
  expect(layout.tickvals).toEqual([...(layout.tickvals ?? [])].sort((a, b) => a - b));
});

test.each([
  ["positive values alone have one side", [0.1, 7], ["0", "10⁻¹", "10⁰"]],
  ["zeros alone have none", [0, 0], ["0"]],
])("%s", (_, values, labels) => {
  expect(signedLogAxis(values).layout.ticktext).toEqual(labels);
});

test("no more labels than fit, over however many decades", () => {
  const { ticktext = [] } = signedLogAxis([-1e8, 1e-15, 1e8]).layout;
  expect(ticktext.length).toBeLessThanOrEqual(13);
});

test("takes at most 200 kB", () => {
  const input = sampleSpectrum({ probes: 30, steps: 120 });
  const figure = eigenvalueDensityFigure(input, { axis: "log" });
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
});

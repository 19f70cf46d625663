import { expect, test } from "vitest";
import { comparisonFigure } from "../../src/figures/comparison.js";
import { palettes } from "../../src/figures/palette.js";
import { expectGolden } from "./golden.js";
import { sampleSpectrum } from "./sampleSpectrum.js";

const bare = {
  grid: Float64Array.of(-0.5, 0, 0.5, 1),
  density: Float64Array.of(0.2, 1.4, 0.3, 0),
  lower: Float64Array.of(0.1, 1.3, 0.25, 0),
  upper: Float64Array.of(0.3, 1.5, 0.35, 0),
};
const lanczos = { ...bare, width: 0.25, atoms: [{ value: 4 / 3, mass: 1 / 300, residual: 2e-5 }] };

test("is the golden figure", () => {
  const warnings = ["they disagree for λ in [0, 1]"];
  expectGolden("comparison", comparisonFigure({ lanczos, kpm: bare }, { warnings, size: 300 }));
});

test("each curve has a colour, which its band and its outliers share", () => {
  const { data } = comparisonFigure({ a: bare, b: lanczos }, { size: 300 });
  const of = (group: string) => data.filter(({ legendgroup }) => legendgroup === group);
  const { series, bands } = palettes.light;
  expect(of("a").map((t) => t.fillcolor ?? t.line?.color)).toEqual([bands[0], series[0]]);
  expect(of("b").map((t) => t.fillcolor ?? t.line?.color ?? t.marker?.color)).toEqual([
    bands[1],
    series[1],
    series[1],
    series[1],
  ]);
  expect(data.filter((t) => t.showlegend !== false).map(({ name }) => name)).toEqual(["a", "b"]);
});

test("of several warnings the first sentence is shown", () => {
  const warnings = ["They disagree in [0.5, 1]: 2.5 and 3. Take more steps.", "And elsewhere."];
  const { layout } = comparisonFigure({ a: bare }, { warnings });
  expect(layout.title?.subtitle?.text).toBe(
    "They disagree in [0.5, 1]: 2.5 and 3 (1 of 2 warnings)",
  );
});

test("all curves and stems lie within the axes", () => {
  const wide = {
    ...bare,
    grid: Float64Array.of(-9, 0, 0.5, 1),
    upper: bare.upper.map((y) => 7 * y),
  };
  const { data, layout } = comparisonFigure({ a: wide, b: lanczos }, { scale: "linear" });
  const [x, y] = [layout.xaxis.range ?? [NaN, NaN], layout.yaxis.range ?? [NaN, NaN]];
  for (const trace of data) {
    for (const value of trace.x)
      if (value !== null) expect(value >= x[0] && value <= x[1]).toBe(true);
    for (const value of trace.y)
      if (value !== null) expect(value >= y[0] && value <= y[1]).toBe(true);
  }
});

test("takes at most 200 kB for four curves on fine grids", () => {
  const grid = Float64Array.from({ length: 50_000 }, (_, i) => -1 + i / 2500);
  const curve = sampleSpectrum({ probes: 5 }).density({ grid });
  const figure = comparisonFigure({ a: curve, b: curve, c: curve, d: curve }, { size: 61706 });
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
});

test("has colours for four", () => {
  const five = { a: bare, b: bare, c: bare, d: bare, e: bare };
  const rule = "comparisonFigure: number of curves must be an integer in [1, 4], got";
  expect(() => comparisonFigure(five)).toThrow(`${rule} 5`);
  expect(() => comparisonFigure({})).toThrow(`${rule} 0`);
});

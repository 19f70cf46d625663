import { expect, test } from "vitest";
import { cumulativeFigure } from "../../src/figures/cumulative.js";
import { expectGolden } from "./golden.js";
import { sampleCumulative } from "./sampleFigures.js";

const probe = {
  nodes: Float64Array.of(1, 3),
  weights: Float64Array.of(0.75, 0.25),
  residuals: Float64Array.of(0.5, 0),
};
const input = {
  probes: [probe],
  size: 4,
  label: "Golden",
  cumulative: (grid: Float64Array) => ({
    grid,
    value: Float64Array.of(0, 0.5, 0.75, 1),
    lower: Float64Array.of(0, 0.1, 0.6, 1),
    upper: Float64Array.of(0.1, 0.9, 0.9, 1),
    parts: { krylov: Float64Array.of(0, 0.3, 0, 0) },
  }),
};
const grid = Float64Array.of(0, 1, 2, 4);

test("is the golden figure", () => {
  expectGolden("cumulative", cumulativeFigure(input, { grid, exact: [3, 1, 1, 1] }));
});

test("the exact distribution climbs by 1/P at each eigenvalue", () => {
  const { data } = cumulativeFigure(input, { grid, exact: [3, 1, 1, 2] });
  const exact = data.find(({ name }) => name === "exact");
  expect(exact?.x).toEqual([0, 1, 1, 1, 1, 2, 2, 3, 3, 4]);
  expect(exact?.y).toEqual([0, 0, 0.25, 0.25, 0.5, 0.5, 0.75, 0.75, 1, 1]);
});

test("the interval of the steps lies inside of the 95 % band", () => {
  const { data } = cumulativeFigure(sampleCumulative({ probes: 3, steps: 12 }));
  const [band, inner] = ["95 % band", "left open by the steps"].map(
    (name) => data.find((trace) => trace.name === name)?.y ?? [],
  );
  const half = band.length / 2;
  expect(inner).toHaveLength(band.length);
  band.forEach((y, i) => {
    const further = i < half ? 1 : -1; // the upper edge first, then the lower one
    expect(further * ((y ?? NaN) - (inner[i] ?? NaN))).toBeGreaterThanOrEqual(-1e-6);
  });
});

test("asks on both sides of every node, and survives probes that find the same", () => {
  const sample = sampleCumulative();
  let asked: Float64Array = new Float64Array();
  const cumulative = (points: Float64Array) => sample.cumulative((asked = points));
  const { data } = cumulativeFigure({ ...sample, cumulative });
  for (const { nodes } of sample.probes) {
    for (const node of nodes) {
      expect(asked.some((t) => t < node && node - t < 0.01)).toBe(true);
      expect(asked.some((t) => t > node && t - node < 0.01)).toBe(true);
    }
  }
  expect(JSON.stringify(data).length).toBeLessThan(200_000);
});

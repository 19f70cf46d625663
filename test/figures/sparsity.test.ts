import fc from "fast-check";
import { expect, test } from "vitest";
import { palettes } from "../../src/figures/palette.js";
import { blockSize, sampledCells, shareCells } from "../../src/figures/sparsityCells.js";
import { sparsityHeatmapFigure } from "../../src/figures/sparsityHeatmap.js";
import { sparsityScale } from "../../src/figures/sparsityScale.js";
import { colourOf } from "../../src/figures/svg/fields.js";

const { place, zmin, zmax, colorscale } = sparsityScale(1e-9, 2, palettes.light);
const colour = (w: number): string => colourOf(colorscale, (place(w) - zmin) / (zmax - zmin));

test("exact zero has a colour of its own, however small the others are", () => {
  expect(colour(0)).toBe(palettes.light.zero);
  for (const w of [1e-300, 1e-9, 1e-7, 1e-3, 2]) expect(colour(w)).not.toBe(palettes.light.zero);
  expect(colour(2)).toBe(palettes.light.sequential.at(-1));
});

test("colours follow the logarithm", () => {
  expect(place(0.2) - place(0.02)).toBeCloseTo(place(0.02) - place(0.002), 6);
});

test("cells fit the number, cover the matrix and show weights of their own blocks", () => {
  const size = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(size, size, fc.integer({ min: 1, max: 5000 }), (rows, columns, most) => {
      const block = blockSize([rows, columns], most);
      const values = Float64Array.from({ length: rows * columns }, (_, i) => -i);
      const cells = sampledCells(values, [rows, columns], block);
      expect(cells.length * cells[0].length).toBeLessThanOrEqual(most);
      cells.forEach((row, i) =>
        row.forEach((value, j) => {
          expect(Math.floor(Math.floor(value / columns) / block.rows)).toBe(i);
          expect(Math.floor((value % columns) / block.columns)).toBe(j);
        }),
      );
    }),
    { seed: 1, numRuns: 40 },
  );
});

test("small layers get all their cells, large ones share the rest", () => {
  expect(shareCells([100, 5000, 5000], 2100)).toEqual([100, 1000, 1000]);
  expect(shareCells([5, 5], 100)).toEqual([5, 5]);
});

test("counts weights, not cells", () => {
  const values = Float64Array.from({ length: 400 * 400 }, (_, i) => (i % 4 === 0 ? 1 : 0));
  values[1] = 1e-5;
  const figure = sparsityHeatmapFigure({ layers: [{ name: "w", shape: [400, 400], values }] });
  expect(String(figure)).toContain("Weights: 75 % exactly zero");
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
});

test("over time, what is not drawn is left out of every moment alike", () => {
  const shape = [60, 96] as const;
  const at = (step: number) => Float64Array.from({ length: 60 * 96 }, (_, i) => step * (i + 1));
  const values = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => ({ step, values: at(step) }));
  const small = values.map(({ step }) => ({ step, values: [2 * step, 0] }));
  const layers = [
    { name: "large", shape, values },
    { name: "few", shape: [1, 2] as const, values: small },
  ];
  const { data, frames = [] } = sparsityHeatmapFigure({ layers });
  expect(data.map(({ z }) => [z.length, z[0].length])).toEqual([
    [60, 48],
    [1, 2],
  ]);
  expect(data[0].x.slice(0, 2)).toEqual([0.5, 2.5]);
  expect(data[0].hovertemplate).toContain("column %{x:.0f}, one of 1 × 2<br>");
  expect(data[1].hovertemplate).not.toContain("one of");
  expect(frames.map(({ name }) => name)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
  for (const { name, data: moment } of frames) {
    const drawn = moment[0].z?.[1][3]; // row 1, columns 6 and 7: the second of both
    expect(drawn).toBeCloseTo(Math.log10(Number(name) * (96 + 7 + 1)), 2);
    expect(moment[1].z?.[0][0]).toBeCloseTo(Math.log10(2 * Number(name)), 2);
  }
});

test("all layers have the same moments, and as many values as their shape says", () => {
  const one = { name: "a", shape: [1, 2], values: [1, 2] } as const;
  const two = { ...one, name: "b", values: [{ step: 0, values: [1, 2] }, { step: 1, values: [1, 2] }] }; // prettier-ignore
  expect(() => sparsityHeatmapFigure({ layers: [one, two] })).toThrow("moments of b must be");
  expect(() => sparsityHeatmapFigure({ layers: [{ ...one, values: [1] }] })).toThrow(
    "sparsityHeatmapFigure: values of a must have length 2, got 1",
  );
});

test("a layer of zeros alone is drawn", () => {
  const layers = [{ name: "a", shape: [2, 2], values: new Float64Array(4) }] as const;
  expect(String(sparsityHeatmapFigure({ layers }))).toContain("100 % exactly zero");
});

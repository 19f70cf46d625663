import { expect, test } from "vitest";
import { trainingSpectrumFigure } from "../../src/figures/trainingSpectrum.js";
import { expectGolden } from "./golden.js";
import { sampleSharpness } from "./sampleFigures.js";

const named = (name: string, input: Parameters<typeof trainingSpectrumFigure>[0]) =>
  trainingSpectrumFigure(input).data.filter((trace) => trace.name.includes(name));

test("is the golden figure", () => {
  const { limits, records } = sampleSharpness;
  expectGolden(
    "trainingSpectrum",
    trainingSpectrumFigure({ limits, records: records.slice(0, 6) }),
  );
});

test("limits reach from the first look to the last; without momentum there is one", () => {
  const { records } = sampleSharpness;
  const both = named("/η", sampleSharpness);
  expect(both.map(({ name, x, y }) => ({ name, x, y }))).toEqual([
    { name: "2/η = 40", x: [10, 400], y: [40, 40] },
    { name: "2(1 + β)/η = 76", x: [10, 400], y: [76, 76] },
  ]);
  const limits = { gradientDescent: 40, momentum: 40 };
  expect(named("/η", { records, limits }).map(({ name }) => name)).toEqual(["2/η = 40"]);
  expect(named("/η", { records, limits: undefined })).toEqual([]);
});

test("residuals stay with the looks they belong to, also in a long run that is thinned", () => {
  const records = Array.from({ length: 5000 }, (_, i) => ({
    step: i,
    loss: 1,
    values: Float64Array.of(Math.sin(i) + 2),
    residuals: Float64Array.of(i),
  }));
  const figure = trainingSpectrumFigure({ records });
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
  const [sharpness] = figure.data.filter(({ name }) => name.startsWith("sharpness"));
  const told = sharpness.customdata?.map(([residual]) => residual);
  expect(told).toEqual(sharpness.x.map((step) => Number(step?.toPrecision(3))));
  expect(sharpness.x.length).toBeLessThan(1000);
});

test("one look is a dot, none an error", () => {
  const records = sampleSharpness.records.slice(0, 1);
  const { data, layout } = trainingSpectrumFigure({ records });
  expect(data.map(({ mode }) => mode)).toEqual(["markers", "markers", "markers"]);
  expect(layout.xaxis.range).toEqual([9, 11]);
  expect(() => trainingSpectrumFigure({ records: [] })).toThrow(
    "trainingSpectrumFigure: number of records must be an integer ≥ 1, got 0",
  );
});

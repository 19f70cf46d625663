import { expect, test } from "vitest";
import { trainingCurveFigure } from "../../src/figures/trainingCurve.js";
import { expectGolden } from "./golden.js";

const records = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ step: i, loss: 2 / (1 + i) + (i % 2) / 10 }));

test("is the golden figure", () => {
  expectGolden("trainingCurve", trainingCurveFigure(records(12), { window: 3 }));
});

test("a running mean leaves a straight line unchanged away from its ends", () => {
  const line = Array.from({ length: 50 }, (_, i) => ({ step: i, loss: 10 - i / 10 }));
  const { data } = trainingCurveFigure(line, { window: 5 });
  const [raw, mean] = data;
  expect(mean?.y.slice(2, -2)).toEqual(raw?.y.slice(2, -2));
});

test("thins a long run, and keeps its largest and last loss", () => {
  const long = records(100_000);
  long[54_321] = { step: 54_321, loss: 7 };
  const figure = trainingCurveFigure(long);
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
  const [raw] = figure.data;
  expect(raw?.y[raw.x.indexOf(54_321)]).toBe(7);
  expect(raw?.x.at(-1)).toBe(99_999);
});

test("one record is one point without a mean", () => {
  const { data } = trainingCurveFigure(records(1));
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ x: [0], y: [2] });
});

test("rejects an empty run", () => {
  expect(() => trainingCurveFigure([])).toThrow(
    "trainingCurveFigure: number of records must be an integer ≥ 1, got 0",
  );
});

import { expect, test } from "vitest";
import { studentT } from "../../src/spectrum/studentT.js";

test.each([
  [1, 0.05, 12.7062047362],
  [2, 0.05, 4.3026527297],
  [9, 0.05, 2.2621571628],
  [10, 0.1, 1.8124611228],
  [9, 0.001, 4.7809125858],
  [30, 0.01, 2.7499956536],
])("ν = %d: |T| exceeds with probability %f the tabulated %f", (freedom, tail, t) => {
  expect(studentT(tail, freedom)).toBeCloseTo(t, 8);
});

test("is tan for one degree of freedom, and normal for very many", () => {
  for (const tail of [0.5, 0.1, 1e-3, 1e-6]) {
    expect(studentT(tail, 1) * Math.tan((Math.PI * tail) / 2)).toBeCloseTo(1, 8);
  }
  expect(studentT(0.05, 100_000)).toBeCloseTo(1.95996, 4);
});

test.each([
  [0, 5, "studentT: tail must be in"],
  [0.1, 0, "studentT: freedom must be an integer ≥ 1, got 0"],
])("rejects tail %d and freedom %d", (tail, freedom, message) => {
  expect(() => studentT(tail, freedom)).toThrow(message);
});

import { expect, test } from "vitest";
import { stoppingRule } from "../../src/spectrum/stoppingRule.js";
import { studentT } from "../../src/spectrum/studentT.js";

const look = { standardError: 2, freedom: 9, rounding: 0, target: () => 1, last: false };

test("the looks share the allowed risk: halves, and all that is left for the last", () => {
  const { judge } = stoppingRule(0.9);
  const risks = [0.05, 0.025, 0.0125, 0.0125]; // together 0.1
  risks.forEach((risk, j) => {
    const { halfWidth } = judge({ ...look, last: j === 3 });
    expect(halfWidth).toBeCloseTo(2 * studentT(risk, 9), 8);
  });
});

test("rounding widens the interval, and is told where it is all that is left", () => {
  const { judge } = stoppingRule(0.9);
  const { halfWidth, rounded } = judge({ ...look, rounding: 0.5 });
  expect(halfWidth).toBeCloseTo(2 * studentT(0.05, 9) + 0.5, 8);
  expect(rounded).toBe(false);
  expect(judge({ ...look, standardError: 0.1, rounding: 0.5 }).rounded).toBe(true);
});

test("expects errors to fall as 1/√samples, and the next look to be stricter", () => {
  const { growth } = stoppingRule(0.9).judge(look);
  expect(growth).toBeCloseTo(1.1 * (2 * studentT(0.025, 9)) ** 2, 5);
  expect(stoppingRule(0.9).judge({ ...look, rounding: 2 }).growth).toBe(Infinity);
});

test("looks first after ten samples, later where the confidence is extreme", () => {
  expect(stoppingRule(0.5).first).toBe(10);
  expect(stoppingRule(1 - 2 ** -20).first).toBe(22);
});

test("without a standard error there is no interval", () => {
  const { halfWidth, met } = stoppingRule(0.9).judge({ ...look, standardError: 0, freedom: 0 });
  expect([halfWidth, met]).toEqual([Infinity, false]);
});

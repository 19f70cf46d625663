/** The figure of numbers over an axis. */
import { expect, test } from "vitest";
import { staticSvg } from "../../src/figures/staticSvg.js";
import { curvesFigure } from "../../src/thesis/curvesFigure.js";

const options = {
  title: "Title",
  subtitle: "subtitle",
  x: { title: "epoch" },
  y: { title: "share", type: "log" as const },
};

test("draws lines with points, scattered points without a line, and bars where errors are", () => {
  const figure = curvesFigure(
    [
      { name: "mean", x: [0, 1], y: [0.5, 0.1], error: [0.01, 0.02] },
      { name: "runs", x: [0, 0], y: [0.4, 0.6], scattered: true },
    ],
    options,
  );
  expect(figure.data.map(({ mode }) => mode)).toEqual(["lines+markers", "markers"]);
  expect(figure.data.map((trace) => trace.error_y?.array)).toEqual([[0.01, 0.02], undefined]);
  const svg = staticSvg(figure);
  for (const text of ["Title", "subtitle", "epoch", "share", "mean", "runs"])
    expect(svg).toContain(text);
  expect(String(figure)).toBe("Title: subtitle");
});

test("has four colours, so at most four curves", () => {
  const curve = { name: "a", x: [0], y: [1] };
  expect(() => curvesFigure([curve, curve, curve, curve, curve], options)).toThrow(
    "curvesFigure: number of curves must be an integer in [1, 4], got 5",
  );
});

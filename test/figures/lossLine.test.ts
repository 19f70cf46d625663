import { expect, test } from "vitest";
import { lossLineFigure } from "../../src/figures/lossLine.js";
import { trajectoryPlaneFigure } from "../../src/figures/trajectoryPlane.js";
import { staticSvg } from "../../src/figures/staticSvg.js";
import { samplePlane } from "./sampleMotions.js";

const alpha = Float64Array.of(-1, 0, 1);
const line = { alpha, loss: Float64Array.of(5, 1, 2), direction: "eigenvector 1" };

test("a line has a panel for each quantity, over one axis, and its check below the title", () => {
  const accuracy = Float64Array.of(0.2, 0.9, 0.8);
  const remarks = ["curvature α 7 ± 0.1 (vᵀHv 7)"];
  const figure = lossLineFigure({ ...line, measures: { accuracy }, remarks });
  expect(figure.data.map(({ name, y, yaxis }) => [name, [...y], yaxis])).toEqual([
    ["loss", [5, 1, 2], "y"],
    ["accuracy", [0.2, 0.9, 0.8], "y2"],
  ]);
  expect(figure.layout.xaxis.title?.text).toBe("α: eigenvector 1");
  expect(figure.layout.title?.subtitle?.text.split("<br>").at(-1)).toBe(remarks[0]);
  expect(String(figure)).toContain("loss 5 and 2 at the ends, lowest 1 at α = 0; curvature α 7");
  expect(staticSvg(figure)).toContain("curvature α 7 ± 0.1 (vᵀHv 7)");
});

test("what is not finite, or of another length, is refused by name", () => {
  const short = { accuracy: Float64Array.of(1) };
  expect(() => lossLineFigure({ ...line, measures: short })).toThrow("lossLineFigure: accuracy must have length 3, got 1"); // prettier-ignore
  const gap = Float64Array.of(1, NaN, 2);
  expect(() => lossLineFigure({ ...line, loss: gap })).toThrow("loss must be finite");
});

test("a plane prints its remarks and how much of the path it shows; its plot keeps its size", () => {
  const { path, ...sample } = samplePlane();
  const plain = trajectoryPlaneFigure({ ...sample, path });
  const explained = 0.974;
  const remarks = ["680 of 1681 points computed, others interpolated", "curvature α 12 ± 0.1 (vᵀHv 12)"];
  const figure = trajectoryPlaneFigure({ ...sample, path: { ...path, explained }, remarks });
  const lines = figure.layout.title?.subtitle?.text.split("<br>") ?? [];
  expect(lines).toHaveLength(4);
  expect(lines[1]).toBe("path: 97.4 % of its squared displacement on the plane, at most 1.05 off it");
  expect(lines.slice(2)).toEqual(remarks);
  const inner = ({ layout: { height = 0, margin } }: typeof plain): number =>
    height - (margin?.t ?? 0) - (margin?.b ?? 0);
  expect(inner(figure)).toBe(inner(plain));
  for (const remark of remarks) {
    expect(String(figure)).toContain(remark);
    expect(staticSvg(figure)).toContain(remark);
  }
}); // prettier-ignore

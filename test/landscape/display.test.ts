/** Results show themselves: as the figures of planes and lines, or in words where there is nothing to draw. */
import { expect, test } from "vitest";
import { lossLine, lossPlane, randomDirections, type LossPlane } from "../../src/index.js";
import { jupyterDisplay, type MimeBundle } from "../../src/core/display.js";
import { normalVector } from "../support/matrices.js";
import { quadratic } from "../support/quadratic.js";

const { f } = quadratic([3, 1, 0.5]);
const origin = normalVector(3, 1);
const [v, w] = randomDirections(f.partition, { seed: 3 });
const axis = { from: -1, to: 1, points: 5 };
const options = { origin, directions: [v, w] as const, alpha: axis, beta: axis };

interface Bundle {
  readonly data: readonly { readonly type: string }[];
  readonly layout: { readonly title: { readonly subtitle: { readonly text: string } } };
}
const figureOf = (bundle: MimeBundle): Bundle => bundle["application/vnd.plotly.v1+json"] as Bundle;

test("a plane is its figure, with path, off-plane distance and curvature check", async () => {
  const points = [origin.map((x) => x + 1), origin];
  const plane = await lossPlane(f, { ...options, trajectory: { steps: [0, 9], points } });
  const { data, layout } = figureOf(plane[jupyterDisplay]());
  expect(data.map(({ type }) => type)).toEqual(["contour", "scatter", "scatter"]);
  const lines = layout.title.subtitle.text.split("<br>");
  expect(lines[1]).toMatch(/^path: [\d.]+ % of its squared displacement on the plane, at most [\d.]+ off it$/); // prettier-ignore
  expect(lines[2]).toMatch(/^curvature α [\d.]+ ± \S+ \(vᵀHv [\d.]+\), β [\d.]+ ± \S+ \(vᵀHv [\d.]+\)$/); // prettier-ignore
});

test("a line is its figure, with its measures", async () => {
  const line = await lossLine(f, { origin, direction: v, alpha: axis, measures: { twin: f } });
  const { data, layout } = figureOf(line[jupyterDisplay]());
  expect(data).toHaveLength(2);
  expect(layout.title.subtitle.text).toContain("<br>curvature α");
});

test("a plane with losses that are not finite says so and keeps them", async () => {
  const cliff = { ...f, value: async (x: Float64Array) => (x[0] > origin[0] ? Infinity : f.value(x)) }; // prettier-ignore
  const plane: LossPlane = await lossPlane(cliff, { ...options, checkCurvature: false });
  const gaps = plane.loss.filter((loss) => loss === Infinity).length;
  expect(gaps).toBeGreaterThan(0);
  expect(plane[jupyterDisplay]()).toEqual({
    "text/plain": `${String(plane)}; not drawn, since ${gaps} of 25 losses are not finite`,
  });
});

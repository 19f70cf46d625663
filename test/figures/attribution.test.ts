import { expect, test } from "vitest";
import { attributionFigure } from "../../src/figures/attribution.js";
import { expectGolden } from "./golden.js";
import { sampleAttribution } from "./sampleFigures.js";

const sizes = (figure: ReturnType<typeof attributionFigure>, name: string) => {
  const trace = figure.data.find((candidate) => candidate.name === name);
  return [trace?.marker?.size].flat().map((size) => size ?? NaN);
};
const areas = (all: readonly number[]) => all.reduce((sum, size) => sum + size ** 2, 0);

test("is the golden figure", () => {
  const options = { values: [9, 5.5, 2], classes: ["cat", "dog", "owl", "eel"] };
  expectGolden("attribution", attributionFigure(sampleAttribution, options));
});

test("areas of dots are shares: all parameters together are one whole", () => {
  const layers = [0.5, 0.3, 0.2].map((mass, i) => ({ name: `p${i}`, mass }));
  const cosines = Float64Array.of(0.6, -0.8);
  const one = { layers, logits: { cosines, explained: 1 }, classes: { cosines, explained: 0.25 } };
  const figure = attributionFigure([one]);
  const [whole] = sizes(figure, "span of all");
  expect(areas(sizes(figure, "parameters")) / whole ** 2).toBeCloseTo(1, 2);
  expect(sizes(figure, "cosine > 0")[0] / whole).toBeCloseTo(0.6, 2);
  expect(sizes(figure, "cosine < 0")[0] / whole).toBeCloseTo(0.8, 2);
  const other = attributionFigure([one], { directions: "classes" });
  expect(sizes(other, "span of all")[0] / whole).toBeCloseTo(0.5, 2);
});

test("every row has its label, the first one at the top, and the height grows with them", () => {
  const { layout } = attributionFigure(sampleAttribution);
  expect(layout.yaxis.ticktext).toEqual(sampleAttribution[0].layers.map(({ name }) => name));
  expect(layout.yaxis2?.ticktext?.at(-1)).toBe("all together");
  const [bottom, top] = layout.yaxis.range ?? [NaN, NaN];
  expect(bottom).toBeGreaterThan(top);
  const more = sampleAttribution.map((one) => ({ ...one, layers: [...one.layers, ...one.layers] }));
  expect(attributionFigure(more).layout.height).toBe((layout.height ?? NaN) + 4 * 24);
});

test("rejects labels that do not fit", () => {
  expect(() => attributionFigure(sampleAttribution, { classes: ["a"] })).toThrow(
    "attributionFigure: number of classes must be an integer in [4, 4], got 1",
  );
  expect(() => attributionFigure([])).toThrow("attributionFigure: number of vectors");
});

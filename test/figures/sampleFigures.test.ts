/** What all figures promise: size, finite numbers, a finding in words. */
import { expect, test } from "vitest";
import { expectGolden } from "./golden.js";
import { sampleFigures } from "./sampleFigures.js";
import { staticSvg } from "../../src/figures/staticSvg.js";

const figures = Object.entries(sampleFigures("light"));

test.each(figures)("the %s takes at most 200 kB, and so does its picture", (_, figure) => {
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
  expect(staticSvg(figure).length).toBeLessThan(200_000);
});

test.each(figures)("the %s states its finding in its text and its picture", (_, figure) => {
  expect(String(figure)).toMatch(/\d/);
  expect(figure.layout.meta?.text).toBe(String(figure));
  expect(staticSvg(figure)).toContain('aria-label="');
  expect(staticSvg(figure)).not.toMatch(/NaN|undefined|Infinity/);
});

/** Those whose numbers come out of the figure's own code, by the names of their files. */
const golden = {
  "cell over time": "searchCell",
  "densities of blocks": "blockDensity",
  "game spectrum over time": "gameSpectrum",
  "path of losses": "lossPath",
  "plane with a path": "trajectoryPlane",
  "sparsity over time": "sparsityHeatmap",
  "spectrum movie": "spectrumMovie",
  "training film": "trainingFilm",
  "training monitor": "trainingMonitor",
} as const;

test.each(Object.entries(golden))("the %s is the golden figure", (name, file) => {
  expectGolden(file, sampleFigures("light")[name]);
});

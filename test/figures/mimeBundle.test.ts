import { expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import { sampleSpectrum } from "./sampleSpectrum.js";

const figure = eigenvalueDensityFigure(sampleSpectrum());

test("a figure is plain plotly JSON and nothing else", () => {
  expect(Object.keys(figure)).toEqual(["data", "layout", "config"]);
  expect(JSON.parse(JSON.stringify(figure))).toEqual({ ...figure });
});

test("shows itself as plotly JSON, static SVG and text", () => {
  const bundle = figure[jupyterDisplay]();
  expect(bundle).toEqual({
    "application/vnd.plotly.v1+json": { ...figure },
    "text/html": expect.stringMatching(/^<svg xmlns=.*<\/svg>$/s) as string,
    "text/plain": String(figure),
  });
  expect(JSON.stringify(bundle).length).toBeLessThan(200_000);
});

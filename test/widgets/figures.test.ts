/** Figures as a browser sees them: plotly knows every attribute, the SVG is well-formed. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import type { PlotlyJson } from "../../src/figures/plotlyJson.js";
import { staticSvg } from "../../src/figures/staticSvg.js";
import { trainingCurveFigure } from "../../src/figures/trainingCurve.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { launchChromium } from "../support/chromium.js";
import { plotlyScript } from "./pageScripts.js";

const records = Array.from({ length: 300 }, (_, i) => ({ step: i, loss: 2 / (1 + i) }));
const figures: readonly (readonly [string, PlotlyJson])[] = [
  ["density", eigenvalueDensityFigure(sampleSpectrum())],
  ["linear density", eigenvalueDensityFigure(sampleSpectrum(), { scale: "linear" })],
  ["dark density", eigenvalueDensityFigure(sampleSpectrum(), { theme: "dark" })],
  ["training curve", trainingCurveFigure(records)],
  ["log training curve", trainingCurveFigure(records, { scale: "log" })],
];

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
  await page.setContent('<!doctype html><div id="plot"></div>');
  await page.addScriptTag({ content: plotlyScript() });
});
afterAll(() => browser.close());

/** What plotly objects to; runs in the page. */
function validate({ data, layout }: PlotlyJson): unknown {
  interface Plotly {
    validate(data: unknown, layout: unknown): { msg: string }[] | undefined;
  }
  const plotly = Reflect.get(window, "Plotly") as Plotly;
  return plotly.validate(data, layout)?.map(({ msg }) => msg) ?? [];
}

test.each(figures)("plotly knows every attribute of the %s", async (_, figure) => {
  await expect(page.evaluate(validate, { ...figure })).resolves.toEqual([]);
});

test("and objects to what it does not know", async () => {
  const [, figure] = figures[0];
  const layout = { ...figure.layout, titel: { text: "?" } };
  const objections = await page.evaluate(validate, { ...figure, layout });
  expect(objections).toEqual([expect.stringContaining("titel")]);
});

test.each(figures)("the static SVG of the %s is well-formed", async (_, figure) => {
  const seen = await page.evaluate((svg) => {
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    const texts = [...parsed.querySelectorAll("text")].map(({ textContent }) => textContent);
    return { root: parsed.documentElement.nodeName, texts };
  }, staticSvg(figure));
  expect(seen.root).toBe("svg");
  const { title, xaxis, yaxis } = figure.layout;
  expect(seen.texts).toEqual(
    expect.arrayContaining([
      title?.text,
      title?.subtitle?.text,
      xaxis.title?.text,
      yaxis.title?.text,
    ]),
  );
});

test("text of the static SVG neither overlaps nor leaves the picture", async () => {
  const boxes = await page.evaluate(
    (svg) => {
      document.body.innerHTML = svg;
      const { right, bottom } = document.querySelector("svg")!.getBoundingClientRect();
      const texts = [...document.querySelectorAll("svg text")];
      return {
        right,
        bottom,
        texts: texts.map((text) => {
          const box = text.getBoundingClientRect();
          return { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
        }),
      };
    },
    staticSvg(eigenvalueDensityFigure(sampleSpectrum())),
  );
  boxes.texts.forEach((a, i) => {
    expect(a.left).toBeGreaterThanOrEqual(0);
    expect(a.right).toBeLessThanOrEqual(boxes.right);
    expect(a.bottom).toBeLessThanOrEqual(boxes.bottom);
    for (const b of boxes.texts.slice(i + 1)) {
      const apart =
        a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 2 || b.bottom <= a.top + 2;
      expect(apart, JSON.stringify([a, b])).toBe(true);
    }
  });
});

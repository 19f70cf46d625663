/** A training film in a browser: plotly's slider moves it, and the file plays. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { trainingFilmFigure } from "../../src/figures/trainingFilm.js";
import { film } from "../../src/video/film.js";
import { sampleFilm } from "../figures/sampleMotions.js";
import { launchChromium } from "../support/chromium.js";
import { plotlyScript } from "./pageScripts.js";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
});
afterAll(() => browser.close());

test("slider and button move marker, density and words to the step", async () => {
  const figure = trainingFilmFigure(sampleFilm());
  await page.setContent('<!doctype html><div id="plot"></div>');
  await page.addScriptTag({ content: plotlyScript() });
  await page.evaluate((json) => {
    const plotly = Reflect.get(window, "Plotly") as { newPlot(at: string, f: unknown): unknown };
    return plotly.newPlot("plot", json);
  }, { ...figure }); // prettier-ignore
  const drawn = () =>
    page.evaluate(() => ({
      words: document.querySelector(".gtitle-subtitle")?.textContent,
      outlines: [...document.querySelectorAll(".xy .lines path")].map((p) => p.getAttribute("d")),
      marker: [...document.querySelectorAll(".x3y3 .points path")].map((p) =>
        p.getAttribute("transform"),
      ),
    }));
  const last = await drawn();
  expect(last.words).toContain("step 290");
  expect(last.marker.length).toBe(1);
  await page.locator(".slider-rail-touch-rect").click({ position: { x: 2, y: 2 } });
  await expect.poll(async () => (await drawn()).words).toContain("step 0 ");
  const first = await drawn();
  expect(first.marker).not.toEqual(last.marker);
  expect(first.outlines).not.toEqual(last.outlines);
  await page.getByText("▶").click();
  await expect.poll(drawn).toEqual(last);
});

test.each(["webp", "gif"] as const)("a %s of 1280 × 720 plays", async (format) => {
  const { bytes } = await film(sampleFilm(), { format, interpolate: 2, framesPerSecond: 10 });
  const address = `data:image/${format};base64,${Buffer.from(bytes).toString("base64")}`;
  await page.setContent(`<!doctype html><style>body { margin: 0 }</style><img src="${address}">`);
  const size = await page.locator("img").evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  });
  expect(size).toEqual([1280, 720]);
  const seen = new Set<string>();
  const look = async (): Promise<number> => {
    seen.add((await page.screenshot()).toString("base64"));
    return seen.size;
  };
  await expect.poll(look, { timeout: 20_000, interval: 50 }).toBeGreaterThanOrEqual(4);
});

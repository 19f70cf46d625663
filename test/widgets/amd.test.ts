/**
 * The AMD build as nbviewer and VS Code load it: Jupyter's embedding for require.js finds our module
 * where a package lies on a CDN, and draws saved widgets.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { SpectrumMovie } from "../../widgets/spectrumMovie.js";
import { packageFile } from "../../widgets/version.js";
import { savedWidgets, stateData, stateType, viewData, viewType } from "../export/savedWidgets.js";
import { sampleMoment } from "../figures/sampleMotions.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { launchChromium } from "../support/chromium.js";

const root = dirname(packageFile);
const { resolve } = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };

/** What the host's server has, by path. */
const files: Readonly<Record<string, string>> = {
  "/require.js": resolve("requirejs/require.js"),
  "/embed-amd.js": resolve("@jupyter-widgets/html-manager/dist/embed-amd.js"),
  [`/npm/eigenscape@^${version}/dist/index.js`]: join(root, "dist", "index.js"),
};

const { made, models } = savedWidgets(() => ({
  density: new EigenvalueDensity(sampleSpectrum()),
  movie: new SpectrumMovie({
    frames: [0.4, 0.7, 1].map((factor, i) => ({ step: 10 * i, spectrum: sampleMoment(factor) })),
  }),
}));

const json = (type: string, value: unknown): string =>
  `<script type="${type}">${JSON.stringify(value)}</script>`;

const html = `<!doctype html><meta charset="utf-8"><title>n</title>
<script src="/require.js"></script>
<script src="/embed-amd.js" data-jupyter-widgets-cdn="/npm/" data-jupyter-widgets-cdn-only></script>
${json(stateType, stateData(models)[stateType])}
${Object.values(made)
  .map((widget) => `<div>${json(viewType, viewData(widget)[viewType])}</div>`)
  .join("\n")}`;

let browser: Browser;
let page: Page;
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, "scripts", "build-widgets.mjs")]);
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 900, height: 1300 } });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.route("http://nbviewer.test/**", (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname);
    asked.push(path);
    if (path === "/") return route.fulfill({ contentType: "text/html", body: html });
    const file = files[path];
    return file === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ path: file });
  });
  await page.goto("http://nbviewer.test/");
});
afterAll(() => browser.close());
afterEach(() => expect(complaints).toEqual([]));

const view = (name: string) => page.locator(`.eigenscape-${name}`);
const ready = (name: string) =>
  page.waitForSelector(`.eigenscape-${name}[data-status="ready"]`, { timeout: 30_000 });

test("our module is asked for once, in the version of the saved state", async () => {
  await ready("density");
  expect(asked.filter((path) => path.includes("eigenscape"))).toEqual([
    `/npm/eigenscape@^${version}/dist/index.js`,
  ]);
});

test("a density is drawn, and its smoothing moves the curve", async () => {
  await ready("density");
  const curve = () =>
    view("density").locator(".scatterlayer path.js-line").last().getAttribute("d");
  const before = await curve();
  await view("density").getByLabel("smoothing width").focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
  await expect.poll(curve).not.toBe(before);
});

test("a movie is drawn, and its slider goes through time", async () => {
  await ready("spectrum-movie");
  const moment = () => view("spectrum-movie").getAttribute("data-frame");
  expect(await moment()).toBe("2");
  const curve = () =>
    view("spectrum-movie").locator(".scatterlayer path.js-line").last().getAttribute("d");
  const before = await curve();
  await view("spectrum-movie").getByRole("slider").first().focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(moment).toBe("1");
  expect(await curve()).not.toBe(before);
});

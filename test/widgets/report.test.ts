/**
 * A report as its reader opens it: a file in Chromium, without a server. Its notebook has every kind of
 * output; nothing is requested, everything works, and axe-core has no serious objection.
 */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { sampleNotebook } from "../export/sampleNotebook.js";
import { seriousProblems } from "./axe.js";
import { reportPage } from "./reportPage.js";

const shown = reportPage(sampleNotebook());
const { open, source } = shown;
let page: Page;
beforeEach(() => {
  page = shown.page;
});

async function drawAll(): Promise<void> {
  await shown.drawFigures();
  await page.waitForSelector('.eigenscape-density[data-status="ready"]');
}

test("draws every figure, ours and others', and shows its values under the pointer", async () => {
  await open();
  await drawAll();
  expect(await page.locator(".figure.drawn").count()).toBe(await page.locator(".figure").count());
  const plot = page.locator(".figure .plot .nsewdrag").first();
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.5 * box.height);
  await page.mouse.move(box.x + 0.06 * box.width, box.y + 0.3 * box.height, { steps: 8 });
  await page.waitForSelector(".hoverlayer .hovertext");
  await expect(page.getByText("Three bars").count()).resolves.toBeGreaterThan(0);
});

test("axe-core finds nothing serious, in light and in dark", async () => {
  await open();
  await drawAll();
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Dark colours" }).click();
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>(".figure")].every(
      (f) => f.dataset["theme"] === "dark",
    ),
  );
  await page.waitForSelector('.eigenscape-density[data-theme="dark"]');
  expect(await seriousProblems(page)).toEqual([]);
}, 120_000);

test("axe-core finds what is serious, where there is something", async () => {
  await open();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      "beforeend",
      '<img src="data:,"><p style="color:#ccc">pale</p>',
    );
  });
  const found = (await seriousProblems(page)).map((line) => line.split(":")[0]);
  expect(found).toEqual(expect.arrayContaining(["image-alt", "color-contrast"]));
}, 120_000);

test("follows the system's theme until the reader chooses", async () => {
  await open();
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await paper()).toBe("rgb(255, 255, 255)");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(paper).toBe("rgb(17, 17, 17)");
  await page.getByRole("button", { name: "Light colours" }).click();
  await expect.poll(paper).toBe("rgb(255, 255, 255)");
});

test("contents lead to headings with the keyboard; on small windows they are folded", async () => {
  await open();
  await page.getByRole("navigation", { name: "Contents" }).getByText("Widgets").focus();
  await page.keyboard.press("Enter");
  const top = () =>
    page.locator("h2#Widgets").evaluate((heading) => heading.getBoundingClientRect().top);
  await expect.poll(top).toBeLessThan(900);
  expect(new URL(page.url()).hash).toBe("#Widgets");
  await page.setViewportSize({ width: 400, height: 700 });
  await open();
  await expect(page.locator("nav a").first().isVisible()).resolves.toBe(false);
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(wide).toBe(400);
});

test("code folds one by one and all at once", async () => {
  await open();
  const shown = () => page.locator("details.source pre").first().isVisible();
  await page.locator("details.source summary").first().click();
  expect(await shown()).toBe(false);
  await page.getByRole("button", { name: "Hide code" }).click();
  expect(await page.locator("details.source[open]").count()).toBe(0);
  await page.getByRole("button", { name: "Show code" }).click();
  expect(await shown()).toBe(true);
});

test("the notebook that is downloaded is the one that was exported, to the byte", async () => {
  await open();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download notebook" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("sample.ipynb");
  expect(readFileSync(await download.path(), "utf8")).toBe(source);
});

test("our widget computes without a kernel, and Jupyter's controls are linked", async () => {
  await open();
  const density = page.locator(".eigenscape-density");
  await density.scrollIntoViewIfNeeded();
  await page.waitForSelector('.eigenscape-density[data-status="ready"]');
  const curve = () => density.locator(".scatterlayer path.js-line").last().getAttribute("d");
  const before = await curve();
  await page.getByLabel("smoothing width").focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
  await expect.poll(curve).not.toBe(before);
  const handles = page.locator(".noUi-handle");
  expect(await handles.count()).toBe(2);
  await handles.first().focus();
  await page.keyboard.press("ArrowRight");
  const values = () => page.locator(".widget-readout").allTextContents();
  await expect.poll(values).toEqual(["4", "4"]);
  await expect(page.getByText("its state was not saved").isVisible()).resolves.toBe(true);
});

test("on paper figures are their static pictures, all code is there, and buttons are not", async () => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open();
  await drawAll();
  await page.getByRole("button", { name: "Hide code" }).click();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const first = page.locator(".figure").first();
  expect(await first.locator(".static svg").first().isVisible()).toBe(true);
  expect(await first.locator(".plot").isVisible()).toBe(false);
  expect(await page.locator("details.source pre").first().isVisible()).toBe(true);
  expect(await page.locator("header button").first().isVisible()).toBe(false);
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(paper).toBe("rgb(255, 255, 255)");
});

test("without scripts text, formulas and static pictures are there", async () => {
  await open();
  const plain = await page.context().browser()!.newPage({ javaScriptEnabled: false });
  await plain.goto(page.url());
  expect(await plain.locator(".figure .static svg").first().isVisible()).toBe(true);
  expect(await plain.locator("math").first().isVisible()).toBe(true);
  expect(await plain.locator("header button").first().isVisible()).toBe(false);
  await plain.close();
});

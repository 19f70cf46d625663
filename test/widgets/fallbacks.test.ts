/**
 * The same notebook through Jupyter's own exporter, which knows neither plotly nor our widgets: readers
 * see the static SVG.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleNotebook } from "../export/sampleNotebook.js";
import { pythonPath } from "../kernel/python.js";
import { launchChromium } from "../support/chromium.js";

let folder: string;
let browser: Browser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-nbconvert-"));
  writeFileSync(join(folder, "sample.ipynb"), JSON.stringify(sampleNotebook()));
  const nbconvert = ["-m", "nbconvert", "--to", "html", "sample.ipynb"];
  execFileSync(pythonPath(), nbconvert, { cwd: folder, stdio: "pipe" });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

test("nbconvert shows our figures as SVG", async () => {
  const version = execFileSync(pythonPath(), ["-m", "nbconvert", "--version"], {
    encoding: "utf8",
  });
  const [major, minor] = version.split(".").map(Number);
  expect(1000 * major + minor).toBeGreaterThanOrEqual(7017);
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.setContent(readFileSync(join(folder, "sample.html"), "utf8"));
  const titles = await page.locator("svg[role=img] > title").allTextContents();
  expect(titles.length).toBeGreaterThanOrEqual(6);
  expect(titles).toContain("Hessian of LeNet");
  const first = page.locator("svg[role=img]").first();
  expect(await first.isVisible()).toBe(true);
  expect((await first.boundingBox())?.width).toBeGreaterThan(400);
});

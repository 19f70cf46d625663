/**
 * A report as its reader opens it: a file in Chromium, without a server. After each test: nothing was
 * requested but the file, and the console has no error.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { readNotebook, report } from "../../export/index.js";
import type { Notebook } from "../../export/notebook.js";
import { launchChromium } from "../support/chromium.js";

export interface ReportPage {
  readonly page: Page;
  /** The notebook's text. */
  readonly source: string;
  /** The report of the notebook, or another file of it. */
  readonly open: (file?: string) => Promise<void>;
  /** Scrolls to each figure and waits until it is drawn. */
  drawFigures(): Promise<void>;
  /** Saves a picture to test-results/widgets/, for people to look at. */
  screenshot(name: string): Promise<void>;
}

/** For the tests of one file; each has a page of its own. */
export function reportPage(notebook: Notebook): ReportPage {
  const source = JSON.stringify(notebook);
  let folder: string;
  let browser: Browser;
  let page: Page;
  let requests: string[];
  let complaints: string[];
  let opened: string[];
  beforeAll(async () => {
    execFileSync(process.execPath, [join(process.cwd(), "scripts", "build-widgets.mjs")]);
    folder = mkdtempSync(join(tmpdir(), "eigenscape-report-"));
    const options = { folder, name: "sample.ipynb", source };
    const { html, warnings } = report(readNotebook(source, "sample.ipynb"), options);
    expect(warnings).toEqual([]);
    writeFileSync(join(folder, "report.html"), html);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1300, height: 900 }, colorScheme: "light" });
    [requests, complaints, opened] = [[], [], []];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
  });
  afterEach(async () => {
    await page.close();
    const inPage = (url: string): boolean => /^(data|blob):/.test(url);
    expect(requests.filter((url) => !inPage(url))).toEqual(opened);
    expect(complaints).toEqual([]);
  });
  return {
    get page() {
      return page;
    },
    source,
    async open(file = join(folder, "report.html")) {
      opened.push(pathToFileURL(file).href);
      await page.goto(pathToFileURL(file).href);
    },
    async drawFigures() {
      for (const figure of await page.locator(".figure").all()) {
        await figure.scrollIntoViewIfNeeded();
        await page.waitForFunction(
          (el) => el?.classList.contains("drawn"),
          await figure.elementHandle(),
        );
      }
    },
    async screenshot(name) {
      mkdirSync("test-results/widgets", { recursive: true });
      await page.screenshot({ path: `test-results/widgets/${name}.png`, fullPage: true });
    },
  };
}

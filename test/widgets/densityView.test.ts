/**
 * The live density on both sides at once: the kernel's class here, Jupyter's model and our view
 * in Chromium, the protocol's messages between them.
 */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { launchChromium } from "../support/chromium.js";
import { bundleForPage } from "./pageScripts.js";
import type { Sent, MockComm } from "./mockHost.js";
import { installMockHost, removeHost } from "./mockHost.js";
import type { PageMessage } from "./page/densityPage.js";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  const [launched, content] = await Promise.all([
    launchChromium(),
    bundleForPage("page/densityPage.ts"),
  ]);
  browser = launched;
  page = await browser.newPage();
  page.on("pageerror", (error) => pageErrors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") pageErrors.push(message.text());
  });
  await page.exposeFunction("sendToKernel", receive);
  await page.setContent('<!doctype html><div id="output"></div>');
  await page.addScriptTag({ content });
});
afterAll(() => browser.close());

let live: EigenvalueDensity;
let comm: MockComm;
/** What arrived from the browser. */
let arrived: { method?: string; state?: Record<string, unknown> }[];
/** While true, messages from the browser are kept waiting, as by a kernel that computes. */
let busy: Promise<void>;
let pageErrors: string[];

beforeEach(async () => {
  const host = installMockHost();
  live = new EigenvalueDensity(sampleSpectrum());
  comm = host.last;
  arrived = [];
  busy = Promise.resolve();
  pageErrors = [];
  await page.setViewportSize({ width: 900, height: 640 });
  await page.evaluate(() => {
    document.body.dataset["jpThemeLight"] = "true";
    document.querySelector("#output")?.replaceChildren();
  });
  comm.onSend = (sent) => void deliver(sent);
  await page.evaluate((message) => window.page.open(message), packed(comm.opened));
  await ready();
});
afterEach(async () => {
  await page.evaluate(() => window.page.removeView());
  removeHost();
  expect(pageErrors).toEqual([]);
});

/** A message from the browser: what the kernel sends meanwhile has it as parent. */
let parent: string | undefined;
async function receive({
  id,
  data,
}: {
  id: string;
  data: (typeof arrived)[number];
}): Promise<void> {
  await busy;
  arrived.push(data);
  parent = id;
  comm.receive(data);
  parent = undefined;
}

async function deliver(sent: Sent): Promise<void> {
  const words = { message: packed(sent), id: parent };
  await page.evaluate(({ message, id }) => window.page.deliver(message, id), words);
}

function packed({ data, buffers }: Sent): PageMessage {
  return { data, buffers: buffers.map((bytes) => Buffer.from(bytes).toString("base64")) };
}

const density = () => page.locator(".eigenscape-density");
const ready = () => page.waitForSelector('.eigenscape-density[data-status="ready"]');
const drawnWith = (entry: string, value: string) =>
  page.waitForSelector(`.eigenscape-density[data-${entry}="${value}"]`);
const curve = () => density().locator(".scatterlayer .trace path.js-line").last().getAttribute("d");

/** Puts the slider at a share of its way, as a finger does. */
async function slideTo(share: number): Promise<void> {
  await page.locator("input.eigenscape-width").evaluate((slider, at) => {
    const input = slider as HTMLInputElement;
    const [low, high] = [Number(input.min), Number(input.max)];
    input.value = String(low + at * (high - low));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, share);
}

test("draws the density with its controls, at the library's width", async () => {
  await expect(density().getAttribute("data-width")).resolves.toBe("0.05");
  const text = await density().innerText();
  for (const shown of ["Hessian of LeNet", "eigenvalue λ", "outliers (3)", "smoothing width"]) {
    expect(text).toContain(shown);
  }
  await expect(page.getByLabel("smoothing width").inputValue()).resolves.not.toBe("");
  await expect(page.getByLabel("log axis").isChecked()).resolves.toBe(true);
  expect(arrived).toEqual([]);
});

test("the slider changes the curve while the kernel is busy; then the kernel follows", async () => {
  let finish = (): void => undefined;
  busy = new Promise((resolve) => (finish = resolve));
  const before = await curve();
  await slideTo(0.3);
  await slideTo(0.9);
  await page.waitForFunction(
    () =>
      Number(document.querySelector<HTMLElement>(".eigenscape-density")?.dataset["width"]) > 0.2,
  );
  const width = Number(await density().getAttribute("data-width"));
  expect(await curve()).not.toBe(before);
  expect(await page.locator(".eigenscape-width-value").innerText()).toBe(
    String(Number(width.toPrecision(3))),
  );
  expect([arrived, live.width]).toEqual([[], 0.05]);

  const followed = new Promise((resolve) => live.on("change:width", resolve));
  finish();
  await followed;
  await expect.poll(() => live.width).toBe(width);
  expect(arrived.every(({ method, state }) => method === "update" && "width" in state!)).toBe(true);
});

test("arrow keys move the slider by small steps, though a notebook listens", async () => {
  await page.evaluate(() => {
    const cancel = (event: Event): void => event.preventDefault();
    document.querySelector("#output")?.addEventListener("keydown", cancel);
  });
  await page.locator("input.eigenscape-width").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>(".eigenscape-density")?.dataset["width"] !== "0.05",
  );
  const width = Number(await density().getAttribute("data-width"));
  expect(width).toBeGreaterThan(0.05);
  expect(width).toBeLessThan(0.06);
});

test("a width set in TypeScript moves curve and slider", async () => {
  const before = await curve();
  live.width = 0.6;
  await drawnWith("width", "0.6");
  expect(await curve()).not.toBe(before);
  const position = Number(await page.locator("input.eigenscape-width").inputValue());
  expect(Math.abs(position - Math.log10(0.6))).toBeLessThan(0.02);
  expect(arrived).toEqual([]);
});

test("the reset button goes back to the library's width", async () => {
  live.width = 0.6;
  await drawnWith("width", "0.6");
  await page.getByRole("button", { name: "reset", exact: true }).click();
  await drawnWith("width", "0.05");
  await expect.poll(() => live.width).toBe(0.05);
});

test("the switch turns the axis linear and tells the kernel", async () => {
  await page.getByLabel("log axis").uncheck();
  await drawnWith("scale", "linear");
  await expect.poll(() => live.scale).toBe("linear");
});

test("another spectrum from the kernel replaces the figure, binary included", async () => {
  live.show({ ...sampleSpectrum({ probes: 2, steps: 10 }), label: "Hessian after training" });
  await page.getByText("Hessian after training").waitFor();
  await expect(density().innerText()).resolves.toContain("2 probes × 10 steps");
  await expect(page.evaluate(() => window.page.savedProbeBytes())).resolves.toEqual([80, 80]);
});

test("follows the page from light to dark", async () => {
  const colour = () =>
    density()
      .locator(".gtitle")
      .evaluate((title) => getComputedStyle(title).fill);
  await expect(colour()).resolves.toBe("rgb(36, 41, 47)");
  await page.evaluate(() => document.body.setAttribute("data-jp-theme-light", "false"));
  await drawnWith("theme", "dark");
  await expect(colour()).resolves.toBe("rgb(230, 237, 243)");
});

test("fits the width of its place", async () => {
  const width = () => density().locator(".main-svg").first().getAttribute("width");
  await page.setViewportSize({ width: 600, height: 640 });
  await expect.poll(width).toBe(String(600 - 16));
});

test("leaves nothing behind when its output goes", async () => {
  const plot = await page.locator(".eigenscape-plot").elementHandle();
  const before = await page.evaluate(() => window.page.alive());
  expect(before.observers).toBeGreaterThan(0);
  await page.evaluate(() => window.page.removeView());
  const after = await page.evaluate(() => window.page.alive());
  expect(after).toEqual({ observers: 0, modelListeners: 0 });
  expect(await plot?.evaluate((el) => [el.childElementCount, "data" in el])).toEqual([0, false]);
  live.width = 0.3; // an update without a view does no harm
  await page.waitForTimeout(50);
});

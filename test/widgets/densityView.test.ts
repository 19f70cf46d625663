/**
 * The live density on both sides at once: the kernel's class here, Jupyter's model and our view
 * in Chromium, the protocol's messages between them.
 */
import { expect, test } from "vitest";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { liveDensity } from "./liveDensity.js";

const view = liveDensity();
const page = () => view.both.page;
const density = () => page().locator(".eigenscape-density");
const drawnWith = (entry: string, value: string) =>
  page().waitForSelector(`.eigenscape-density[data-${entry}="${value}"]`);
const curve = () => density().locator(".scatterlayer .trace path.js-line").last().getAttribute("d");

/** Puts the slider at a share of its way, as a finger does. */
async function slideTo(share: number): Promise<void> {
  await page()
    .locator("input.eigenscape-width")
    .evaluate((slider, at) => {
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
  await expect(page().getByLabel("smoothing width").inputValue()).resolves.not.toBe("");
  await expect(page().getByLabel("log density").isChecked()).resolves.toBe(true);
  expect(view.both.arrived).toEqual([]);
});

test("the slider changes the curve while the kernel is busy; then the kernel follows", async () => {
  let finish = (): void => undefined;
  view.both.busy = new Promise((resolve) => (finish = resolve));
  const before = await curve();
  await slideTo(0.3);
  await slideTo(0.9);
  await page().waitForFunction(
    () =>
      Number(document.querySelector<HTMLElement>(".eigenscape-density")?.dataset["width"]) > 0.2,
  );
  const width = Number(await density().getAttribute("data-width"));
  expect(await curve()).not.toBe(before);
  expect(await page().locator(".eigenscape-width-value").innerText()).toBe(
    String(Number(width.toPrecision(3))),
  );
  expect([view.both.arrived, view.live.width]).toEqual([[], 0.05]);

  const followed = new Promise((resolve) => view.live.on("change:width", resolve));
  finish();
  await followed;
  await expect.poll(() => view.live.width).toBe(width);
  expect(
    view.both.arrived.every(({ method, state }) => method === "update" && "width" in state!),
  ).toBe(true);
});

test("arrow keys move the slider by small steps, though a notebook listens", async () => {
  await page().evaluate(() => {
    const cancel = (event: Event): void => event.preventDefault();
    document.querySelector("#output")?.addEventListener("keydown", cancel);
  });
  await page().locator("input.eigenscape-width").focus();
  await page().keyboard.press("ArrowRight");
  await page().keyboard.press("ArrowRight");
  await page().waitForFunction(
    () => document.querySelector<HTMLElement>(".eigenscape-density")?.dataset["width"] !== "0.05",
  );
  const width = Number(await density().getAttribute("data-width"));
  expect(width).toBeGreaterThan(0.05);
  expect(width).toBeLessThan(0.06);
});

test("a width set in TypeScript moves curve and slider", async () => {
  const before = await curve();
  view.live.width = 0.6;
  await drawnWith("width", "0.6");
  expect(await curve()).not.toBe(before);
  const position = Number(await page().locator("input.eigenscape-width").inputValue());
  expect(Math.abs(position - Math.log10(0.6))).toBeLessThan(0.02);
  expect(view.both.arrived).toEqual([]);
});

test("the reset button goes back to the library's width", async () => {
  view.live.width = 0.6;
  await drawnWith("width", "0.6");
  await page().getByRole("button", { name: "reset", exact: true }).click();
  await drawnWith("width", "0.05");
  await expect.poll(() => view.live.width).toBe(0.05);
});

test("the switch turns the axis linear and tells the kernel", async () => {
  await page().getByLabel("log density").uncheck();
  await drawnWith("scale", "linear");
  await expect.poll(() => view.live.scale).toBe("linear");
});

test("another spectrum from the kernel replaces the figure, binary included", async () => {
  view.live.show({ ...sampleSpectrum({ probes: 2, steps: 10 }), label: "Hessian after training" });
  await page().getByText("Hessian after training").waitFor();
  await expect(density().innerText()).resolves.toContain("2 probes × 10 steps");
  await expect(page().evaluate((id) => window.page.saved(id), view.live.id)).resolves.toMatchObject(
    {
      spectra: [{ probes: [{ nodes: "80 bytes", weights: "80 bytes" }, { nodes: "80 bytes" }] }],
    },
  );
});

test("follows the page from light to dark", async () => {
  const colour = () =>
    density()
      .locator(".gtitle")
      .evaluate((title) => getComputedStyle(title).fill);
  await expect(colour()).resolves.toBe("rgb(36, 41, 47)");
  await page().evaluate(() => document.body.setAttribute("data-jp-theme-light", "false"));
  await drawnWith("theme", "dark");
  await expect(colour()).resolves.toBe("rgb(230, 237, 243)");
});

test("fits the width of its place", async () => {
  const width = () => density().locator(".main-svg").first().getAttribute("width");
  await page().setViewportSize({ width: 600, height: 640 });
  await expect.poll(width).toBe(String(600 - 16));
});

test("leaves nothing behind when its output goes", async () => {
  const plot = await page().locator(".eigenscape-plot").elementHandle();
  const before = await page().evaluate((id) => window.page.alive(id), view.live.id);
  expect(before.observers).toBeGreaterThan(0);
  await page().evaluate(() => window.page.removeViews());
  const after = await page().evaluate((id) => window.page.alive(id), view.live.id);
  expect(after).toEqual({ observers: 0, modelListeners: 0 });
  expect(await plot?.evaluate((el) => [el.childElementCount, "data" in el])).toEqual([0, false]);
  view.live.width = 0.3; // an update without a view does no harm
});

test("a logarithmic axis of λ has a width of its own", async () => {
  await page().getByLabel("log λ").check();
  await drawnWith("axis", "log");
  await expect.poll(() => view.live.axis).toBe("log");
  const before = view.live.width;
  expect(await page().locator(".eigenscape-width-value").innerText()).toContain("of ln |λ|");
  await slideTo(0.9);
  await expect.poll(() => view.live.width).toBeGreaterThan(before);
  expect(view.live.get("width")).toBe(0.05);
});

test("several spectra: boxes choose which are drawn, one at least", async () => {
  const layers = { all: sampleSpectrum(), dense1: sampleSpectrum({ probes: 2, steps: 12 }) };
  const several = new EigenvalueDensity(layers, { shown: ["all", "dense1"] });
  await page().evaluate(() => window.page.removeViews());
  await view.both.show(several);
  await view.ready(1);
  await expect(density().innerText()).resolves.toContain("Spectra compared");
  const box = (name: string) => page().getByRole("checkbox", { name });
  const [all, dense1] = [box("all"), box("dense1")];
  await view.both.screenshot("density-several");
  await page().getByLabel("log λ").check();
  await drawnWith("axis", "log");
  await all.uncheck();
  await expect.poll(() => several.shown).toEqual(["dense1"]);
  expect(await dense1.isDisabled()).toBe(true);
  await page().getByText("2 probes × 12 steps").waitFor();
  several.shown = ["all"];
  await page().getByText("3 probes × 40 steps").waitFor();
  expect(await all.isChecked()).toBe(true);
});

test("states its finding in words, and that its kernel has gone", async () => {
  const figure = page().getByRole("figure");
  expect(await figure.getAttribute("aria-label")).toContain("Hessian of LeNet");
  await page().evaluate((id) => window.page.disconnect(id), view.live.id);
  await page().getByText("No kernel is connected to this figure.").waitFor();
  await slideTo(0.9);
  await page().waitForFunction(
    () =>
      Number(document.querySelector<HTMLElement>(".eigenscape-density")?.dataset["width"]) > 0.2,
  );
  expect(view.both.arrived).toEqual([]);
});

test("is readable at 400 pixels and in the dark", async () => {
  await view.both.screenshot("density-light");
  await view.both.theme("dark");
  await drawnWith("theme", "dark");
  await view.both.screenshot("density-dark");
  await page().setViewportSize({ width: 400, height: 640 });
  const width = () => density().locator(".main-svg").first().getAttribute("width");
  await expect.poll(width).toBe("384");
  await view.both.screenshot("density-narrow");
  const overflow = () => page().evaluate(() => document.documentElement.scrollWidth);
  expect(await overflow()).toBe(400);
});

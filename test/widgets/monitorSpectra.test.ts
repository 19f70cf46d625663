/** Spectra in the monitor of a training run: colours over the steps, smoothed in the page, and clicked. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { TrainingMonitor, type MonitorSelection } from "../../widgets/index.js";
import { sampleMoment } from "../figures/sampleMotions.js";
import { WidgetPage } from "./widgetPage.js";

let both: WidgetPage;
let monitor: TrainingMonitor;
beforeAll(async () => {
  both = await WidgetPage.launch();
});
afterAll(() => both.close());
beforeEach(async () => {
  await both.reset();
  monitor = new TrainingMonitor();
});
afterEach(() => {
  monitor.close();
  expect(both.errors).toEqual([]);
});

const view = () => both.page.locator(".eigenscape-training-monitor").first();
const sent = () => both.host.last.sent;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const appendSpectra = (from: number, to: number): void => {
  for (let i = from; i < to; i++)
    monitor.append({ step: 100 * i, loss: 1 / (1 + i), spectrum: sampleMoment(0.2 + 0.1 * i) });
};
const heatmap = () =>
  view()
    .locator(".eigenscape-noted-plot")
    .evaluate((plot) => {
      type Field = { type: string; x: number[]; y: number[]; z: (number | null)[][] };
      const data = Reflect.get(plot, "_fullData") as Field[] | undefined;
      return data?.find(({ type }) => type === "heatmap");
    });
const columns = async () => (await heatmap())?.x.length;
const filled = async () => (await heatmap())!.z.flat().filter((z) => z !== null).length;

test("spectra travel once each and are drawn as colours over the steps", async () => {
  await both.show(monitor);
  appendSpectra(0, 1);
  await both.page.getByText("step 0: loss").waitFor();
  expect(await heatmap()).toBeUndefined();
  expect(await both.page.getByLabel("smoothing width σ").isVisible()).toBe(false);
  appendSpectra(1, 6);
  await expect.poll(columns).toBe(6);
  const contents = sent().map(({ data }) => data["content"] as { append: string; from: number });
  const messages = contents.flatMap((content, i) =>
    content.append === "spectra" ? [{ from: content.from, count: sent()[i].buffers.length }] : [],
  );
  let known = 0;
  const perSpectrum = 3 * sampleMoment(1).probes.length; // nodes, weights, residuals
  for (const { from, count } of messages) {
    expect(from).toBe(known);
    known += count / perSpectrum;
  }
  expect(known).toBe(6);
  await both.reload(monitor);
  await expect.poll(columns).toBe(6);
  appendSpectra(6, 8);
  await expect.poll(columns).toBe(8);
});

test("the colours are the densities of the spectra themselves", async () => {
  await both.show(monitor);
  appendSpectra(0, 4);
  await expect.poll(columns).toBe(4);
  const { y, z } = (await heatmap())!;
  const { grid, density } = sampleMoment(0.4).density({ width: 0.05 });
  const row = y.findIndex((value) => Math.abs(value) < y[1] - y[0]);
  const at = grid.findIndex((value) => value >= y[row]);
  const between = [density[at - 1], density[at]].map(Math.log10).sort((a, b) => a - b);
  expect(z[row][2]).toBeGreaterThanOrEqual(between[0] - 0.01);
  expect(z[row][2]).toBeLessThanOrEqual(between[1] + 0.01);
});

test("one width smooths all spectra; its button gives each its own again", async () => {
  await both.show(monitor);
  appendSpectra(0, 4);
  await expect.poll(columns).toBe(4);
  const narrow = await filled();
  const slider = both.page.getByLabel("smoothing width σ");
  await both.page.getByText("each its own").waitFor();
  await slider.press("End");
  await expect.poll(() => monitor.width).toBeGreaterThan(0.05);
  await expect.poll(filled).toBeGreaterThan(narrow);
  expect(monitor.figure().layout.meta).toMatchObject({ eigenscape: "trainingMonitor" });
  await both.page.getByRole("button", { name: "reset", exact: true }).click();
  await expect.poll(() => monitor.width).toBeNull();
  await expect.poll(filled).toBe(narrow);
  monitor.width = 0.3;
  await expect.poll(filled).toBeGreaterThan(narrow);
  expect(() => (monitor.width = 0)).toThrow("width must be a finite number > 0, got 0");
});

test("a click on a spectrum tells its step and the eigenvalue under the mouse", async () => {
  const chosen: MonitorSelection[] = [];
  monitor.on("select", (selection) => chosen.push(selection));
  await both.show(monitor);
  appendSpectra(0, 5);
  await expect.poll(columns).toBe(5);
  const box = (await view().locator(".nsewdrag").last().boundingBox())!;
  const { y } = (await heatmap())!;
  const [low, high] = [y[0], y[y.length - 1]];
  const zero = high / (high - low); // from the top
  const at = [box.x + 0.75 * box.width, box.y + zero * box.height] as const;
  await both.page.mouse.move(1, 1);
  await pause(150);
  await both.page.mouse.move(...at);
  await pause(250);
  await both.page.mouse.click(...at);
  await expect.poll(() => chosen).toMatchObject([{ series: "spectrum", step: 300 }]);
  expect(Math.abs(chosen[0].value)).toBeLessThan(2.1 * (y[1] - y[0]));
  await both.page.getByText("step 300: spectrum at λ =").waitFor();
  await both.screenshot("training-monitor-spectra");
  await both.theme("dark");
  await both.page.setViewportSize({ width: 400, height: 800 });
  await pause(500);
  await both.screenshot("training-monitor-spectra-narrow");
});

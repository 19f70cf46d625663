/** The monitor of a training run: what travels, what is drawn, and how fast. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { TrainingMonitor } from "../../widgets/index.js";
import { WidgetPage } from "./widgetPage.js";

let both: WidgetPage;
let monitor: TrainingMonitor;
beforeAll(async () => {
  both = await WidgetPage.launch();
});
afterAll(() => both.close());
beforeEach(async () => {
  await both.reset();
  monitor = new TrainingMonitor({ limits: { gradientDescent: 2, momentum: 3.8 } });
});
afterEach(() => {
  monitor.close();
  expect(both.errors).toEqual([]);
});

const view = () => both.page.locator(".eigenscape-training-monitor").first();
const status = (value: string) =>
  both.page.waitForSelector(`.eigenscape-training-monitor[data-status="${value}"]`);
const sent = () => both.host.last.sent;
const steps = () =>
  both.page.evaluate(
    async (id) => (await window.page.saved(id)) as { records: { step: string } },
    monitor.id,
  );
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const appendRange = (from: number, to: number): void => {
  for (let step = from; step < to; step++) monitor.append({ step, loss: 1 / (1 + step) });
};

test("what is appended travels once, many records in one message", async () => {
  for (let step = 0; step < 200; step++) {
    monitor.append({ step, loss: 1 / (1 + step), accuracy: step / 200 });
    if (step % 20 === 0) monitor.append({ step, sharpness: { value: 3, residual: 0.1 } });
  }
  await pause(60);
  expect(sent().length).toBeLessThan(10);
  const contents = sent().map(({ data }) => data["content"] as { append: string; from: number });
  const rows = sent().map(({ buffers }) => (buffers[0]?.byteLength ?? 0) / 8);
  for (const [table, count] of [
    ["records", 200],
    ["looks", 10],
  ] as const) {
    const own = contents.flatMap(({ append, from }, i) =>
      append === table ? [[from, rows[i]]] : [],
    );
    let next = 0;
    for (const [from, length] of own) {
      expect(from).toBe(next);
      next += length ?? 0;
    }
    expect(next).toBe(count);
  }
  expect(monitor.length).toBe(200);
});

test("a loop that never awaits is seen while it runs", () => {
  const end = performance.now() + 300;
  let step = 0;
  while (performance.now() < end) monitor.append({ step: step++, loss: 1 });
  expect(sent().length).toBeGreaterThanOrEqual(5);
  expect(sent().length).toBeLessThan(10);
});

test("waits for the first step, then draws loss, accuracy and sharpness with its error", async () => {
  expect(String(monitor)).toBe("Training: waiting for the first step.");
  await both.show(monitor);
  await status("waiting");
  expect(await view().innerText()).toContain("waiting for the first step");
  monitor.append({ step: 1, loss: 2, accuracy: 0.1, sharpness: { value: 3, residual: 0.5 } });
  monitor.append({ step: 2, loss: 1, accuracy: 0.5, sharpness: { value: 3.5, residual: 0.25 } });
  await both.page.getByText("step 2: loss 1").waitFor();
  expect(await view().locator(".errorbar").count()).toBe(2);
  expect(String(monitor)).toContain("sharpness 3.5");
});

test("thirty updates a second reach the screen without a backlog, and none is lost", async () => {
  await both.show(monitor);
  monitor.append({ step: 0, loss: 1 });
  await status("ready");
  const drawn = async () => Number(await view().getAttribute("data-draws"));
  const [before, start] = [await drawn(), performance.now()];
  let step = 1;
  while (performance.now() < start + 3000) {
    monitor.append({ step, loss: 1 / ++step });
    await pause(33);
  }
  const seconds = (performance.now() - start) / 1000;
  const draws = (await drawn()) - before;
  const last = step - 1;
  await both.page.getByText(`step ${last}: loss`).waitFor({ timeout: 1000 });
  expect(draws / seconds).toBeGreaterThan(3); // on a machine that does other things as well
  expect((await steps()).records.step).toBe(`${8 * step} bytes`);
}, 30_000);

test("a page that is loaded in the midst of it has all, and goes on", async () => {
  appendRange(0, 50);
  await both.show(monitor);
  await both.page.getByText("step 49: loss").waitFor();
  appendRange(50, 60);
  await both.reload(monitor);
  await both.page.getByText("step 59: loss").waitFor();
  appendRange(60, 100);
  await both.page.getByText("step 99: loss").waitFor();
  expect((await steps()).records.step).toBe("800 bytes");
});

test("a lost message makes the page ask for all", async () => {
  appendRange(0, 10);
  await both.show(monitor);
  await both.page.getByText("step 9: loss").waitFor();
  const comm = both.host.last;
  const deliver = comm.onSend;
  comm.onSend = () => undefined;
  appendRange(10, 20);
  await pause(60);
  comm.onSend = deliver;
  appendRange(20, 30);
  await both.page.getByText("step 29: loss").waitFor();
  expect((await steps()).records.step).toBe("240 bytes");
  expect(both.arrived.map(({ method }) => method)).toContain("request_state");
});

test("the loss turns logarithmic; a click on a step is an event", async () => {
  const chosen: object[] = [];
  monitor.on("select", (selection) => chosen.push(selection));
  appendRange(0, 3);
  await both.show(monitor);
  await status("ready");
  await both.page.getByLabel("log loss").check();
  await both.page.waitForSelector('.eigenscape-training-monitor[data-scale="log"]');
  await expect.poll(() => monitor.scale).toBe("log");
  await both.page.getByRole("button", { name: "next point" }).press("Enter");
  await expect.poll(() => chosen).toEqual([{ series: "loss", step: 0, value: 1 }]);
  await both.page.getByText("1 of 3: step 0: loss 1").waitFor();
});

test("clear begins anew; finish sends the whole as state", async () => {
  appendRange(0, 10);
  await both.show(monitor);
  await status("ready");
  monitor.clear();
  await status("waiting");
  appendRange(0, 4);
  await both.page.getByText("step 3: loss").waitFor();
  monitor.finish();
  const last = sent().at(-1);
  const state = { records: {}, looks: {}, spectra: [] };
  expect(last?.data).toMatchObject({ method: "update", state });
  expect(last?.buffers[0]?.byteLength).toBe(32);
});

test("wrong steps are errors, and so is a closed widget", () => {
  expect(() => monitor.append({ step: NaN, loss: 1 })).toThrow(
    "TrainingMonitor.append: step must be a finite number, got NaN",
  );
  expect(() => new TrainingMonitor({ scale: "cubic" as "log" })).toThrow(
    'TrainingMonitor: scale must be one of "linear", "log", got "cubic"',
  );
  monitor.close();
  expect(() => monitor.append({ step: 1, loss: 1 })).toThrow(/must be open/);
});

test("is readable at 400 pixels, light and dark", async () => {
  for (let step = 0; step < 200; step++) {
    const sharpness = step % 20 === 0 ? { value: 1 + step / 60, residual: 0.2 } : undefined;
    monitor.append({ step, loss: 2 / (1 + step / 9), accuracy: 1 - 1 / (1 + step / 9), sharpness });
  }
  await both.show(monitor);
  await status("ready");
  await both.screenshot("training-monitor-light");
  await both.theme("dark");
  await both.page.setViewportSize({ width: 400, height: 640 });
  await pause(500);
  await both.screenshot("training-monitor-narrow");
  const overflow = () => both.page.evaluate(() => document.documentElement.scrollWidth);
  expect(await overflow()).toBe(400);
});

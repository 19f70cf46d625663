/** Notes in a live widget: readers write them into its views, code hears of them, and all views are in step. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { WidgetPage } from "./widgetPage.js";

const input = {
  id: "one",
  text: "a gap",
  author: "Ada",
  date: "2026-11-28T10:00:00Z",
  x: 12,
  y: 1e-3,
};

let both: WidgetPage;
beforeAll(async () => {
  both = await WidgetPage.launch();
});
afterAll(() => both.close());

let live: EigenvalueDensity;
beforeEach(async () => {
  await both.reset();
  live = new EigenvalueDensity(sampleSpectrum());
  await both.show(live);
  await ready(1);
});
afterEach(() => expect(both.errors).toEqual([]));

const page = () => both.page;
const ready = (views: number) =>
  expect.poll(() => page().locator('.eigenscape-density[data-status="ready"]').count()).toBe(views);
const shown = () => page().locator("g.annotation text").allTextContents();

test("what a reader writes into one view is in the other and in code", async () => {
  await both.show(live);
  await ready(2);
  const heard: number[] = [];
  live.on("change:notes", (notes) => heard.push(notes.length));
  await page().getByRole("button", { name: "Add note" }).first().click();
  await page()
    .locator(".eigenscape-note-picker")
    .click({ position: { x: 400, y: 200 } });
  const dialog = page().getByRole("dialog", { name: "Note" });
  await dialog.getByLabel("Note", { exact: true }).fill("seen by all");
  await dialog.getByLabel("Author").fill("Ada");
  await page().keyboard.press("Enter");
  await expect.poll(shown).toHaveLength(2);
  await expect.poll(() => live.notes).toHaveLength(1);
  expect(live.notes[0]).toMatchObject({ text: "seen by all", author: "Ada", axes: ["x", "y"] });
  expect(heard).toEqual([1]);
});

test("code writes and removes; the smoothing may change meanwhile", async () => {
  live.annotate(input);
  await expect.poll(shown).toEqual([expect.stringContaining("a gap")]);
  live.width = 0.6;
  await page().waitForSelector('.eigenscape-density[data-width="0.6"]');
  expect(await shown()).toHaveLength(1);
  live.removeNote("one");
  await expect.poll(shown).toEqual([]);
});

test("a note stays at its value when the axis of the density turns linear", async () => {
  live.annotate({ ...input, y: 2 });
  await expect.poll(shown).toHaveLength(1);
  live.scale = "linear";
  await page().waitForSelector('.eigenscape-density[data-scale="linear"]');
  const y = () =>
    page()
      .locator(".eigenscape-noted-plot")
      .evaluate((plot) => {
        const { annotations } = Reflect.get(plot, "layout") as { annotations: { y: number }[] };
        return annotations[0]?.y;
      });
  expect(await y()).toBe(2);
  live.scale = "log";
  await expect.poll(y).toBeCloseTo(Math.log10(2), 12);
});

test("a note stays at its eigenvalue when their axis turns logarithmic", async () => {
  live.annotate({ ...input, x: 7.64, y: 1e-4 });
  await expect.poll(shown).toHaveLength(1);
  live.axis = "log";
  await page().waitForSelector('.eigenscape-density[data-axis="log"]');
  const places = await page()
    .locator(".eigenscape-noted-plot")
    .evaluate((plot) => {
      const { annotations } = Reflect.get(plot, "layout") as { annotations: { x: number }[] };
      const data = Reflect.get(plot, "data") as { name: string; x: number[] }[];
      const outliers = data.find(({ name }) => name.startsWith("outliers"));
      return { note: annotations[0]?.x, outliers: outliers?.x };
    });
  const distances = (places.outliers ?? []).map((x) => Math.abs(x - Number(places.note)));
  expect(Math.min(...distances)).toBeLessThan(0.01);
});

test("the figure of a widget has its notes, and a reloaded page, too", async () => {
  live.annotate(input);
  expect(live.figure().layout.meta?.eigenscapeNotes).toEqual(live.notes);
  await both.reload(live);
  await expect.poll(shown).toEqual([expect.stringContaining("a gap")]);
});

test("without its kernel a widget shows notes and takes none", async () => {
  live.annotate(input);
  await expect.poll(shown).toHaveLength(1);
  await page().evaluate((id) => window.page.disconnect(id), live.id);
  await expect.poll(() => page().getByRole("button", { name: "Add note" }).count()).toBe(0);
  expect(await shown()).toHaveLength(1);
});

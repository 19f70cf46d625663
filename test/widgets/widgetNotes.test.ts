/** Notes in a live widget: readers write them into its views, code hears of them, and all views are in step. */
import { expect, test } from "vitest";
import { liveDensity } from "./liveDensity.js";

const input = {
  id: "one",
  text: "a gap",
  author: "Ada",
  date: "2026-11-28T10:00:00Z",
  x: 12,
  y: 1e-3,
};

const view = liveDensity();
const page = () => view.both.page;
const shown = () => page().locator("g.annotation text").allTextContents();

test("what a reader writes into one view is in the other and in code", async () => {
  await view.both.show(view.live);
  await view.ready(2);
  const heard: number[] = [];
  view.live.on("change:notes", (notes) => heard.push(notes.length));
  await page().getByRole("button", { name: "Add note" }).first().click();
  await page()
    .locator(".eigenscape-note-picker")
    .click({ position: { x: 400, y: 200 } });
  const dialog = page().getByRole("dialog", { name: "Note" });
  await dialog.getByLabel("Note", { exact: true }).fill("seen by all");
  await dialog.getByLabel("Author").fill("Ada");
  await page().keyboard.press("Enter");
  await expect.poll(shown).toHaveLength(2);
  await expect.poll(() => view.live.notes).toHaveLength(1);
  expect(view.live.notes[0]).toMatchObject({
    text: "seen by all",
    author: "Ada",
    axes: ["x", "y"],
  });
  expect(heard).toEqual([1]);
});

test("code writes and removes; the smoothing may change meanwhile", async () => {
  view.live.annotate(input);
  await expect.poll(shown).toEqual([expect.stringContaining("a gap")]);
  view.live.width = 0.6;
  await page().waitForSelector('.eigenscape-density[data-width="0.6"]');
  expect(await shown()).toHaveLength(1);
  view.live.removeNote("one");
  await expect.poll(shown).toEqual([]);
});

test("a note stays at its value when the axis of the density turns linear", async () => {
  view.live.annotate({ ...input, y: 2 });
  await expect.poll(shown).toHaveLength(1);
  view.live.scale = "linear";
  await page().waitForSelector('.eigenscape-density[data-scale="linear"]');
  const y = () =>
    page()
      .locator(".eigenscape-noted-plot")
      .evaluate((plot) => {
        const { annotations } = Reflect.get(plot, "layout") as { annotations: { y: number }[] };
        return annotations[0]?.y;
      });
  expect(await y()).toBe(2);
  view.live.scale = "log";
  await expect.poll(y).toBeCloseTo(Math.log10(2), 12);
});

test("a note stays at its eigenvalue when their axis turns logarithmic", async () => {
  view.live.annotate({ ...input, x: 7.64, y: 1e-4 });
  await expect.poll(shown).toHaveLength(1);
  view.live.axis = "log";
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
  view.live.annotate(input);
  expect(view.live.figure().layout.meta?.eigenscapeNotes).toEqual(view.live.notes);
  await view.both.reload(view.live);
  await expect.poll(shown).toEqual([expect.stringContaining("a gap")]);
});

test("without its kernel a widget shows notes and takes none", async () => {
  view.live.annotate(input);
  await expect.poll(shown).toHaveLength(1);
  await page().evaluate((id) => window.page.disconnect(id), view.live.id);
  await expect.poll(() => page().getByRole("button", { name: "Add note" }).count()).toBe(0);
  expect(await shown()).toHaveLength(1);
});

/** Notes in a figure of a notebook's output, as a reader writes them: in Chromium, with JupyterLab's renderer. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { annotate } from "../../src/figures/annotate.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import type { NoteInput } from "../../src/figures/note.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { NotesPage } from "./notesPage.js";

const known: NoteInput = {
  id: "known",
  text: "the largest eigenvalue",
  author: "Ada",
  date: "2026-11-28T10:00:00.000Z",
  x: 10,
  y: 1e-3,
  arrow: { right: -60, down: -40 },
};

let notes: NotesPage;
beforeAll(async () => {
  notes = await NotesPage.launch();
});
afterAll(() => notes.close());
beforeEach(() => notes.reset());
afterEach(() => expect(notes.errors).toEqual([]));

const page = () => notes.page;

function show(...shown: NoteInput[]): Promise<void> {
  const figure = eigenvalueDensityFigure(sampleSpectrum());
  return notes.show(shown.reduce(annotate, figure)[jupyterDisplay]());
}

test("a click at a point and a few words make a note in the output and in its static picture", async () => {
  await show();
  await notes.addAt(400, 200);
  await notes.fill("a gap in the spectrum", "Ada");
  await notes.dialog.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => notes.savedNotes()).toHaveLength(1);
  const [note] = await notes.savedNotes();
  expect(note).toMatchObject({ text: "a gap in the spectrum", author: "Ada", axes: ["x", "y"] });
  expect(Math.abs(Date.parse(note.date) - Date.now())).toBeLessThan(60_000);
  const data = await notes.saved();
  expect(data["text/html"]).toContain(">a gap in the spectrum</text>");
  expect(data["text/plain"]).toContain("Hessian of LeNet");
  await expect
    .poll(() => notes.shownNotes())
    .toEqual([expect.stringContaining("a gap in the spectrum")]);
});

test("the note stands at the point that was clicked", async () => {
  await show();
  await notes.addAt(400, 200);
  await notes.fill("here", "Ada");
  await page().keyboard.press("Enter");
  await expect.poll(() => notes.savedNotes()).toHaveLength(1);
  const [{ x, y }] = await notes.savedNotes();
  const pixels = await page()
    .locator(".eigenscape-noted-plot")
    .evaluate(
      (plot, at) => {
        interface FullAxis {
          _offset: number;
          d2p(value: number): number;
        }
        const { xaxis, yaxis } = Reflect.get(plot, "_fullLayout") as Record<string, FullAxis>;
        return [xaxis._offset + xaxis.d2p(at[0]), yaxis._offset + yaxis.d2p(at[1])];
      },
      [Number(x), Number(y)],
    );
  expect(pixels[0]).toBeCloseTo(400, 0);
  expect(pixels[1]).toBeCloseTo(200, 0);
});

test("the keyboard alone does it, and the focus comes back", async () => {
  await show();
  await notes.button("Add note").focus();
  await page().keyboard.press("Enter");
  for (const key of ["ArrowUp", "ArrowLeft", "Enter"]) await page().keyboard.press(key);
  await page().keyboard.type("first line");
  await page().keyboard.press("Shift+Enter");
  await page().keyboard.type("second line");
  await page().keyboard.press("Tab");
  await page().keyboard.type("Ada");
  await page().keyboard.press("Enter");
  await expect.poll(() => notes.savedNotes()).toHaveLength(1);
  expect((await notes.savedNotes())[0].text).toBe("first line\nsecond line");
  expect(await page().evaluate(() => document.activeElement?.textContent)).toBe("Add note");
});

test("Escape ends the choice of a point and the dialog, and nothing changes", async () => {
  await show();
  await notes.button("Add note").click();
  await page().keyboard.press("Escape");
  await expect.poll(() => page().locator(".eigenscape-note-picker").count()).toBe(0);
  await notes.addAt(300, 200);
  await notes.fill("never said", "Ada");
  await page().keyboard.press("Escape");
  await expect.poll(() => notes.dialog.count()).toBe(0);
  expect(await page().evaluate(() => window.mimePage.changes())).toBe(0);
});

test("a note without words is not saved, and the author is remembered", async () => {
  await show();
  await notes.addAt(300, 200);
  await notes.fill("", "Ada");
  await notes.dialog.getByRole("button", { name: "Save" }).click();
  expect(await notes.dialog.count()).toBe(1);
  await notes.fill("now with words");
  await page().keyboard.press("Enter");
  await expect.poll(() => notes.savedNotes()).toHaveLength(1);
  await notes.addAt(500, 250);
  expect(await notes.dialog.getByLabel("Author").inputValue()).toBe("Ada");
  await notes.dialog.getByRole("button", { name: "Cancel" }).click();
});

test("a click on a note opens it; other words get the date of now", async () => {
  await show(known);
  await page().locator("g.annotation-text-g").click();
  expect(await notes.dialog.getByLabel("Note", { exact: true }).inputValue()).toBe(known.text);
  await notes.fill("an outlier");
  await notes.dialog.getByLabel("with an arrow").uncheck();
  await notes.dialog.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await notes.savedNotes())[0].text).toBe("an outlier");
  const [{ id, x, y, date, arrow }] = await notes.savedNotes();
  expect({ id, x, y, arrow }).toEqual({ id: "known", x: 10, y: 1e-3 });
  expect(date).not.toBe(known.date);
});

test("the list below a figure opens a note, too, and it can be deleted there", async () => {
  await show(known, { ...known, id: "other", text: "stays" });
  await notes.button("2 notes").click();
  expect(await page().locator(".eigenscape-note-row").allInnerTexts()).toEqual([
    "the largest eigenvalue Ada · 2026-11-28 Edit",
    "stays Ada · 2026-11-28 Edit",
  ]);
  await notes.button("Edit the note: the largest").click();
  await notes.dialog.getByRole("button", { name: "Delete" }).click();
  await expect
    .poll(async () => (await notes.savedNotes()).map(({ text }) => text))
    .toEqual(["stays"]);
  expect((await notes.saved())["text/html"]).not.toContain("the largest eigenvalue");
});

test("a dragged note is kept at its new place, its arrow at the point", async () => {
  await show(known);
  await notes.dragNote(30, 20);
  await expect
    .poll(async () => (await notes.savedNotes())[0].arrow)
    .toEqual({ right: -30, down: -20 });
  expect((await notes.savedNotes())[0]).toMatchObject({ x: 10, y: 1e-3, date: known.date });
  expect(await notes.dialog.count()).toBe(0);
});

test("a note without an arrow is dragged over a logarithmic axis by values, not exponents", async () => {
  await show({ ...known, arrow: false });
  await notes.dragNote(0, -40);
  await expect.poll(async () => Number((await notes.savedNotes())[0].y)).toBeGreaterThan(1.5e-3);
  expect(Number((await notes.savedNotes())[0].y)).toBeLessThan(1);
});

test("a notebook that must not be written shows notes and lets nobody change them", async () => {
  await page().evaluate(() => {
    const mark = document.createElement("span");
    mark.id = "read-only";
    mark.dataset["jpItemName"] = "read-only-indicator";
    document.querySelector(".jp-NotebookPanel")?.append(mark);
  });
  await show(known);
  expect(await notes.shownNotes()).toEqual([expect.stringContaining("the largest eigenvalue")]);
  expect(await notes.button("Add note").count()).toBe(0);
  await notes.button("1 note").click();
  expect(await page().locator(".eigenscape-note-row").innerText()).toBe(
    "the largest eigenvalue Ada · 2026-11-28",
  );
  await page().locator("g.annotation-text-g").click();
  expect(await notes.dialog.count()).toBe(0);
});

test("notes follow the page from light to dark", async () => {
  const box = () =>
    page()
      .locator("g.annotation rect.bg")
      .evaluate((r) => getComputedStyle(r).fill);
  await show(known);
  expect(await box()).toBe("rgb(255, 255, 255)");
  await page().evaluate(() => (document.body.dataset["jpThemeLight"] = "false"));
  await expect.poll(box).toBe("rgb(17, 17, 17)");
  expect(JSON.stringify(await notes.saved())).not.toContain("#111111");
});

test("a zoom by hand outlives a new note", async () => {
  const range = () =>
    page()
      .locator(".eigenscape-noted-plot")
      .evaluate((plot) => {
        const { xaxis } = Reflect.get(plot, "_fullLayout") as { xaxis: { range: number[] } };
        return xaxis.range;
      });
  await show();
  const whole = await range();
  await page().mouse.move(300, 200);
  await page().mouse.down();
  await page().mouse.move(600, 205, { steps: 6 });
  await page().mouse.up();
  await expect.poll(range).not.toEqual(whole);
  const zoomed = await range();
  await notes.addAt(400, 200);
  await notes.fill("seen from near", "Ada");
  await page().keyboard.press("Enter");
  await expect.poll(() => notes.shownNotes()).toHaveLength(1);
  expect(await range()).toEqual(zoomed);
  await show();
  expect(await range()).toEqual(whole);
});

test("a hidden output is drawn when it is shown: what plotly measures in hidden text is zero", async () => {
  const hide = (hidden: boolean) =>
    page().evaluate((value) => {
      const output = document.querySelector<HTMLElement>("#output");
      if (output) output.style.display = value ? "none" : "";
    }, hidden);
  await hide(true);
  const showing = show();
  await page().waitForTimeout(500); // long enough to draw
  expect(await page().locator(".main-svg").count()).toBe(0);
  await hide(false);
  await showing;
  const top = async (part: string) => (await page().locator(part).boundingBox())?.y ?? NaN;
  expect(await top(".gtitle-subtitle")).toBeGreaterThan(await top(".gtitle"));
});

/** Notes in a figure of a notebook's output, as a reader writes them: in Chromium, with JupyterLab's renderer. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { annotate } from "../../src/figures/annotate.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import type { Note, NoteInput } from "../../src/figures/note.js";
import { notesOf } from "../../src/figures/notes.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { launchChromium } from "../support/chromium.js";
import { bundleForPage } from "./pageScripts.js";

const mimeType = "application/vnd.plotly.v1+json";
const known: NoteInput = {
  id: "known",
  text: "the largest eigenvalue",
  author: "Ada",
  date: "2026-11-28T10:00:00.000Z",
  x: 10,
  y: 1e-3,
  arrow: { right: -60, down: -40 },
};

let browser: Browser;
let page: Page;
let errors: string[];
beforeAll(async () => {
  const [launched, content] = await Promise.all([
    launchChromium(),
    bundleForPage("page/mimePage.ts"),
  ]);
  browser = launched;
  page = await browser.newPage({ viewport: { width: 900, height: 640 } });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.route("http://notes.test/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: '<!doctype html><body data-jp-theme-light="true"><div class="jp-NotebookPanel"><div id="output"></div></div>',
    }),
  );
  await page.goto("http://notes.test/"); // an origin, for what the browser remembers
  await page.addScriptTag({ content });
});
afterAll(() => browser.close());
beforeEach(async () => {
  errors = [];
  await page.evaluate(() => {
    localStorage.clear();
    document.body.dataset["jpThemeLight"] = "true";
    document.querySelector("#read-only")?.remove();
  });
});
afterEach(() => expect(errors).toEqual([]));

async function show(...notes: NoteInput[]): Promise<void> {
  const figure = eigenvalueDensityFigure(sampleSpectrum());
  const bundle = notes.reduce(annotate, figure)[jupyterDisplay]();
  await page.evaluate((data) => window.mimePage.show(data), structuredClone({ ...bundle }));
}

const saved = () => page.evaluate(() => window.mimePage.saved());
async function savedNotes(): Promise<readonly Note[]> {
  return notesOf((await saved())[mimeType] as { layout: object });
}
const dialog = () => page.getByRole("dialog", { name: "Note" });
const shownNotes = () => page.locator("g.annotation text").allTextContents();

/** In pixels from the corner of the figure. */
async function clickFigure(x: number, y: number): Promise<void> {
  const box = await page.locator(".eigenscape-noted-plot").boundingBox();
  await page.mouse.click((box?.x ?? 0) + x, (box?.y ?? 0) + y);
}

async function fill(text: string, author?: string): Promise<void> {
  await dialog().getByLabel("Note", { exact: true }).fill(text);
  if (author !== undefined) await dialog().getByLabel("Author").fill(author);
}

test("a click at a point and a few words make a note in the output and in its static picture", async () => {
  await show();
  await page.getByRole("button", { name: "Add note" }).click();
  await clickFigure(400, 200);
  await fill("a gap in the spectrum", "Ada");
  await dialog().getByRole("button", { name: "Save" }).click();
  await expect.poll(savedNotes).toHaveLength(1);
  const [note] = await savedNotes();
  expect(note).toMatchObject({ text: "a gap in the spectrum", author: "Ada", axes: ["x", "y"] });
  expect(Math.abs(Date.parse(note.date) - Date.now())).toBeLessThan(60_000);
  const data = await saved();
  expect(data["text/html"]).toContain(">a gap in the spectrum</text>");
  expect(data["text/plain"]).toContain("Hessian of LeNet");
  await expect.poll(shownNotes).toEqual([expect.stringContaining("a gap in the spectrum")]);
});

test("the note stands at the point that was clicked", async () => {
  await show();
  await page.getByRole("button", { name: "Add note" }).click();
  await clickFigure(400, 200);
  await fill("here", "Ada");
  await page.keyboard.press("Enter");
  await expect.poll(savedNotes).toHaveLength(1);
  const [{ x, y }] = await savedNotes();
  const pixels = await page.locator(".eigenscape-noted-plot").evaluate(
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
  await page.getByRole("button", { name: "Add note" }).focus();
  await page.keyboard.press("Enter");
  for (const key of ["ArrowUp", "ArrowLeft", "Enter"]) await page.keyboard.press(key);
  await page.keyboard.type("first line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ada");
  await page.keyboard.press("Enter");
  await expect.poll(savedNotes).toHaveLength(1);
  expect((await savedNotes())[0].text).toBe("first line\nsecond line");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Add note");
});

test("Escape ends the choice of a point and the dialog, and nothing changes", async () => {
  await show();
  await page.getByRole("button", { name: "Add note" }).click();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator(".eigenscape-note-picker").count()).toBe(0);
  await page.getByRole("button", { name: "Add note" }).click();
  await clickFigure(300, 200);
  await fill("never said", "Ada");
  await page.keyboard.press("Escape");
  await expect.poll(() => dialog().count()).toBe(0);
  expect(await page.evaluate(() => window.mimePage.changes())).toBe(0);
});

test("a note without words is not saved, and the author is remembered", async () => {
  await show();
  await page.getByRole("button", { name: "Add note" }).click();
  await clickFigure(300, 200);
  await fill("", "Ada");
  await dialog().getByRole("button", { name: "Save" }).click();
  expect(await dialog().count()).toBe(1);
  await fill("now with words");
  await page.keyboard.press("Enter");
  await expect.poll(savedNotes).toHaveLength(1);
  await page.getByRole("button", { name: "Add note" }).click();
  await clickFigure(500, 250);
  expect(await dialog().getByLabel("Author").inputValue()).toBe("Ada");
  await dialog().getByRole("button", { name: "Cancel" }).click();
});

test("a click on a note opens it; other words get the date of now", async () => {
  await show(known);
  await page.locator("g.annotation-text-g").click();
  expect(await dialog().getByLabel("Note", { exact: true }).inputValue()).toBe(known.text);
  await fill("an outlier");
  await dialog().getByLabel("with an arrow").uncheck();
  await dialog().getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await savedNotes())[0].text).toBe("an outlier");
  const [{ id, x, y, date, arrow }] = await savedNotes();
  expect({ id, x, y, arrow }).toEqual({ id: "known", x: 10, y: 1e-3 });
  expect(date).not.toBe(known.date);
});

test("the list below a figure opens a note, too, and it can be deleted there", async () => {
  await show(known, { ...known, id: "other", text: "stays" });
  await page.getByRole("button", { name: "2 notes" }).click();
  expect(await page.locator(".eigenscape-note-row").allInnerTexts()).toEqual([
    "the largest eigenvalue Ada · 2026-11-28 Edit",
    "stays Ada · 2026-11-28 Edit",
  ]);
  await page.getByRole("button", { name: "Edit the note: the largest" }).click();
  await dialog().getByRole("button", { name: "Delete" }).click();
  await expect.poll(async () => (await savedNotes()).map(({ text }) => text)).toEqual(["stays"]);
  expect((await saved())["text/html"]).not.toContain("the largest eigenvalue");
});

test("a dragged note is kept at its new place, its arrow at the point", async () => {
  await show(known);
  const box = await page.locator("g.annotation-text-g").boundingBox();
  const start = [(box?.x ?? 0) + 40, (box?.y ?? 0) + 15] as const;
  await page.mouse.move(...start);
  await page.mouse.down();
  await page.mouse.move(start[0] + 15, start[1] + 10, { steps: 4 });
  await page.mouse.move(start[0] + 30, start[1] + 20, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await savedNotes())[0].arrow).toEqual({ right: -30, down: -20 });
  expect((await savedNotes())[0]).toMatchObject({ x: 10, y: 1e-3, date: known.date });
  expect(await dialog().count()).toBe(0);
});

test("a note without an arrow is dragged over a logarithmic axis by values, not exponents", async () => {
  await show({ ...known, arrow: false });
  const box = await page.locator("g.annotation-text-g").boundingBox();
  const start = [(box?.x ?? 0) + 40, (box?.y ?? 0) + 15] as const;
  await page.mouse.move(...start);
  await page.mouse.down();
  await page.mouse.move(start[0], start[1] - 20, { steps: 4 });
  await page.mouse.move(start[0], start[1] - 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number((await savedNotes())[0].y)).toBeGreaterThan(1.5e-3);
  expect(Number((await savedNotes())[0].y)).toBeLessThan(1);
});

test("other people's figures take notes, and their annotations cannot be dragged away", async () => {
  const layout = {
    width: 600,
    height: 400,
    annotations: [{ text: "theirs", x: 1, y: 2 }],
    meta: { group: 1 },
  };
  const figure = { data: [{ x: [0, 1, 2], y: [1, 2, 3] }], layout };
  await page.evaluate((data) => window.mimePage.show(data), {
    [mimeType]: figure,
    "text/html": "<p>their own</p>",
  });
  await page.getByRole("button", { name: "Add note" }).click();
  await clickFigure(300, 200);
  await fill("mine", "Ada");
  await page.keyboard.press("Enter");
  await expect.poll(savedNotes).toHaveLength(1);
  const data = await saved();
  expect(data["text/html"]).toBe("<p>their own</p>");
  expect(data[mimeType]).toMatchObject({
    layout: { annotations: [{ text: "theirs" }, { xref: "x" }], meta: { group: 1 } },
  });
  await expect.poll(shownNotes).toHaveLength(2);
  expect(await page.locator("g.annotation .cursor-move").count()).toBe(0);
});

test("a figure without axes takes notes at shares of its area", async () => {
  const figure = { data: [{ type: "pie", values: [1, 2] }], layout: { width: 500, height: 400 } };
  await page.evaluate((data) => window.mimePage.show(data), { [mimeType]: figure });
  await page.getByRole("button", { name: "Add note" }).click();
  await clickFigure(250, 200);
  await fill("a slice", "Ada");
  await page.keyboard.press("Enter");
  await expect.poll(savedNotes).toHaveLength(1);
  const [{ axes, x }] = await savedNotes();
  expect(axes).toEqual(["paper", "paper"]);
  expect(x).toBeGreaterThan(0.3);
  expect(x).toBeLessThan(0.7);
});

test("a notebook that must not be written shows notes and lets nobody change them", async () => {
  await page.evaluate(() => {
    const mark = document.createElement("span");
    mark.id = "read-only";
    mark.dataset["jpItemName"] = "read-only-indicator";
    document.querySelector(".jp-NotebookPanel")?.append(mark);
  });
  await show(known);
  expect(await shownNotes()).toEqual([expect.stringContaining("the largest eigenvalue")]);
  expect(await page.getByRole("button", { name: "Add note" }).count()).toBe(0);
  await page.getByRole("button", { name: "1 note" }).click();
  expect(await page.locator(".eigenscape-note-row").innerText()).toBe(
    "the largest eigenvalue Ada · 2026-11-28",
  );
  await page.locator("g.annotation-text-g").click();
  expect(await dialog().count()).toBe(0);
});

test("notes follow the page from light to dark", async () => {
  const box = () => page.locator("g.annotation rect.bg").evaluate((r) => getComputedStyle(r).fill);
  await show(known);
  expect(await box()).toBe("rgb(255, 255, 255)");
  await page.evaluate(() => (document.body.dataset["jpThemeLight"] = "false"));
  await expect.poll(box).toBe("rgb(17, 17, 17)");
  expect(JSON.stringify(await saved())).not.toContain("#111111");
});

/**
 * Notes in a report, opened as a file without network: those of the notebook are drawn, its reader adds, edits
 * and removes some as in a notebook, and a downloaded copy of the report has them.
 */
import { basename } from "node:path";
import type { Download, Locator } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { annotate } from "../../src/figures/annotate.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { code, markdown, notebookOf, shown } from "../export/sampleNotebook.js";
import { savedWidgets, stateData, viewData } from "../export/savedWidgets.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { seriousProblems } from "./axe.js";
import { reportPage } from "./reportPage.js";

const known = {
  id: "known",
  text: "the largest eigenvalue",
  author: "Ada",
  date: "2026-11-28T10:00:00.000Z",
  x: 10,
  y: 1e-3,
  arrow: { right: -60, down: -40 },
};

const figure = annotate(eigenvalueDensityFigure(sampleSpectrum()), known);
const { made: live, models } = savedWidgets(() => new EigenvalueDensity(sampleSpectrum()));
const withNote = Object.fromEntries(
  Object.entries(models).map(([id, model]) => [
    id,
    { ...model, state: { ...model.state, notes: [{ ...known, axes: ["x", "y"] }] } },
  ]),
);
const bars = { data: [{ type: "bar", y: [3, 1, 2] }], layout: { title: { text: "Three bars" } } };

const report = reportPage(
  notebookOf(
    [
      markdown("# Notes\n\n## A figure"),
      code("figure", shown({ ...figure[jupyterDisplay]() })),
      markdown("## A figure of others"),
      code("bars", shown({ "application/vnd.plotly.v1+json": bars })),
      markdown("## A widget"),
      code("spectrum.widget()", shown(viewData(live))),
    ],
    stateData(withNote),
  ),
);

const place = (name: "own" | "foreign" | "widget"): Locator =>
  name === "widget"
    ? report.page.locator(".widget")
    : report.page.locator(".figure").nth(name === "own" ? 0 : 1);
const notes = (of: Locator): Promise<string[]> =>
  of.locator("g.annotation text:visible").allTextContents();
const saveButton = () =>
  report.page.getByRole("button", { name: "Download this report with my notes" });

async function draw(): Promise<void> {
  await report.drawFigures();
  await place("widget").locator('.eigenscape-density[data-status="ready"]').waitFor();
}

async function write(of: Locator, text: string): Promise<void> {
  const { page } = report;
  await of.scrollIntoViewIfNeeded();
  await of.hover();
  await of.getByRole("button", { name: "Add note" }).click();
  await of.locator(".eigenscape-note-picker").click({ position: { x: 300, y: 150 } });
  const dialog = page.getByRole("dialog", { name: "Note" });
  await dialog.getByLabel("Note", { exact: true }).fill(text);
  await dialog.getByLabel("Author").fill("Emmy");
  await page.keyboard.press("Enter");
  await expect.poll(() => notes(of)).toContainEqual(expect.stringContaining(text));
}

async function downloaded(): Promise<Download> {
  const [download] = await Promise.all([
    report.page.waitForEvent("download"),
    saveButton().click(),
  ]);
  return download;
}

async function openCopy(): Promise<void> {
  const download = await downloaded();
  expect(download.suggestedFilename()).toBe(basename(report.page.url()));
  const file = `${await download.path()}.html`;
  await download.saveAs(file);
  await report.open(file);
  await draw();
}

beforeEach(async () => {
  await report.open();
  await draw();
});

test("notes of the notebook are drawn, and nothing asks to be saved", async () => {
  const drawn = [expect.stringContaining("the largest eigenvalue")];
  expect(await notes(place("own"))).toEqual(drawn);
  expect(await notes(place("widget"))).toEqual(drawn);
  expect(await saveButton().count()).toBe(0);
});

test("what a reader writes into a figure, ours or not, or a widget is in the copy", async () => {
  await write(place("own"), "a gap </script> & more");
  await write(place("foreign"), "why so many?");
  await write(place("widget"), "seen in the widget");
  await openCopy();
  expect(await notes(place("own"))).toEqual([
    expect.stringContaining("the largest eigenvalue"),
    expect.stringContaining("a gap </script> & more"),
  ]);
  expect(await notes(place("foreign"))).toEqual([expect.stringContaining("why so many?")]);
  expect(await notes(place("widget"))).toHaveLength(2);
  expect(await saveButton().count()).toBe(0);
  await write(place("own"), "and once more");
  await openCopy();
  expect(await notes(place("own"))).toHaveLength(3);
}, 120_000);

test("the copy is the file with other notes: nothing that scripts made is taken along", async () => {
  const { page } = report;
  const withoutScripts = { javaScriptEnabled: false };
  const plain = await page.context().browser()!.newPage(withoutScripts);
  const shape = async (url: string): Promise<unknown> => {
    await plain.goto(url);
    // Elements with their attributes; of pictures and of JSON, which hold notes, only that they are there.
    return plain.evaluate(() =>
      [...document.querySelectorAll(":not(svg *)")].map(({ tagName, attributes }) =>
        [tagName, ...[...attributes].map(({ name, value }) => `${name}=${value}`)]
          .filter((text) => !text.startsWith("aria-label="))
          .join(" "),
      ),
    );
  };
  const before = await shape(page.url());
  await write(place("own"), "one more");
  await page.getByRole("button", { name: "Dark colours" }).click();
  await page.getByRole("button", { name: "Hide code" }).click();
  await openCopy();
  expect(await shape(page.url())).toEqual(before);
  await plain.close();
}, 120_000);

test("a note can be edited and deleted; the static picture on paper follows", async () => {
  const { page } = report;
  const own = place("own");
  await write(own, "to be deleted");
  const picture = own.locator(".static");
  expect(await picture.textContent()).toContain("to be deleted");
  await own.getByRole("button", { name: "2 notes" }).click();
  await own.getByRole("button", { name: "Edit the note: the largest" }).click();
  await page.getByRole("dialog", { name: "Note" }).getByLabel("Note", { exact: true }).fill("λ₁");
  await page.keyboard.press("Enter");
  await own.getByRole("button", { name: "Edit the note: to be deleted" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect.poll(() => notes(own)).toEqual([expect.stringContaining("λ₁")]);
  await openCopy();
  expect(await notes(own)).toEqual([expect.stringContaining("λ₁")]);
  await page.emulateMedia({ media: "print" });
  expect(await picture.isVisible()).toBe(true);
  expect(await picture.textContent()).toContain("λ₁");
  expect(await picture.textContent()).not.toContain("to be deleted");
  expect(await saveButton().count()).toBe(0);
}, 120_000);

test("the browser asks before it leaves notes behind, and not after the download", async () => {
  const { page } = report;
  const kept = () =>
    page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
  expect(await kept()).toBe(true);
  await write(place("own"), "unsaved");
  expect(await kept()).toBe(false);
  await downloaded();
  expect(await kept()).toBe(true);
});

test("axe-core finds nothing serious in what notes bring, in light and in dark", async () => {
  const { page } = report;
  await write(place("own"), "looks like this");
  await place("own").getByRole("button", { name: "2 notes" }).click();
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await place("own")
      .and(page.locator(`[data-theme="${theme}"]`))
      .waitFor();
    await page.locator(`.eigenscape-density[data-theme="${theme}"]`).waitFor();
    expect(await seriousProblems(page)).toEqual([]);
    await report.screenshot(`report-notes-${theme}`);
    await place("own").hover();
    await place("own").getByRole("button", { name: "Add note" }).click();
    await place("own")
      .locator(".eigenscape-note-picker")
      .click({ position: { x: 300, y: 150 } });
    expect(await seriousProblems(page)).toEqual([]);
    await page.screenshot({ path: `test-results/widgets/report-note-dialog-${theme}.png` });
    await page.keyboard.press("Escape");
  }
}, 120_000);

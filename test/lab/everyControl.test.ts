/** Every stock control is drawn by the front end's own code from the state that ours sends: none is missing, none complains. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLabSession, type LabSession } from "./labSession.js";
import { openNotebook, type NotebookPage } from "./notebookPage.js";
import { writeScratchNotebook } from "./scratchNotebook.js";
import { until } from "./until.js";

/** What a control is made of, and the class of its node. */
const controls: readonly (readonly [string, string])[] = [
  ["IntSlider({ value: 40, style: { handleColor: 'crimson', descriptionWidth: '60px' } })", "widget-slider"],
  ["FloatSlider({ value: 2.5, max: 10, layout: { width: '200px' } })", "widget-slider"],
  ["FloatLogSlider({ value: 10 })", "widget-slider"],
  ["IntRangeSlider({ value: [20, 60] })", "widget-slider"],
  ["FloatRangeSlider({ value: [20, 60] })", "widget-slider"],
  ["SelectionSlider({ options: ['a', 'b'] })", "widget-slider"],
  ["SelectionRangeSlider({ options: ['a', 'b', 'c'], value: ['a', 'c'] })", "widget-slider"],
  ["IntText({ value: 7 })", "widget-text"],
  ["FloatText({ value: 7.5 })", "widget-text"],
  ["BoundedIntText({ value: 7 })", "widget-text"],
  ["BoundedFloatText({ value: 7.5 })", "widget-text"],
  ["Text({ value: 'text' })", "widget-text"],
  ["Password({ value: 'secret' })", "widget-text"],
  ["Textarea({ value: 'one\\ntwo' })", "widget-textarea"],
  ["Combobox({ options: ['a', 'b'], placeholder: 'choose' })", "widget-text"],
  ["Button({ description: 'Button', icon: 'check' })", "widget-button"],
  ["ToggleButton({ description: 'ToggleButton', value: true })", "widget-toggle-button"],
  ["ToggleButtons({ options: ['a', 'b'] })", "widget-toggle-buttons"],
  ["Checkbox({ value: true, description: 'Checkbox' })", "widget-checkbox"],
  ["Valid({ value: true, description: 'Valid' })", "widget-valid"],
  ["Dropdown({ options: ['a', 'b'] })", "widget-dropdown"],
  ["RadioButtons({ options: ['a', 'b'] })", "widget-radio"],
  ["Select({ options: ['a', 'b'] })", "widget-select"],
  ["SelectMultiple({ options: ['a', 'b'], value: ['b'] })", "widget-select-multiple"],
  ["DatePicker({ value: new Date('2026-11-27') })", "widget-datepicker"],
  ["DatetimePicker({ value: new Date('2026-11-27T12:00Z') })", "widget-datetimepicker"],
  ["NaiveDatetimePicker({ value: new Date('2026-11-27T12:00Z') })", "widget-datetimepicker"],
  ["TimePicker({ value: { hours: 9, minutes: 30, seconds: 0, milliseconds: 0 } })", "widget-timepicker"],
  ["ColorPicker({ value: 'teal' })", "widget-colorpicker"],
  ["TagsInput({ value: ['x', 'y'] })", "jupyter-widget-tagsinput"],
  ["ColorsInput({ value: ['red', 'blue'] })", "jupyter-widget-tagsinput"],
  ["IntsInput({ value: [1, 2] })", "jupyter-widget-tagsinput"],
  ["FloatsInput({ value: [1.5] })", "jupyter-widget-tagsinput"],
  ["Play({ max: 10 })", "widget-play"],
  ["IntProgress({ value: 30, barStyle: 'success' })", "widget-hprogress"],
  ["FloatProgress({ value: 60, description: 'FloatProgress' })", "widget-hprogress"],
  ["Label({ value: 'a label' })", "widget-label"],
  ["HTML({ value: '<b>bold</b>' })", "widget-html"],
  ["HTMLMath({ value: 'the form $x^2$' })", "widget-htmlmath"],
  ["Image({ value: png, width: '20', height: '20' })", "widget-image"],
  ["FileUpload({ multiple: true })", "widget-upload"],
  ["Box([new w.Label({ value: 'in a box' })])", "widget-box"],
  ["GridBox([new w.Label({ value: '1' }), new w.Label({ value: '2' })], { layout: { gridTemplateColumns: '50px 50px' } })", "widget-gridbox"],
  ["Tab([new w.Label({ value: 'first' }), new w.Label()], { titles: ['One', 'Two'] })", "widget-tab"],
  ["Accordion([new w.Label({ value: 'folded' })], { titles: ['Fold'], selectedIndex: 0 })", "widget-accordion"],
  ["Stack([new w.Label({ value: 'bottom' }), new w.Label({ value: 'top' })], { selectedIndex: 1 })", "widget-box"],
  ["Output()", "widget-output"],
]; // prettier-ignore

const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==";

let folder: string;
let lab: LabSession;
let notebook: NotebookPage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-lab-"));
  const made = controls.map(([source]) => `new w.${source}`);
  writeScratchNotebook(join(folder, "every.ipynb"), [
    {
      source: `import * as w from "eigenscape/widgets"; const png = Buffer.from("${png}", "base64");`,
    },
    {
      source: `new w.Box([${made.join(",\n")}], { layout: { flexFlow: "row wrap" } })`,
    },
  ]);
  lab = await startLabSession("every-control", folder);
  notebook = await openNotebook(lab, "every.ipynb");
  await notebook.page.setViewportSize({ width: 1280, height: 2200 });
  await notebook.runAll();
  await notebook.waitForAllPrompts(60_000);
});
afterAll(async () => {
  await notebook?.close();
  await lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("each has its node, in order", async () => {
  const area = await notebook.showOutput(1);
  const nodes = area.locator(".widget-box").first().locator(":scope > *");
  const classes = () =>
    nodes.evaluateAll((all) => all.map((node) => node.getAttribute("class") ?? ""));
  const drawn = await until("controls", classes, ({ length }) => length === controls.length);
  await notebook.screenshot("every-control");
  const wrong = controls.filter(([, name], i) => !drawn[i]?.split(" ").includes(name));
  expect(
    wrong.map(([source]) => [source, drawn[controls.findIndex(([s]) => s === source)]]),
  ).toEqual([]);
});

test("what is given is seen: style, layout, formula, picture, titles", async () => {
  const area = await notebook.showOutput(1);
  const handle = area.locator(".noUi-handle").first();
  const color = () => handle.evaluate((node) => getComputedStyle(node).backgroundColor);
  await until("the handle's colour", color, (value) => value === "rgb(220, 20, 60)");
  const wide = await area.locator(".widget-slider").nth(1).boundingBox();
  expect(wide?.width).toBeCloseTo(200, 0);
  expect(await area.locator(".widget-htmlmath mjx-container").count()).toBe(1);
  const image = area.locator("img.widget-image");
  expect(await image.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBe(1);
  expect(await area.locator(".widget-tab .lm-TabBar-tabLabel").allTextContents()).toEqual([
    "One",
    "Two",
  ]);
  expect(await area.getByText("top", { exact: true }).isVisible()).toBe(true);
  expect(await area.getByText("bottom", { exact: true }).isVisible()).toBe(false);
});

test("a file that a person chooses arrives with its bytes", async () => {
  const started = await notebook.startCell(
    "const up = new w.FileUpload(); up.on('value', async ([f]) => { await display(f.name + ' ' + Buffer.from(f.content).toString()) }); up",
  );
  await notebook.waitForPrompt(started, /\d/);
  const area = await notebook.showOutput(started);
  const chooser = notebook.page.waitForEvent("filechooser");
  await area.locator(".widget-upload").click();
  const file = { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("hello") };
  await (await chooser).setFiles(file);
  await until(
    "its name and text",
    () => notebook.outputs(started),
    (text) => text.includes("note.txt hello"),
  );
});

test("the page reports no error", () => {
  expect(notebook.console.errors()).toEqual([]);
});

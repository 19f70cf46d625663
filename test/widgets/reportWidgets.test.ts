/**
 * Widgets in a report that are not as the report's own code would have saved them: written in a cell, saved
 * by other versions, of other modules. What can be drawn works; the rest says why it cannot.
 */
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { HBox } from "../../widgets/controls/index.js";
import { EigenvalueDensity } from "../../widgets/eigenvalueDensity.js";
import { inlineWidget } from "../../widgets/index.js";
import { code, markdown, notebookOf, shown } from "../export/sampleNotebook.js";
import { savedWidgets, stateData, viewData, type SavedModel } from "../export/savedWidgets.js";
import { sampleSpectrum } from "../figures/sampleSpectrum.js";
import { reportPage } from "./reportPage.js";

const counter = `export default {
  initialize({ model }) { model.on("change:count", () => (document.title = "count " + model.get("count"))); },
  render({ model, el }) {
    const button = document.createElement("button");
    const sum = new Float64Array(model.get("steps").buffer).reduce((a, b) => a + b);
    const show = () => (button.textContent = model.get("count") + " of " + sum);
    button.addEventListener("click", () => {
      model.set("count", model.get("count") + 1);
      model.save_changes();
      model.send({ clicked: true });
    });
    model.on("change:count", show);
    show();
    el.append(button);
    return () => model.off("change:count", show);
  },
};`;

const { made, models } = savedWidgets(() => {
  const density = () => new EigenvalueDensity(sampleSpectrum());
  const state = { count: 1, steps: Float64Array.of(2, 3) };
  const css = "button { color: rgb(1, 2, 3) }";
  const alien = inlineWidget({ esm: "export default {}", text: "a map" });
  const inBox = density();
  return {
    inline: inlineWidget({ esm: counter, css, state }),
    broken: inlineWidget({ esm: "export default { render() { throw new Error('no data') } }" }),
    newer: density(),
    older: density(),
    changed: density(),
    unknown: density(),
    alien,
    inBox,
    box: new HBox([inBox]),
  };
});

/** As another program has saved it. */
function rewritten(model: SavedModel, changes: Partial<SavedModel>): SavedModel {
  const {
    model_module: module,
    model_module_version: version,
    model_name,
  } = { ...model, ...changes };
  const state = {
    ...model.state,
    _model_name: model_name,
    _model_module: module,
    _model_module_version: version,
    _view_module: module,
    _view_module_version: version,
    _view_name: model_name.replace("Model", "View"),
    ...changes.state,
  };
  return { ...model, ...changes, state };
}

const as = ({ id }: { id: string }, changes: Partial<SavedModel>) => ({
  [id]: rewritten(models[id], changes),
});

const state = {
  ...models,
  ...as(made.newer, { model_module_version: "^0.99.0" }),
  ...as(made.older, { model_module_version: "^7.1.0" }),
  ...as(made.changed, { state: { shown: undefined } }),
  ...as(made.unknown, { model_name: "HologramModel" }),
  ...as(made.alien, { model_module: "map-of-others" }),
  ...as(made.inBox, { model_module_version: "^8.0.0" }),
};

const names = ["inline", "broken", "newer", "older", "changed", "unknown", "alien", "box"] as const;
const report = reportPage(
  notebookOf(
    [markdown("# Widgets"), ...names.map((name) => code(name, shown(viewData(made[name]))))],
    stateData(state),
  ),
);

/** The output of a cell. */
const output = (name: (typeof names)[number]): Locator =>
  report.page.locator(".widget").nth(names.indexOf(name));

test("a widget that was written in a cell is drawn and works, with its style", async () => {
  await report.open();
  const button = output("inline").getByRole("button");
  await expect.poll(() => button.textContent()).toBe("1 of 5");
  await button.click();
  await expect.poll(() => button.textContent()).toBe("2 of 5");
  await expect.poll(() => report.page.title()).toBe("count 2");
  expect(await button.evaluate((el) => getComputedStyle(el).color)).toBe("rgb(1, 2, 3)");
});

test("one that throws says so in its place, and others are drawn", async () => {
  await report.open();
  const alert = output("broken").getByRole("alert");
  await expect.poll(() => alert.textContent()).toContain("inlineWidget: Error: no data");
});

test("a widget of another version with the same major number is drawn", async () => {
  await report.open();
  await output("newer").scrollIntoViewIfNeeded();
  await output("newer").locator('.eigenscape-density[data-status="ready"]').waitFor();
});

test("whatever cannot be drawn is its text and one line that says why", async () => {
  await report.open();
  const says = (name: (typeof names)[number], line: RegExp) =>
    expect.poll(() => output(name).textContent()).toMatch(line);
  await says(
    "older",
    /^a widget \(it was saved by eigenscape \^7\.1\.0; this report has the code of 0/,
  );
  await says("unknown", /has no such widget/);
  await says("alien", /^a widget \(it needs map-of-others, whose code is not in a report\)$/);
  await says("box", /^A widget \(it was saved by eigenscape \^8\.0\.0; this report/);
  await says("changed", /The figure could not be drawn/);
  await report.screenshot("report-widgets");
});

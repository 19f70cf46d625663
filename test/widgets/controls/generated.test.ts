/** The generated controls are those of the published schema, in names, versions and defaults. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { generateControls, schema } from "../../../scripts/controls/generateControls.mjs";
import { root } from "../../../scripts/setup/paths.mjs";
import * as controls from "../../../widgets/controls/generated/index.js";
import { installMockHost, removeHost, type MockHost } from "../mockHost.js";

const folder = join(root, "widgets", "controls", "generated");

let host: MockHost;
beforeEach(() => {
  host = installMockHost();
});
afterEach(removeHost);

test("the files are what a fresh generation writes", async () => {
  const fresh = await generateControls();
  expect(readdirSync(folder).sort()).toEqual([...fresh.keys()].sort());
  for (const [name, text] of fresh) expect(readFileSync(join(folder, name), "utf8")).toBe(text);
});

const classes: [string, new () => object][] = Object.entries(controls);

test.each(classes)("%s opens with the schema's state", (_name, Class) => {
  new Class();
  const state = host.last.opened.data["state"] as Record<string, unknown>;
  const model = schema.find(({ model }) => model.name === state["_model_name"]);
  // Parts are made when first used; the schema does not list the count of views; bytes are buffers.
  const expected = (model?.attributes ?? [])
    .filter(({ type }) => type !== "bytes")
    .map(({ name, type, default: initial }) => [name, type === "reference" ? null : initial]);
  expect(state).toEqual({ ...Object.fromEntries(expected), _view_count: null });
});

test("every control of the schema is there, but for what only browsers make", () => {
  const made = classes.map(([, Class]) => {
    new Class();
    return (host.last.opened.data["state"] as Record<string, unknown>)["_model_name"];
  });
  const left = schema.map(({ model }) => model.name).filter((name) => !made.includes(name));
  expect(left.sort()).toEqual([
    "ControllerAxisModel",
    "ControllerButtonModel",
    "ControllerModel",
    "DOMWidgetModel",
  ]);
});

/** Selections: the browser knows labels and places, code knows values of any type. */
import { afterEach, beforeEach, expect, expectTypeOf, test } from "vitest";
import {
  Dropdown,
  RadioButtons,
  Select,
  SelectionRangeSlider,
  SelectionSlider,
  SelectMultiple,
  ToggleButtons,
} from "../../../widgets/controls/index.js";
import { installMockHost, removeHost, type MockHost } from "../mockHost.js";

let host: MockHost;
beforeEach(() => {
  host = installMockHost();
});
afterEach(removeHost);

const choose = (index: unknown): void => host.last.receive({ method: "update", state: { index } });

test.each([
  ["DropdownModel", Dropdown],
  ["RadioButtonsModel", RadioButtons],
  ["SelectModel", Select],
  ["SelectionSliderModel", SelectionSlider],
  ["ToggleButtonsModel", ToggleButtons],
])("%s chooses the first value, then what the person or code says", (model, Class) => {
  const control = new Class({ options: { one: 1, two: 2 }, description: "d" });
  expect(host.last.opened.data["state"]).toMatchObject({
    _model_name: model,
    _options_labels: ["one", "two"],
    index: 0,
    description: "d",
  });
  const seen: unknown[] = [];
  control.on("value", (value) => seen.push([value, control.label]));
  choose(1);
  control.value = 1;
  expect(seen).toEqual([
    [2, "two"],
    [1, "one"],
  ]);
});

test("values have their own types, and only values that are offered are taken", () => {
  const control = new Dropdown({ options: ["a", "b"], value: "b" });
  expectTypeOf(control.value).toEqualTypeOf<"a" | "b" | null>();
  expect([control.value, control.index]).toEqual(["b", 1]);
  // @ts-expect-error -- not offered
  expect(() => (control.value = "c")).toThrow('value must be one of "a", "b", got c');
  const functions = new Map([["sine", Math.sin]]);
  expect(new Select({ options: functions }).value?.(0)).toBe(0);
});

test("nothing can be chosen, and new options begin anew", async () => {
  const control = new Dropdown({ options: [10, 20, 30], value: 30 });
  control.options = [10, 20];
  expect(control.value).toBe(10);
  control.value = null;
  expect([control.value, control.label]).toEqual([null, null]);
  await Promise.resolve();
  expect(host.last.sent.at(-1)?.data["state"]).toEqual({
    _options_labels: ["10", "20"],
    index: null,
  });
  expect(new Dropdown({ options: [] }).value).toBe(null);
});

test("several values", () => {
  const control = new SelectMultiple({ options: ["a", "b", "c"], value: ["c"] });
  expect(control.index).toEqual([2]);
  const seen: unknown[] = [];
  control.on("value", (value) => {
    expectTypeOf(value).toEqualTypeOf<readonly ("a" | "b" | "c")[]>();
    seen.push(value);
  });
  choose([0, 1]);
  expect(seen).toEqual([["a", "b"]]);
  const range = new SelectionRangeSlider({ options: [1, 10, 100], value: [1, 100] });
  choose([1, 2]);
  expect(range.value).toEqual([10, 100]);
});

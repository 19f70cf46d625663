/** Stock controls: typed entries in TypeScript, ipywidgets' names and values on the wire. */
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import {
  Button,
  FloatLogSlider,
  FloatSlider,
  HBox,
  IntRangeSlider,
  IntSlider,
  jsdlink,
  jslink,
  Layout,
  Tab,
  Text,
  VBox,
} from "../../../widgets/controls/index.js";
import { installMockHost, removeHost, type MockComm, type MockHost } from "../mockHost.js";

let host: MockHost;
beforeEach(() => {
  host = installMockHost();
});
afterEach(() => {
  delete process.env["JUPYTER_WIDGETS_ECHO"];
  removeHost();
});

const openedState = (comm: MockComm): unknown => comm.opened.data["state"];
const sent = (comm: MockComm): unknown[] =>
  comm.sent.map(({ data }) => [data.method, data["state"]]);
const update = (comm: MockComm, state: object): void => comm.receive({ method: "update", state });

describe("entries", () => {
  test("are typed properties; they travel under Python's names", async () => {
    const slider = new IntSlider({ value: 3, max: 10, continuousUpdate: false, description: "k" });
    expectTypeOf(slider.value).toEqualTypeOf<number>();
    expectTypeOf(slider.orientation).toEqualTypeOf<"horizontal" | "vertical">();
    expect(openedState(host.last)).toMatchObject({
      _model_module: "@jupyter-widgets/controls",
      _model_name: "IntSliderModel",
      value: 3,
      continuous_update: false,
    });
    slider.value = 4;
    slider.readoutFormat = "x";
    await Promise.resolve();
    expect([slider.value, slider.readoutFormat]).toEqual([4, "x"]);
    expect(sent(host.last)).toEqual([["update", { value: 4, readout_format: "x" }]]);
  });

  test("are refused with the rule when they have the wrong value, and nothing changes", () => {
    const slider = new IntSlider();
    expect(() => (slider.value = 3.5)).toThrow("IntSlider: value must be an integer, got 3.5");
    expect(() => new IntSlider({ orientation: "up" as "vertical" })).toThrow(
      'IntSlider: orientation must be one of "horizontal", "vertical", got "up"',
    );
    // @ts-expect-error -- no such entry
    expect(() => new IntSlider({ maximum: 3 })).toThrow(/IntSlider: entry must be one of .*max/);
    expect(slider.value).toBe(0);
  });

  test("that a browser sends wrong are answered with those that stay", () => {
    const slider = new IntSlider({ value: 2 });
    update(host.last, { value: "many", description: "d" });
    expect(slider.value).toBe(2);
    expect(sent(host.last)).toEqual([
      ["echo_update", { description: "d" }],
      ["update", { value: 2 }],
    ]);
  });
});

describe("bounds", () => {
  test("hold a value, from both sides, and move it along", async () => {
    const slider = new IntSlider({ value: 20, max: 10 });
    expect(slider.value).toBe(10);
    slider.max = 5;
    expect(slider.value).toBe(5);
    await Promise.resolve();
    update(host.last, { value: -3 });
    expect(sent(host.last)).toEqual([
      ["update", { max: 5, value: 5 }],
      ["echo_update", { value: -3 }],
      ["update", { value: 0 }],
    ]);
    expect(() => (slider.min = 6)).toThrow("IntSlider: min must be <= max, got 6 and 5");
  });

  test("order the ends of a range; a logarithmic slider has exponents", () => {
    expect(new IntRangeSlider({ value: [9, 2], max: 7 }).value).toEqual([2, 7]);
    expect(new FloatLogSlider({ value: 1e9, base: 10, min: -2, max: 2 }).value).toBe(100);
  });
});

describe("changes", () => {
  test("call handlers once, whoever made them; an equal array is no change", async () => {
    const range = new IntRangeSlider({ value: [1, 2] });
    const seen: unknown[] = [];
    const stop = range.on("value", (value) => {
      expectTypeOf(value).toEqualTypeOf<readonly [number, number]>();
      seen.push(value);
      range.value = [...value];
    });
    update(host.last, { value: [3, 4] });
    range.value = [3, 4];
    stop();
    range.value = [5, 6];
    await Promise.resolve();
    expect(seen).toEqual([[3, 4]]);
    expect(sent(host.last)).toEqual([
      ["echo_update", { value: [3, 4] }],
      ["update", { value: [5, 6] }],
    ]);
  });

  test("are held back by a block, also one that awaits, and sent as one", async () => {
    const slider = new IntSlider();
    const result = await slider.hold(async () => {
      slider.value = 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      slider.value = 2;
      slider.description = "d";
      return "done";
    });
    expect(result).toBe("done");
    expect(sent(host.last)).toEqual([["update", { value: 2, description: "d" }]]);
    expect(() =>
      slider.hold(() => {
        slider.value = 3;
        throw new Error("in the block");
      }),
    ).toThrow("in the block");
    expect(sent(host.last)[1]).toEqual(["update", { value: 3 }]);
  });

  test("are not echoed when JUPYTER_WIDGETS_ECHO says so", () => {
    process.env["JUPYTER_WIDGETS_ECHO"] = "0";
    const slider = new IntSlider();
    update(host.last, { value: 3 });
    expect([slider.value, sent(host.last)]).toEqual([3, []]);
  });
});

describe("parts", () => {
  test("layout and style are made when first used, or from their entries, and closed along", async () => {
    const slider = new IntSlider();
    const [comm] = host.comms;
    expect(openedState(host.last)).toMatchObject({ layout: null, style: null });
    slider.layout.width = "50%";
    slider.style.handleColor = "red";
    await Promise.resolve();
    expect(comm && sent(comm)).toEqual([
      [
        "update",
        { layout: `IPY_MODEL_${slider.layout.id}`, style: `IPY_MODEL_${slider.style.id}` },
      ],
    ]);
    const [, layout] = host.comms;
    expect(layout && sent(layout)).toEqual([["update", { width: "50%" }]]);
    slider.close();
    expect(host.comms.map(({ closed }) => closed)).toEqual([true, true, true]);

    const given = new FloatSlider({ layout: { width: "1em" }, style: { handleColor: "blue" } });
    expect([given.layout.width, given.style.handleColor]).toEqual(["1em", "blue"]);
  });

  test("a layout that is shared is not closed with one of its users", () => {
    const layout = new Layout({ width: "3em" });
    new Text({ layout }).close();
    expect(layout.closed).toBe(false);
  });

  test("children travel as references and come back as widgets", () => {
    const [a, b] = [new IntSlider(), new Text()];
    const box = new VBox([a, new HBox([b])], { boxStyle: "info" });
    expect(openedState(host.last)).toMatchObject({ box_style: "info" });
    update(host.last, { children: [`IPY_MODEL_${b.id}`] });
    expect(box.children).toEqual([b]);
    expect(() => (box.children = ["x" as never])).toThrow("VBox: children must be an array");
    const tab = new Tab({ children: [a, b], titles: ["one", "two"] });
    expect(openedState(host.last)).toMatchObject({
      children: [`IPY_MODEL_${a.id}`, `IPY_MODEL_${b.id}`],
      selected_index: 0,
    });
    expect(tab.titles).toEqual(["one", "two"]);
  });

  test("links name entries as browsers do", () => {
    const [a, b] = [new IntSlider(), new FloatSlider()];
    jslink([a, "value"], [b, "readoutFormat"]);
    expect(openedState(host.last)).toMatchObject({
      _model_name: "LinkModel",
      _view_name: null,
      source: [`IPY_MODEL_${a.id}`, "value"],
      target: [`IPY_MODEL_${b.id}`, "readout_format"],
    });
    // @ts-expect-error -- no such entry
    jsdlink([a, "values"], [b, "value"]);
  });
});

test("a button calls back at clicks of people and of code", () => {
  const button = new Button({ description: "go" });
  const seen: Button[] = [];
  const stop = button.onClick((clicked) => seen.push(clicked));
  host.last.receive({ method: "custom", content: { event: "click" } });
  host.last.receive({ method: "custom", content: { event: "hover" } });
  button.click();
  stop();
  button.click();
  expect(seen).toEqual([button, button]);
});

test("a control stands for itself in text", () => {
  const slider = new IntSlider({ value: 3, max: 10, description: "k" });
  expect(String(slider)).toBe('IntSlider(description="k", value=3, max=10)');
});

test("without a kernel the error says what to do", () => {
  removeHost();
  expect(() => new IntSlider()).toThrow(/^IntSlider: must run in a Jupyter kernel with comms/);
});

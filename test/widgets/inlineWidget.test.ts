/** Widgets written in a cell: anywidget's contract, on both sides. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { inlineWidget } from "../../widgets/index.js";
import { WidgetPage } from "./widgetPage.js";

let both: WidgetPage;
beforeAll(async () => {
  both = await WidgetPage.launch();
});
afterAll(() => both.close());
beforeEach(() => both.reset());
afterEach(() => {
  expect(both.errors).toEqual([]);
});

const counter = `
export default {
  render({ model, el }) {
    const button = document.createElement("button");
    const show = () => (button.textContent = "count is " + model.get("count"));
    button.addEventListener("click", () => {
      model.set("count", model.get("count") + 1);
      model.save_changes();
    });
    model.on("change:count", show);
    show();
    el.append(button);
  },
};`;

const inline = () => both.page.locator(".eigenscape-inline");
const withStatus = (status: string) =>
  both.page.locator(`.eigenscape-inline[data-status="${status}"]`).first().waitFor();

test("a counter counts in the page and in TypeScript, either way, in all views", async () => {
  const widget = inlineWidget({ state: { count: 0 }, esm: counter });
  const seen: number[] = [];
  widget.on("count", (count) => seen.push(count));
  await both.show(widget);
  await both.show(widget);
  await both.page.getByRole("button", { name: "count is 0" }).first().click();
  await expect.poll(() => widget.get("count")).toBe(1);
  widget.set({ count: 41 });
  await expect.poll(() => inline().allInnerTexts()).toEqual(["count is 41", "count is 41"]);
  expect(seen).toEqual([1, 41]);
});

test("the code travels once for any number of widgets", async () => {
  const first = inlineWidget({ state: { count: 1 }, esm: counter });
  const second = inlineWidget({ state: { count: 2 }, esm: counter });
  const sent = both.host.comms.filter(({ opened }) => JSON.stringify(opened).includes("button"));
  expect(sent).toHaveLength(1);
  expect(first.get("_code")).toBe(second.get("_code"));
  await both.show(first);
  await both.show(second);
  await expect.poll(() => inline().allInnerTexts()).toEqual(["count is 1", "count is 2"]);
});

test("the page runs the module once, initialize once per model, render once per view", async () => {
  const esm = `
    globalThis.ran = { module: (globalThis.ran?.module ?? 0) + 1, initialize: 0, render: 0, ended: [] };
    export default () => ({
      initialize: () => { ran.initialize++; return () => ran.ended.push("model"); },
      render: ({ signal }) => {
        ran.render++;
        signal.addEventListener("abort", () => ran.ended.push("signal"));
        return () => ran.ended.push("view");
      },
    });`;
  const [a, b] = [inlineWidget({ esm }), inlineWidget({ esm })];
  for (const widget of [a, a, b]) await both.show(widget);
  const ran = () => both.page.evaluate(() => Reflect.get(globalThis, "ran") as unknown);
  await expect.poll(ran).toEqual({ module: 1, initialize: 2, render: 3, ended: [] });
  await both.page.evaluate(() => window.page.removeViews());
  await both.page.evaluate((id) => window.page.close(id), a.id);
  const ended = [..."123"].flatMap(() => ["signal", "view"]);
  await expect.poll(ran).toMatchObject({ ended: [...ended, "model"] });
});

test("handlers of a view go with it", async () => {
  const widget = inlineWidget({ state: { count: 0 }, esm: counter });
  await both.openModels();
  const alive = () => both.page.evaluate((id) => window.page.alive(id), widget.id);
  const before = await alive();
  await both.show(widget);
  await withStatus("ready");
  expect((await alive()).modelListeners).toBeGreaterThan(before.modelListeners);
  await both.page.evaluate(() => window.page.removeViews());
  await expect.poll(alive).toEqual(before);
});

test("messages and binary go both ways", async () => {
  const esm = `export default { render({ model, el }) {
    const { buffer, byteOffset, byteLength } = model.get("values");
    const values = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
    el.textContent = "sum " + values.reduce((a, b) => a + b);
    model.on("msg:custom", (content, buffers) =>
      model.send({ got: content, bytes: buffers[0].byteLength }, undefined, [Uint8Array.of(7, 8).buffer]));
  } };`;
  const widget = inlineWidget({ state: { values: Float64Array.of(1, 2, 4) }, esm });
  const messages: unknown[] = [];
  widget.onMessage((content, buffers) => messages.push(content, [...(buffers[0] ?? [])]));
  await both.show(widget);
  await expect.poll(() => inline().innerText()).toBe("sum 7");
  widget.send("hello", [Uint8Array.of(1, 2, 3)]);
  await expect.poll(() => messages).toEqual([{ got: "hello", bytes: 3 }, [7, 8]]);
  const saved = await both.page.evaluate((id) => window.page.saved(id), widget.id);
  expect(saved).toMatchObject({
    values: "24 bytes",
    _code: `IPY_MODEL_${widget.get("_code").id}`,
  });
});

test("styles reach the widget alone", async () => {
  await both.page.evaluate(() => {
    document.querySelector("#output")!.innerHTML = '<p class="note">outside</p>';
  });
  const esm = `export default { render: ({ el }) => { el.innerHTML = '<p class="note">inside</p>'; } };`;
  await both.show(
    inlineWidget({ esm, css: ".note { color: rgb(1, 2, 3) } :scope { padding: 3px }" }),
  );
  await withStatus("ready");
  const style = (text: string) =>
    both.page.getByText(text, { exact: true }).evaluate((node) => getComputedStyle(node).color);
  expect([await style("inside"), await style("outside")]).toEqual(["rgb(1, 2, 3)", "rgb(0, 0, 0)"]);
  expect(
    await inline()
      .locator("div")
      .evaluate((el) => getComputedStyle(el).padding),
  ).toBe("3px");
});

test.each([
  ["does not parse", "export default { render( };", "SyntaxError"],
  [
    "throws in render",
    "export default { render() { throw new RangeError('too far') } };",
    "too far",
  ],
  [
    "throws in initialize",
    "export default { async initialize() { throw new Error('early') } };",
    "early",
  ],
  ["throws as a module", "throw new Error('at once');", "at once"],
  ["exports nothing", "export const render = 1;", "export default { render({ model, el }) { … } }"],
])("a module that %s says so in its place", async (_, esm, said) => {
  await both.show(inlineWidget({ esm }));
  await withStatus("error");
  const alert = both.page.getByRole("alert");
  expect(await alert.innerText()).toContain(said);
  expect(await alert.innerText()).toMatch(/^inlineWidget: \w*Error/);
});

test("wrong arguments are errors that say the rule", () => {
  const esm = counter;
  const wrong = (options: object) => () => inlineWidget(options as { esm: string });
  expect(wrong({ esm: () => 1 })).toThrow(
    "inlineWidget: esm must be the text of an ES module, got function",
  );
  expect(wrong({ esm, css: 1 })).toThrow("inlineWidget: css must be the text, got number");
  expect(wrong({ esm, state: [1] })).toThrow("inlineWidget: state must be a plain object, got 1");
  expect(wrong({ esm, state: { layout: 1 } })).toThrow(
    /must not use Jupyter's own names.*got layout/,
  );
});

/** The widgets of planes, paths, weights, movies, games and cells: their controls and events. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  GameSpectrum,
  LossPath,
  SearchCell,
  SparsityHeatmap,
  SpectrumMovie,
  TrajectoryPlane,
} from "../../widgets/index.js";
import {
  sampleCell,
  sampleGame,
  sampleLayers,
  sampleLossPath,
  samplePlane,
} from "../figures/sampleMotions.js";
import { sampleMovie, sampleWidgets } from "./sampleWidgets.js";
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

const names = Object.keys(sampleWidgets) as (keyof typeof sampleWidgets)[];

const view = () => both.page.locator(".eigenscape-figure").first();
const ready = () => both.page.waitForSelector('.eigenscape-figure[data-status="ready"]');
const drawnWith = (entry: string, value: string) =>
  both.page.waitForSelector(`.eigenscape-figure[data-${entry}="${value}"]`);
const title = async () => (await view().locator(".gtitle").textContent()) ?? "";
/** Puts a slider somewhere, as a finger does. */
const slide = (label: string, position: number) =>
  both.page.getByRole("slider", { name: label, exact: true }).evaluate((slider, at) => {
    (slider as HTMLInputElement).value = String(at);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }, position);

test.each(names)(
  "%s: light, dark and narrow, says its finding, leaves nothing behind",
  async (name) => {
    const widget = sampleWidgets[name]();
    await both.show(widget);
    await ready();
    const said = await both.page.getByRole("figure").getAttribute("aria-label");
    expect(said).toBe(String(widget));
    expect(said!.length).toBeGreaterThan(30);
    await both.screenshot(`${name}-light`);
    await both.theme("dark");
    await drawnWith("theme", "dark");
    await both.page.setViewportSize({ width: 400, height: 640 });
    const width = () => view().locator(".main-svg").first().getAttribute("width");
    await expect.poll(width).toBe("384");
    await both.screenshot(`${name}-narrow`);
    expect(await both.page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    await both.page.evaluate(() => window.page.removeViews());
    const after = await both.page.evaluate((id) => window.page.alive(id), widget.id);
    expect(after).toEqual({ observers: 0, modelListeners: 0 });
  },
);

test.each(names)("%s: every control has a label and can be reached by Tab", async (name) => {
  await both.show(sampleWidgets[name]());
  await ready();
  const controls = view()
    .locator(".eigenscape-controls")
    .locator("input:visible, select:visible, button:visible");
  const unnamed = await controls.evaluateAll((all) =>
    all
      .filter((el) => !(el.textContent || (el as HTMLInputElement).labels?.[0]?.textContent))
      .map((el) => el.outerHTML),
  );
  expect(unnamed).toEqual([]);
  expect(await controls.count()).toBeGreaterThan(1);
  const unreachable = await controls.evaluateAll((all) =>
    all.filter((el) => (el as HTMLElement).tabIndex < 0).map((el) => el.outerHTML),
  );
  expect(unreachable).toEqual([]);
});

test("the path is drawn up to a step, as a surface too; a point of it is an event", async () => {
  const widget = new TrajectoryPlane(samplePlane());
  const chosen: unknown[] = [];
  widget.on("select", (point) => chosen.push(point));
  await both.show(widget);
  await ready();
  await slide("path up to step", 9);
  await drawnWith("until", "10");
  await expect.poll(() => widget.get("until")).toBe(10);
  expect(await both.page.locator(".eigenscape-time-value").innerText()).toBe("90");
  await both.page.getByRole("button", { name: "previous point" }).press("Enter");
  await expect.poll(() => chosen).toEqual([{ index: 9, step: 90 }]);
  await both.page.getByText("10 of 10: point 9 of the path, step 90").waitFor();
  await both.page.getByLabel("drawn as").selectOption("surface");
  await drawnWith("kind", "surface");
  await expect.poll(() => widget.get("kind")).toBe("surface");
  await both.page.getByLabel("log loss").uncheck();
  await expect.poll(() => widget.get("scale")).toBe("linear");
  expect(widget.figure().data[0]?.type).toBe("surface");
});

test("a click on the path tells the point under the mouse", async () => {
  const widget = new TrajectoryPlane(samplePlane());
  const chosen: unknown[] = [];
  widget.on("select", (point) => chosen.push(point));
  await both.show(widget);
  await ready();
  const box = (await view()
    .locator(".scatterlayer .trace .points path.point")
    .nth(3)
    .boundingBox())!;
  const at = [box.x + box.width / 2, box.y + box.height / 2] as const;
  await both.page.mouse.move(...at);
  await both.page.mouse.click(...at);
  await expect.poll(() => chosen).toEqual([{ index: 3, step: 30 }]);
});

test("a place on the path is chosen by its slider, in every view", async () => {
  const widget = new LossPath(sampleLossPath());
  const chosen: unknown[] = [];
  widget.on("select", (place) => chosen.push(place));
  await both.show(widget);
  await both.show(widget);
  await ready();
  await both.page.getByLabel("place t").first().focus();
  await both.page.keyboard.press("ArrowRight");
  await both.page.keyboard.press("ArrowRight");
  await expect
    .poll(() => chosen)
    .toEqual([
      { index: 1, t: 0.025 },
      { index: 2, t: 0.05 },
    ]);
  const values = both.page.locator(".eigenscape-place-value");
  await expect.poll(() => values.allInnerTexts()).toEqual(["0.05", "0.05"]);
  await both.page.getByLabel("log loss").first().check();
  await expect.poll(() => widget.get("scale")).toBe("log");
});

test("layers are chosen by boxes, moments by the slider and by playing", async () => {
  const widget = new SparsityHeatmap({ layers: sampleLayers(4) });
  await both.show(widget);
  await ready();
  expect(await both.page.locator(".eigenscape-time-value").innerText()).toBe("400");
  const first = "conv1/kernel";
  await both.page.getByRole("checkbox", { name: first }).uncheck();
  await expect.poll(() => widget.get("shown")).toEqual(["dense1/kernel", "dense2/kernel"]);
  await expect.poll(() => view().innerText()).not.toContain(`${first}:`);
  await slide("step", 1);
  await drawnWith("frame", "1");
  await both.page.getByRole("button", { name: "play" }).click();
  await drawnWith("frame", "3");
  await both.page.getByRole("button", { name: "▶ play" }).waitFor();
  await expect.poll(() => widget.get("frame")).toBe(3);
});

test("the movie is computed in the page, on any axes, while the kernel is busy", async () => {
  const widget = new SpectrumMovie(sampleMovie());
  const chosen: object[] = [];
  widget.on("select", (eigenvalue) => chosen.push(eigenvalue));
  await both.show(widget);
  await ready();
  let finish = (): void => undefined;
  both.busy = new Promise((resolve) => (finish = resolve));
  await slide("step", 0);
  await drawnWith("frame", "0");
  await both.page.getByLabel("log λ").check();
  await drawnWith("axis", "log");
  await both.page.getByLabel("log density").uncheck();
  await drawnWith("scale", "linear");
  expect(both.arrived).toEqual([]);
  await both.page.getByRole("button", { name: "next point" }).press("Enter");
  finish();
  // With the σ that the made-up spectra state, 0.05 on either axis, all three eigenvalues stand alone.
  await expect.poll(() => chosen).toEqual([{ step: 0, value: 3.21, residual: 2e-3 }]);
  await expect.poll(() => widget.get("scale")).toBe("linear");
});

test("eigenvalues of a game and operations of a cell are events", async () => {
  const game = new GameSpectrum({ frames: sampleGame(5) });
  const cell = new SearchCell(sampleCell(6));
  const chosen: object[] = [];
  game.on("select", (eigenvalue) => chosen.push(eigenvalue));
  cell.on("select", (edge) => chosen.push(edge));
  await both.show(game);
  await ready();
  await slide("step", 2);
  await both.page.getByRole("button", { name: "next point" }).press("Enter");
  await expect.poll(() => chosen).toMatchObject([{ step: 150 }]);
  await both.page.evaluate(() => window.page.removeViews());
  await both.show(cell);
  await ready();
  await both.page.getByRole("button", { name: "next point" }).press("Enter");
  const edge = { from: "input", to: "node 1", operation: "conv 3×3" };
  await expect.poll(() => chosen[1]).toEqual(edge);
  await both.page.getByText("1 of 18: conv 3×3 from input to node 1").waitFor();
});

test("show() puts other data into the same widget", async () => {
  const widget = new GameSpectrum({ frames: sampleGame(5) });
  await both.show(widget);
  await ready();
  const before = await view().getAttribute("data-draws");
  widget.show({ frames: sampleGame(1) });
  await expect.poll(() => view().getAttribute("data-draws")).not.toBe(before);
  await expect.poll(() => both.page.getByRole("slider", { name: "step" }).isVisible()).toBe(false);
  expect(await title()).toBe("Eigenvalues of the game");
});

test("wrong values from a page are refused, wrong inputs are errors of the figure", () => {
  const widget = new GameSpectrum({ frames: sampleGame(5) });
  both.host.last.receive({ method: "update", state: { frame: -1, of: "update", selection: 3 } });
  expect([widget.get("frame"), widget.get("of"), widget.get("selection")]).toEqual([
    4,
    "field",
    null,
  ]);
  expect(() => new GameSpectrum({ frames: [] })).toThrow(/number of frames/);
  expect(() => new LossPath(sampleLossPath(), { scale: "cubic" as "log" })).toThrow(
    'LossPath: scale must be one of "linear", "log", got "cubic"',
  );
});

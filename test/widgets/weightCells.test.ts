/** Cells of heat maps of weights: a click, or layer, row and column by keyboard, tells the weight. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { SparsityHeatmap, type WeightSelection } from "../../widgets/index.js";
import { sampleLayers } from "../figures/sampleMotions.js";
import { WidgetPage } from "./widgetPage.js";

let both: WidgetPage;
beforeAll(async () => {
  both = await WidgetPage.launch();
});
afterAll(() => both.close());
beforeEach(() => both.reset());
afterEach(() => expect(both.errors).toEqual([]));

const view = () => both.page.locator(".eigenscape-figure").first();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function shown(layers: ConstructorParameters<typeof SparsityHeatmap>[0]["layers"]) {
  const widget = new SparsityHeatmap({ layers });
  const chosen: WeightSelection[] = [];
  widget.on("select", (weight) => chosen.push(weight));
  await both.show(widget);
  await both.page.waitForSelector('.eigenscape-figure[data-status="ready"]');
  return { widget, chosen };
}

/** Of the nth panel, at shares of its width and height. */
async function clickAt(panel: number, right: number, down: number): Promise<void> {
  const box = (await view().locator(".nsewdrag").nth(panel).boundingBox())!;
  const at = [box.x + right * box.width, box.y + down * box.height] as const;
  await both.page.mouse.move(1, 1);
  await pause(150);
  await both.page.mouse.move(...at);
  await pause(250);
  await both.page.mouse.click(...at);
}

test("a click tells the weight under the mouse, at the moment that is shown", async () => {
  const layers = sampleLayers(4);
  const { widget, chosen } = await shown(layers);
  await clickAt(1, 4.5 / 24, 9.5 / 16);
  const series = layers[1].values as { step: number; values: Float64Array }[];
  const place = { layer: "dense1/kernel", row: 9, column: 4 };
  const last = { ...place, value: series[3].values[9 * 24 + 4], step: 400 };
  await expect.poll(() => chosen).toEqual([last]);
  await both.page.getByText("dense1/kernel, row 9, column 4: ").waitFor();
  expect(widget.get("selection")).toEqual(last);
  await expect.poll(() => view().locator(".scatterlayer .trace").count()).toBe(1);
  await both.screenshot("sparsity-heatmap-chosen");
  await both.page.getByRole("slider", { name: "step" }).press("Home");
  await both.page.waitForSelector('.eigenscape-figure[data-frame="0"]');
  await clickAt(0, 0.5 / 9, 7.5 / 8);
  const first = (layers[0].values as typeof series)[0];
  const corner = {
    layer: "conv1/kernel",
    row: 7,
    column: 0,
    value: first.values[7 * 9],
    step: 100,
  };
  await expect.poll(() => chosen[1]).toEqual(corner);
});

test("where a cell stands for a block, it tells the weight that it shows", async () => {
  const values = Float64Array.from({ length: 300 * 200 }, (_, i) => i + 1);
  const { chosen } = await shown([{ name: "large", shape: [300, 200], values }]);
  await clickAt(0, 0.4, 0.7);
  await expect.poll(() => chosen).toHaveLength(1);
  const [{ row, column, value }] = chosen;
  expect(value).toBe(row * 200 + column + 1);
  expect(Math.abs(row - 210)).toBeLessThan(4);
  expect(Math.abs(column - 80)).toBeLessThan(4);
});

test("layer, row and column are chosen by keyboard, inside of the matrix", async () => {
  const layers = sampleLayers(4);
  const { chosen } = await shown(layers);
  const weight = both.page.getByRole("group", { name: "weight" });
  await weight.getByLabel("layer").focus();
  await both.page.keyboard.press("ArrowDown");
  await both.page.keyboard.press("ArrowDown");
  await expect.poll(() => chosen.at(-1)).toMatchObject({ layer: "dense2/kernel", row: 0 });
  await weight.getByLabel("row").focus();
  await both.page.keyboard.press("ArrowUp");
  await both.page.keyboard.press("ArrowUp");
  await expect
    .poll(() => chosen.at(-1))
    .toMatchObject({ layer: "dense2/kernel", row: 2, column: 0 });
  await weight.getByLabel("column").fill("99");
  await weight.getByRole("button", { name: "choose weight" }).press("Enter");
  const series = layers[2].values as { values: Float64Array }[];
  const value = series[3].values[2 * 10 + 9];
  const last = { layer: "dense2/kernel", row: 2, column: 9, value, step: 400 };
  await expect.poll(() => chosen.at(-1)).toEqual(last);
  await expect.poll(() => weight.getByLabel("column").inputValue()).toBe("9");
});

/** A plane of losses is dragged: the region goes to code, and code sends the losses of it back. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type PlaneRegion, TrajectoryPlane } from "../../widgets/index.js";
import { samplePlane } from "../figures/sampleMotions.js";
import { WidgetPage } from "./widgetPage.js";

let both: WidgetPage;
beforeAll(async () => {
  both = await WidgetPage.launch();
});
afterAll(() => both.close());
beforeEach(() => both.reset());
afterEach(() => expect(both.errors).toEqual([]));

const view = (n = 0) => both.page.locator(".eigenscape-trajectory-plane").nth(n);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const button = (name: string) =>
  both.page
    .getByRole("group", { name: "region" })
    .first()
    .getByRole("button", { name, exact: true });

async function shown(kind: "contour" | "surface" = "contour") {
  const plane = new TrajectoryPlane(samplePlane(), { kind });
  const regions: (PlaneRegion | null)[] = [];
  plane.on("region", (region) => regions.push(region));
  await both.show(plane);
  await both.page.waitForSelector('.eigenscape-figure[data-status="ready"]');
  return { plane, regions };
}

/** Both axes as plotly has them. */
const axes = (n = 0) =>
  view(n)
    .locator(".eigenscape-noted-plot")
    .evaluate((plot): PlaneRegion => {
      type Range = readonly [number, number];
      const { xaxis, yaxis } = Reflect.get(plot, "_fullLayout") as Record<string, { range: Range }>;
      return { alpha: [...xaxis.range], beta: [...yaxis.range] };
    });

/** From a share of the plot, or of one of its handles, by shares of the plot. */
async function drag(
  handle: string,
  from: readonly [number, number],
  by: readonly [number, number],
) {
  const plot = (await view().locator(".nsewdrag").boundingBox())!;
  const box = (await view().locator(handle).boundingBox())!;
  const [x, y] = [box.x + from[0] * box.width, box.y + from[1] * box.height];
  await both.page.mouse.move(x, y);
  await pause(150);
  await both.page.mouse.down();
  const [right, down] = [by[0] * plot.width, by[1] * plot.height];
  await both.page.mouse.move(x + right / 2, y + down / 2, { steps: 3 });
  await both.page.mouse.move(x + right, y + down, { steps: 3 });
  await both.page.mouse.up();
}

const near = (range: readonly number[], wanted: readonly number[]): void =>
  range.forEach((value, i) => expect(Math.abs(value - wanted[i])).toBeLessThan(0.02));

test("dragging moves the plane, in every view; code hears of the region once, at the end", async () => {
  const { plane, regions } = await shown();
  await both.show(plane);
  await expect.poll(() => view(1).getAttribute("data-status")).toBe("ready");
  await drag(".nsewdrag", [0.6, 0.3], [-0.25, 0.1]);
  await expect.poll(() => regions).toHaveLength(1);
  near(regions[0]!.alpha, [-0.5, 1.5]);
  near(regions[0]!.beta, [-0.8, 1.2]);
  expect(plane.region).toEqual(regions[0]);
  await expect.poll(() => axes(1)).toEqual(regions[0]);
  expect(plane.figure().layout.xaxis.range).toEqual(regions[0]!.alpha);
  await drag(".nsewdrag", [0.6, 0.3], [0.25, 0]);
  await expect.poll(() => regions).toHaveLength(2);
  near(regions[1]!.alpha, [-1, 1]);
  near(regions[1]!.beta, [-0.8, 1.2]);
});

test("code evaluates the region and sends the losses back; the view and the path stay", async () => {
  const { plane } = await shown();
  plane.on("region", (region) => {
    if (region === null) return;
    const grid = ([low, high]: readonly [number, number]) =>
      Float64Array.from({ length: 21 }, (_, i) => low + ((high - low) * i) / 20);
    const [alpha, beta] = [grid(region.alpha), grid(region.beta)];
    const loss = Float64Array.from({ length: 441 }, (_, k) => 1 + alpha[k % 21] ** 2);
    plane.update({ alpha, beta, loss });
  });
  await drag(".nsewdrag", [0.6, 0.3], [-0.25, 0.1]);
  await both.page.getByText("on 21 × 21 points").waitFor();
  await both.screenshot("trajectory-plane-dragged");
  const region = plane.region!;
  expect(await axes()).toEqual(region);
  const drawn = await view()
    .locator(".eigenscape-noted-plot")
    .evaluate((plot) => {
      const [field] = Reflect.get(plot, "_fullData") as { x: number[]; y: number[] }[];
      return { alpha: [field.x[0], field.x.at(-1)], beta: [field.y[0], field.y.at(-1)] };
    });
  near(drawn.alpha as number[], region.alpha);
  near(drawn.beta as number[], region.beta);
  expect(plane.get("input").path?.step).toHaveLength(30);
  await both.reload(plane);
  await expect.poll(() => axes()).toEqual(region);
});

test("a corner is dragged as well, and a double click shows the whole plane", async () => {
  const { plane, regions } = await shown();
  await drag(".nedrag", [0.5, 0.5], [-0.2, 0.2]);
  await expect.poll(() => regions).toHaveLength(1);
  const { alpha, beta } = regions[0]!;
  expect([alpha[0], beta[0]]).toEqual([-1, -1]);
  expect([alpha[1], beta[1]].every((end) => end > 1.1)).toBe(true);
  const box = (await view().locator(".nsewdrag").boundingBox())!;
  await both.page.mouse.dblclick(box.x + 0.8 * box.width, box.y + 0.9 * box.height);
  await expect.poll(() => plane.region).toBeNull();
  await expect.poll(() => axes()).toEqual({ alpha: [-1, 1], beta: [-1, 1] });
});

test("buttons do the same without a mouse", async () => {
  const { plane, regions } = await shown();
  await button("right").press("Enter");
  await button("down").press("Enter");
  await button("closer").press("Enter");
  await expect
    .poll(() => regions)
    .toEqual([
      { alpha: [-0.5, 1.5], beta: [-1, 1] },
      { alpha: [-0.5, 1.5], beta: [-1.5, 0.5] },
      { alpha: [0, 1], beta: [-1, 0] },
    ]);
  await expect.poll(() => axes()).toEqual(plane.region);
  await button("whole plane").press("Enter");
  await expect.poll(() => plane.region).toBeNull();
  await expect.poll(() => axes()).toEqual({ alpha: [-1, 1], beta: [-1, 1] });
  expect(await button("whole plane").isDisabled()).toBe(true);
});

test("code moves the view; a surface is turned, not moved", async () => {
  const { plane, regions } = await shown();
  plane.region = { alpha: [0, 0.5], beta: [-0.2, 0.2] };
  await expect.poll(() => axes()).toEqual(plane.region);
  expect(regions).toHaveLength(1);
  plane.show(samplePlane(11));
  await expect.poll(() => axes()).toEqual({ alpha: [-1, 1], beta: [-1, 1] });
  await both.page.getByLabel("drawn as").selectOption("surface");
  await both.page.waitForSelector('.eigenscape-figure[data-kind="surface"]');
  expect(await both.page.getByRole("group", { name: "region" }).isVisible()).toBe(false);
});

test("regions that are none are errors in code and refused from pages", () => {
  const plane = new TrajectoryPlane(samplePlane());
  const turned = { alpha: [1, 0], beta: [0, 1] } as const;
  expect(() => (plane.region = turned)).toThrow(
    'TrajectoryPlane: region must be null or have two ascending ranges alpha and beta, got {"alpha":[1,0],"beta":[0,1]}',
  );
  both.host.last.receive({ method: "update", state: { region: turned } });
  both.host.last.receive({ method: "update", state: { region: { alpha: [0, 1] } } });
  expect(plane.region).toBeNull();
  const { alpha, beta } = samplePlane(3).plane;
  expect(() => plane.update({ alpha, beta, loss: new Float64Array(4) })).toThrow(
    "plane.loss must have length 9, got 4",
  );
  expect(plane.get("input").plane.alpha).toHaveLength(41);
});

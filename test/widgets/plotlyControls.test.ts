/** plotly's own buttons and sliders of figures that move, as a notebook's output shows them without a kernel. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { sampleFigures } from "../figures/sampleFigures.js";
import { NotesPage } from "./notesPage.js";

const all = sampleFigures("light");
const moving = Object.entries(all).filter(([, { frames = [] }]) => frames.length > 1);

let shown: NotesPage;
beforeAll(async () => {
  shown = await NotesPage.launch();
});
afterAll(() => shown.close());
beforeEach(() => shown.reset());
afterEach(() => expect(shown.errors).toEqual([]));

/** What is drawn: paths of curves, images of cells. */
const drawn = () =>
  shown.page.locator(".cartesianlayer").evaluate((layer) => {
    const paths = [...layer.querySelectorAll("path.js-line, path.js-fill, path.point")];
    const images = [...layer.querySelectorAll("image")];
    return [
      ...paths.map((path) => {
        // The order of a style's declarations is that of their history.
        const style = (path.getAttribute("style") ?? "").split(/;\s*/).sort().join("; ");
        return [path.getAttribute("d"), path.getAttribute("transform"), style].join(" ");
      }),
      ...images.map((image) => image.getAttribute("xlink:href") ?? image.getAttribute("href")),
    ].join("\n");
  });
/** What is drawn once it no longer changes: plotly draws paths first and their colours later. */
async function settled(): Promise<string> {
  let before = "";
  for (let now = await drawn(); now !== before; now = await drawn()) {
    before = now;
    await shown.page.waitForTimeout(300);
  }
  return before;
}
const stepShown = () => shown.page.locator(".slider-label").first().textContent();
const button = (label: string) => shown.page.locator(".updatemenu-button", { hasText: label });

/** At a share of the slider's length, as a finger does. */
async function clickSlider(share: number): Promise<void> {
  const slider = shown.page.locator(".slider-rail-touch-rect");
  await slider.scrollIntoViewIfNeeded();
  const rail = (await slider.boundingBox())!;
  const [from, to] = [rail.x + 10, rail.x + rail.width - 10];
  await shown.page.mouse.click(from + share * (to - from), rail.y + rail.height / 2);
}

test("all kinds of figures that move are here", () => {
  expect(moving.map(([name]) => name)).toEqual([
    "sparsity over time",
    "spectrum movie",
    "logarithmic spectrum movie",
    "training film",
    "film of spectra",
    "film of a path",
    "game spectrum over time",
    "cell over time",
  ]);
});

test.each(moving)("%s: its slider and its buttons show other moments", async (_, figure) => {
  const steps = figure.frames!.map(({ name }) => name);
  await shown.show(figure[jupyterDisplay]());
  await expect.poll(stepShown).toBe(`step ${steps.at(-1)}`);
  const last = await drawn();
  await clickSlider(0);
  await expect.poll(stepShown).toBe(`step ${steps[0]}`);
  await expect.poll(drawn).not.toBe(last);
  const first = await settled();
  await clickSlider(1);
  await expect.poll(drawn).toBe(last);
  await clickSlider(0);
  await expect.poll(drawn).toBe(first);
  await button("▶").click();
  // A quarter of a second for each frame, and on a busy machine more.
  const timeout = 10_000 + 500 * steps.length;
  await expect.poll(stepShown, { timeout }).toBe(`step ${steps.at(-1)}`);
  await expect.poll(drawn).toBe(last);
});

test("the pause button stops where it plays", async () => {
  await shown.show(all["cell over time"][jupyterDisplay]());
  await clickSlider(0);
  await expect.poll(stepShown).toBe("step 20");
  await button("▶").click();
  await expect.poll(stepShown).not.toBe("step 20");
  await button("❚❚").click();
  const stopped = await stepShown();
  await shown.page.waitForTimeout(800);
  expect(await stepShown()).toBe(stopped);
  expect(stopped).not.toBe("step 160");
});

test("the slider stops what plays, at its own step", async () => {
  await shown.show(all["cell over time"][jupyterDisplay]());
  await clickSlider(0);
  await expect.poll(stepShown).toBe("step 20");
  await button("▶").click();
  await expect.poll(stepShown).not.toBe("step 20");
  await clickSlider(0);
  await expect.poll(stepShown).toBe("step 20");
  await shown.page.waitForTimeout(800);
  expect(await stepShown()).toBe("step 20");
});

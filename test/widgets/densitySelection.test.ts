/** Points of the live density that are chosen, by clicks and by keyboard: events, and a mark in every view. */
import { expect, test } from "vitest";
import { liveDensity } from "./liveDensity.js";

const view = liveDensity();
const page = () => view.both.page;

test("a click on a stem is an event with value, residual and place; all views mark it", async () => {
  await view.both.show(view.live);
  await view.ready(2);
  const chosen: unknown[] = [];
  view.live.on("select", (selection) => chosen.push(selection));
  const heads = page()
    .locator(".eigenscape-density")
    .first()
    .locator(".scatterlayer .trace .points path.point");
  const said = page().locator(".eigenscape-selection");
  const text = "3 of 117: outlier λ = 18.9 ± 3e-9";
  for (const clicks of [1, 2]) {
    const box = (await heads.nth(2).boundingBox())!;
    const at = [box.x + box.width / 2, box.y + box.height / 2] as const;
    // plotly takes a click where it has seen the mouse arrive since it drew, and looks every 50 ms.
    await page().mouse.move(at[0] - 60, at[1] - 60);
    await page().waitForTimeout(150);
    await page().mouse.move(...at);
    await page().waitForTimeout(250);
    await page().mouse.click(...at);
    await expect.poll(() => chosen).toHaveLength(clicks);
    await expect.poll(() => said.allInnerTexts()).toEqual([text, text]);
    await page().waitForTimeout(400); // a second click at once would be a double click
  }
  expect(chosen[0]).toEqual(chosen[1]);
  const expected = { kind: "outlier", value: 18.9, residual: 3e-9, index: 0, spectrum: "spectrum" };
  expect(chosen[0]).toMatchObject(expected);
  expect(view.live.get("selection")).toMatchObject(expected);
  await expect.poll(() => said.allInnerTexts()).toEqual([text, text]);
});

test("buttons choose what clicks choose", async () => {
  const chosen: number[] = [];
  view.live.on("select", ({ value }) => chosen.push(value));
  await page().getByRole("button", { name: "next point" }).focus();
  await page().keyboard.press("Enter");
  await page().keyboard.press(" ");
  await page().getByRole("button", { name: "previous point" }).press("Enter");
  await expect.poll(() => chosen).toEqual([3.21, 7.64, 3.21]);
});

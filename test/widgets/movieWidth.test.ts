/** The smoothing width of a movie of densities: one slider for all moments, computed in the page. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { SpectrumMovie } from "../../widgets/index.js";
import { sampleMovie } from "./sampleWidgets.js";
import { WidgetPage } from "./widgetPage.js";

let both: WidgetPage;
beforeAll(async () => {
  both = await WidgetPage.launch();
});
afterAll(() => both.close());
beforeEach(() => both.reset());
afterEach(() => expect(both.errors).toEqual([]));

const ready = () => both.page.waitForSelector('.eigenscape-figure[data-status="ready"]');
const slider = () => both.page.getByRole("slider", { name: "smoothing width σ" });
const reset = () => both.page.getByRole("button", { name: "reset", exact: true });
const slide = (width: number) =>
  slider().evaluate((input, at) => {
    (input as HTMLInputElement).value = String(Math.log10(at));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, width);
const drawnWith = (entry: string, value: number | string) =>
  both.page.waitForSelector(`.eigenscape-figure[data-${entry}="${value}"]`);
const curve = () => both.page.locator(".scatterlayer .js-line").last().getAttribute("d");
const subtitle = () => both.page.locator(".gtitle-subtitle").textContent();

test("smooths every moment alike in the page, while the kernel is busy", async () => {
  const movie = new SpectrumMovie(sampleMovie());
  const chosen = movie.width;
  expect(chosen).toBe(0.05);
  await both.show(movie);
  await ready();
  await expect.poll(() => reset().isDisabled()).toBe(true);
  let finish = (): void => undefined;
  both.busy = new Promise((resolve) => (finish = resolve));
  const before = await curve();
  await slide(0.25);
  const width = await slider().evaluate((input) => 10 ** Number((input as HTMLInputElement).value));
  const sent = Number(width.toPrecision(4));
  await drawnWith("width", sent);
  expect(sent / 0.25).toBeCloseTo(1, 1);
  await expect.poll(curve).not.toBe(before);
  expect(await subtitle()).toContain(`σ = ${Number(sent.toPrecision(3))}`);
  expect(both.arrived).toEqual([]);
  finish();
  await expect.poll(() => movie.width).toBe(sent);
  await both.page.getByRole("slider", { name: "step", exact: true }).press("ArrowLeft");
  await drawnWith("frame", 1);
  expect(await subtitle()).toContain(`σ = ${Number(sent.toPrecision(3))}`);
  await reset().press("Enter");
  await drawnWith("width", chosen);
  await expect.poll(() => movie.width).toBe(chosen);
});

test("a logarithmic axis has a width of its own; code moves the slider, and the figure agrees", async () => {
  const movie = new SpectrumMovie(sampleMovie(), { axis: "log", width: 0.3 });
  expect([movie.width, movie.get("width")]).toEqual([0.3, 0.05]);
  expect(movie.figure().layout.title?.subtitle?.text).toContain("σ = 0.3 of ln |λ|");
  await both.show(movie);
  await ready();
  movie.width = 0.2;
  await drawnWith("log-width", 0.2); // data-log-width: camel case is written so in HTML
  await expect
    .poll(() => both.page.locator(".eigenscape-width-value").innerText())
    .toBe("0.2 of ln |λ|");
  expect(await subtitle()).toContain("σ = 0.2 of ln |λ|");
  movie.show(sampleMovie());
  expect(movie.width).toBe(0.2);
});

test("widths that are none are errors in code and refused from pages", () => {
  const movie = new SpectrumMovie(sampleMovie());
  expect(() => (movie.width = -1)).toThrow(
    "SpectrumMovie: width must be a finite number > 0, got -1",
  );
  expect(() => new SpectrumMovie(sampleMovie(), { width: 0 })).toThrow("> 0, got 0");
  both.host.last.receive({ method: "update", state: { width: 0, logWidth: "wide" } });
  expect([movie.get("width"), movie.get("logWidth") > 0]).toEqual([0.05, true]);
});

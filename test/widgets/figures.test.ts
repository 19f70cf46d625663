/** Figures as a browser sees them: plotly.js 3 and 4 know every attribute, the SVG is well-formed. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlotlyJson } from "../../src/figures/plotlyJson.js";
import { staticSvg } from "../../src/figures/staticSvg.js";
import { sampleFigures } from "../figures/sampleFigures.js";
import { launchChromium } from "../support/chromium.js";
import { plotlyScript } from "./pageScripts.js";

const figures: readonly (readonly [string, PlotlyJson])[] = (["light", "dark"] as const).flatMap(
  (theme) =>
    Object.entries(sampleFigures(theme)).map(
      ([name, figure]) => [`${theme} ${name}`, figure] as const,
    ),
);

const majors = [4, 3] as const;

let browser: Browser;
let pages: ReadonlyMap<number, Page>;
beforeAll(async () => {
  browser = await launchChromium();
  pages = new Map(
    await Promise.all(majors.map(async (major) => [major, await pageWith(major)] as const)),
  );
});
afterAll(() => browser.close());

async function pageWith(major: 3 | 4): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><div id="plot"></div>');
  await page.addScriptTag({ content: plotlyScript(major) });
  return page;
}

const pageOf = (major: 3 | 4): Page => pages.get(major)!;

/** What plotly objects to; runs in the page. */
function validate({ data, layout, frames = [] }: PlotlyJson): unknown {
  interface Plotly {
    validate(data: unknown, layout: unknown): { msg: string }[] | undefined;
  }
  const plotly = Reflect.get(window, "Plotly") as Plotly;
  const moments = frames.map((frame) =>
    frame.data.map((changed, i) => ({ ...data[frame.traces?.[i] ?? i], ...changed })),
  );
  const said = [data, ...moments].flatMap(
    (traces) => plotly.validate(traces, layout)?.map(({ msg }) => msg) ?? [],
  );
  // A surface has axes in its scene; plotly passes over the flat ones, which the static picture draws.
  const flat = /^In layout, (container [xy]axis|key plot_bgcolor) did not get coerced$/;
  const inSpace = data.some(({ type }) => type === "surface");
  // Of free arguments plotly says that defaults reset them, to what they were.
  const real = inSpace ? said.filter((msg) => !flat.test(msg)) : said;
  return real.filter((msg) => !/\(set to '(.*)'\) got reset to '\1' during/.test(msg));
}

describe.each(majors)("plotly.js %i", (major) => {
  test("is the one of its page", async () => {
    const version = () => (Reflect.get(window, "Plotly") as { version: string }).version;
    await expect(pageOf(major).evaluate(version)).resolves.toMatch(new RegExp(`^${major}\\.`));
  });

  // Themes differ in colours only; movies take seconds.
  const shown = major === 4 ? figures : figures.filter(([name]) => name.startsWith("light"));
  test.each(shown)("knows every attribute of the %s", async (_, figure) => {
    await expect(pageOf(major).evaluate(validate, { ...figure })).resolves.toEqual([]);
  });

  test("and objects to what it does not know", async () => {
    const [, figure] = figures[0];
    const layout = { ...figure.layout, titel: { text: "?" } };
    const objections = await pageOf(major).evaluate(validate, { ...figure, layout });
    expect(objections).toEqual([expect.stringContaining("titel")]);
  });
});

test.each(figures)("the static SVG of the %s is well-formed", async (_, figure) => {
  const seen = await pageOf(4).evaluate((svg) => {
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    const texts = [...parsed.querySelectorAll("text")].map(({ textContent }) => textContent);
    return { root: parsed.documentElement.nodeName, texts };
  }, staticSvg(figure));
  expect(seen.root).toBe("svg");
  const { title, xaxis, yaxis } = figure.layout;
  const named = [xaxis, yaxis].filter((axis) => axis.title && axis.visible !== false);
  const texts = [title?.text, title?.subtitle?.text, ...named.map((axis) => axis.title?.text)];
  const shown = texts.flatMap((text) => text?.split("<br>"));
  expect(seen.texts).toEqual(expect.arrayContaining(shown));
});

test.each(figures)("text of the %s's SVG neither overlaps nor leaves it", async (_, figure) => {
  const boxes = await pageOf(4).evaluate((svg) => {
    document.body.innerHTML = svg;
    const { right, bottom } = document.querySelector("svg")!.getBoundingClientRect();
    const texts = [...document.querySelectorAll("svg text")].filter((t) => t.textContent);
    return {
      right,
      bottom,
      texts: texts.map((text) => {
        const box = text.getBoundingClientRect();
        return { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
      }),
    };
  }, staticSvg(figure));
  boxes.texts.forEach((a, i) => {
    expect(a.left).toBeGreaterThanOrEqual(0);
    expect(a.right).toBeLessThanOrEqual(boxes.right);
    expect(a.bottom).toBeLessThanOrEqual(boxes.bottom);
    for (const b of boxes.texts.slice(i + 1)) {
      const apart =
        a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 2 || b.bottom <= a.top + 2;
      expect(apart, JSON.stringify([a, b])).toBe(true);
    }
  });
});

import { expect, test } from "vitest";
import type { Theme } from "../../src/figures/palette.js";
import { colours, palettes, recolour } from "../../src/figures/palette.js";
import { sampleFigures } from "./sampleFigures.js";

/** Relative luminance and contrast ratio as in WCAG 2.2. */
function luminance(colour: string): number {
  const channel = (from: number): number => {
    const c = parseInt(colour.slice(from, from + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return Math.max(x, y) / Math.min(x, y);
}

test.each<Theme>(["light", "dark"])("series and text can be told from the %s page", (theme) => {
  const { paper, text, muted, series } = palettes[theme];
  series.forEach((colour) => expect(contrast(colour, paper)).toBeGreaterThan(4.5));
  expect(contrast(text, paper)).toBeGreaterThan(7);
  expect(contrast(muted, paper)).toBeGreaterThan(4.5);
});

test.each<Theme>(["light", "dark"])("no colour of the %s page has two roles", (theme) => {
  const all = colours(palettes[theme]);
  expect(new Set(all).size).toBe(all.length);
});

test.each(Object.keys(sampleFigures("light")))(
  "recolouring the %s gives the figure made for the other page, and back",
  (name) => {
    const light = { ...sampleFigures("light")[name] };
    const dark = { ...sampleFigures("dark")[name] };
    expect(recolour(light, "light", "dark")).toEqual(dark);
    expect(recolour(dark, "dark", "light")).toEqual(light);
  },
);

/** A table drawn as a figure. */
import { expect, test } from "vitest";
import { staticSvg } from "../../src/figures/staticSvg.js";
import { tableFigure } from "../../src/thesis/tableFigure.js";

const options = { title: "Title", subtitle: "subtitle", columns: ["first", "second"] };
const rows = [
  { name: "above", cells: [{ value: "1.5", error: "± 0.1" }, { value: "2.5" }] },
  { name: "below", cells: [{ value: "3.5" }, { value: "4.5", error: "± 0.4" }] },
];

/** Where the static SVG has a text. */
function placeOf(svg: string, label: string): { x: number; y: number } {
  const found = [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].find(([, , text]) => text === label); // prettier-ignore
  const [, attributes] = found ?? ["", ""];
  const number = (name: string) => Number(new RegExp(`\\b${name}="([-.\\d]+)"`).exec(attributes)?.[1]); // prettier-ignore
  return { x: number("x"), y: number("y") };
}

test("cells stand below their columns' names and beside their rows' names, the first row on top", () => {
  const svg = staticSvg(tableFigure(rows, options));
  for (const [column, label] of [["first", "1.5"], ["first", "3.5"], ["second", "2.5"], ["second", "4.5"]])
    expect(placeOf(svg, label).x).toBe(placeOf(svg, column).x); // prettier-ignore
  for (const [row, label] of [["above", "1.5"], ["above", "2.5"], ["below", "3.5"], ["below", "4.5"]])
    expect(Math.abs(placeOf(svg, label).y - placeOf(svg, row).y)).toBeLessThan(8); // prettier-ignore
  expect(placeOf(svg, "above").y).toBeLessThan(placeOf(svg, "below").y);
  expect(placeOf(svg, "first").y).toBeLessThan(placeOf(svg, "above").y);
  expect(placeOf(svg, "± 0.1").y).toBeGreaterThan(placeOf(svg, "1.5").y);
  expect(svg).toContain("± 0.4");
});

test("refuses rows with other numbers of cells than columns", () => {
  expect(() => tableFigure([{ name: "short", cells: [{ value: "1" }] }], options)).toThrow(
    "tableFigure: cells of short must be an integer in [2, 2], got 1",
  );
});

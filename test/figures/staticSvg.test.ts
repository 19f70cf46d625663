import { expect, test } from "vitest";
import type { PlotlyJson, Trace } from "../../src/figures/plotlyJson.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import { staticSvg } from "../../src/figures/staticSvg.js";
import { sampleFigures } from "./sampleFigures.js";
import { sampleSpectrum } from "./sampleSpectrum.js";

const margin = { l: 50, r: 50, t: 50, b: 50 };
const base: Trace = { type: "scatter", name: "a", mode: "lines", x: [], y: [] };

/** A plot area of 100 × 100 pixels from (50, 50). */
function draw(trace: Partial<Trace>, layout: Partial<PlotlyJson["layout"]> = {}): string {
  const axes = { xaxis: { range: [0, 10] }, yaxis: { range: [0, 10] } } as const;
  const figure = { data: [{ ...base, ...trace }], layout: { ...axes, margin, ...layout } };
  return staticSvg(figure, { width: 200, height: 200 });
}

test("puts numbers where the axes say", () => {
  expect(draw({ x: [0, 5, 10], y: [0, 10, 5] })).toContain('d="M50,150L100,50L150,100"');
});

test("a logarithmic axis gives each decade the same height", () => {
  const yaxis = { type: "log", range: [-2, 2] } as const;
  const svg = draw({ x: [0, 5, 10], y: [0.01, 1, 100] }, { yaxis });
  expect(svg).toContain('d="M50,150L100,100L150,50"');
  for (const label of ["10⁻²", "10⁰", "10²"]) expect(svg).toContain(`>${label}</text>`);
});

test("a line is interrupted by null and by what a logarithm cannot show", () => {
  const yaxis = { type: "log", range: [-2, 2] } as const;
  const svg = draw({ x: [0, 1, 2, 3, 4, 5], y: [1, 1, null, 1, 1, 0] }, { yaxis });
  expect(svg).toContain('d="M50,100L60,100M80,100L90,100"');
});

test("a second axis draws in its own part of the height", () => {
  const yaxis2 = { range: [0, 1], domain: [0, 0.1] } as const;
  expect(draw({ x: [0, 10], y: [0, 1], yaxis: "y2" }, { yaxis2 })).toContain('d="M50,150L150,140"');
});

test("a visible second axis is a panel of its own, with labels and grid", () => {
  const yaxis2 = {
    range: [0, 1],
    domain: [0, 0.5],
    gridcolor: "red",
    title: { text: "below" },
  } as const;
  const yaxis = { range: [0, 10], domain: [0.6, 1] } as const;
  const svg = draw({ x: [0, 10], y: [0, 1], yaxis: "y2" }, { yaxis, yaxis2 });
  expect(svg).toContain(">below</text>");
  expect(svg).toContain('stroke="red" x1="50" y1="100" x2="150" y2="100"'); // its upper end
  expect(draw({}, { yaxis2: { ...yaxis2, visible: false } })).not.toContain("below");
});

test("labels stand where an axis gives them", () => {
  const yaxis = { range: [0, 10], tickvals: [2.5], ticktext: ["a quarter"] } as const;
  const svg = draw({ x: [0], y: [0] }, { yaxis });
  expect(svg).toContain('y="129" text-anchor="end">a quarter</text>'); // 125 and half a line
  expect(svg).not.toContain(">10</text><line");
});

test("markers have sizes of their own", () => {
  const marker = { color: "red", size: [4, 10] };
  const svg = draw({ mode: "markers", x: [0, 5], y: [0, 5], marker });
  expect(svg).toContain("M48 150a2 2 0 1 0 4 0");
  expect(svg).toContain("M95 100a5 5 0 1 0 10 0");
});

test("the legend lies where the layout says", () => {
  const clear = { x: 1, y: 0, bgcolor: "none" };
  const at = (legend: PlotlyJson["layout"]["legend"]) =>
    /<text x="([\d.]+)" text-anchor="(\w+)" y="([\d.]+)">a<\/text>/
      .exec(draw({ x: [0], y: [0] }, legend && { legend }))
      ?.slice(1);
  expect(at(undefined)).toEqual(["110", "end", "68"]);
  expect(at({ ...clear, xanchor: "right", yanchor: "bottom" })).toEqual(["110", "end", "140"]);
  expect(at({ ...clear, xanchor: "left", yanchor: "top" })).toEqual(["194", "start", "68"]);
});

test("an axis without range covers the data", () => {
  const svg = draw({ x: [0, 10], y: [-40, 60] }, { yaxis: {} });
  expect(svg).toMatch(/d="M50,145\.5L150,54\.5"/);
});

test("shows title, subtitle, axis titles and legend, with markup escaped", () => {
  const input = { ...sampleSpectrum(), label: 'Hessian <of> "A & B"' };
  const svg = staticSvg(eigenvalueDensityFigure(input));
  for (const shown of [
    ">Hessian &lt;of&gt; &quot;A &amp; B&quot;</text>",
    "P = 61,706 · N = 512",
    ">eigenvalue λ</text>",
    ">density ρ(λ) · outlier mass</text>",
    ">95 % band</text>",
    ">outliers (3)</text>",
  ]) {
    expect(svg).toContain(shown);
  }
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

const cells = {
  type: "heatmap",
  name: "cells",
  x: [0, 1],
  y: [0, 1],
  z: [
    [0, 1],
    [1, null],
  ],
  zmin: 0,
  zmax: 1,
  colorscale: [
    [0, "#000000"],
    [1, "#ffffff"],
  ],
} as const;

test("cells of a heat map lie around their points, equal neighbours in one stroke", () => {
  const axes = { xaxis: { range: [-0.5, 1.5] }, yaxis: { range: [-0.5, 1.5] }, margin } as const;
  const svg = staticSvg({ data: [cells], layout: axes }, { width: 200, height: 200 });
  // Upwards: the first row at the bottom.
  expect(svg).toContain('transform="translate(50 150) scale(50 -50) translate(0 0.5)"');
  expect(svg).toContain('stroke="#000000" d="M0 0h1"');
  expect(svg).toContain('stroke="#ffffff" d="M1 0h1M0 1h1"');
});

test("a contour is filled from its lowest level to its highest", () => {
  const ramp = [0, 1, 2, 3].map((v) => [v, v, v, v]);
  const contour = {
    ...cells,
    type: "contour",
    x: [0, 1, 2, 3],
    y: [0, 1, 2, 3],
    z: ramp,
    zmax: 3,
    autocontour: false,
    contours: { start: 1.5, end: 1.5, size: 1 },
    line: { color: "red", width: 1 },
  } as const;
  const axes = { xaxis: { range: [0, 3] }, yaxis: { range: [0, 3] }, margin } as const;
  const svg = staticSvg({ data: [contour], layout: axes }, { width: 200, height: 200 });
  const fills = [...svg.matchAll(/<path d="[^"]*" fill="(#\w+)"/g)].map(([, fill]) => fill);
  expect(fills).toEqual(["#000000", "#ffffff"]);
  expect(svg).toMatch(/M[^Z]* 100[L ][^Z]*Z" fill="#ffffff"/); // 1.5 is in the middle
});

test("error bars reach as far as they say", () => {
  const error_y = { type: "data", array: [2], color: "red" } as const;
  const marker = { color: "red", size: 4 };
  expect(draw({ mode: "markers", x: [5], y: [5], marker, error_y })).toContain("M100 80V120");
});

test("equal units make a circle of one", () => {
  const yaxis = { range: [0, 10], scaleanchor: "x" } as const;
  const svg = draw({ x: [0, 10], y: [0, 10] }, { xaxis: { range: [0, 20] }, yaxis });
  expect(svg).toContain('d="M50,125L100,75"');
});

test("of a figure that moves it says which moment it shows", () => {
  const figure = sampleFigures("light")["spectrum movie"];
  expect(staticSvg(figure)).toContain(">step 300, one of 4 moments</text>");
});

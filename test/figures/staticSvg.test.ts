import { expect, test } from "vitest";
import type { PlotlyJson, Trace } from "../../src/figures/plotlyJson.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import { staticSvg } from "../../src/figures/staticSvg.js";
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

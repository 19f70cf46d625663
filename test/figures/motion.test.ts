/** Figures that move, and figures of panels. */
import { expect, test } from "vitest";
import { gameSpectrumFigure } from "../../src/figures/gameSpectrum.js";
import { lossPathFigure } from "../../src/figures/lossPath.js";
import type { HeatmapTrace, Trace } from "../../src/figures/plotlyJson.js";
import { searchCellFigure } from "../../src/figures/searchCell.js";
import { spectrumFinding } from "../../src/figures/spectrumFinding.js";
import { spectrumMovieFigure } from "../../src/figures/spectrumMovie.js";
import { trainingMonitorFigure } from "../../src/figures/trainingMonitor.js";
import { sampleFigures } from "./sampleFigures.js";
import {
  sampleCell,
  sampleGame,
  sampleLossPath,
  sampleMoment,
  sampleMonitor,
} from "./sampleMotions.js";
import { sampleSpectrum } from "./sampleSpectrum.js";

const moving = Object.entries(sampleFigures("light")).flatMap(([name, figure]) =>
  figure.frames ? [{ name, figure, frames: figure.frames }] : [],
);

test.each(moving)("$name: a slider step for each frame, the last one shows at first", (one) => {
  const [slider] = one.figure.layout.sliders ?? [];
  expect(slider.steps.map(({ label }) => label)).toEqual(one.frames.map(({ name }) => name));
  expect(slider.active).toBe(one.frames.length - 1);
  const { data, traces } = one.frames[one.frames.length - 1];
  data.forEach((changed, i) => {
    expect(one.figure.data[traces?.[i] ?? i]).toMatchObject(changed);
  });
});

test.each(moving)("$name: frames share no object with what shows first", ({ figure, frames }) => {
  // plotly writes what a frame has into the data, in place.
  const objects = (value: unknown): object[] =>
    typeof value === "object" && value !== null
      ? [value, ...Object.values(value).flatMap(objects)]
      : [];
  const first = new Set(objects(figure.data));
  expect(objects(frames).filter((one) => first.has(one))).toEqual([]);
});

test("a movie has common axes that hold every moment, and as many traces in each", () => {
  const frames = [0.1, 1].map((factor, step) => ({ step, spectrum: sampleMoment(factor) }));
  const figure = spectrumMovieFigure({ frames });
  const [low, high] = figure.layout.xaxis.range ?? [NaN, NaN];
  for (const { data } of figure.frames ?? []) {
    expect(data.length).toBe(figure.data.length);
    for (const x of data.flatMap((trace) => [...(trace.x ?? [])]))
      if (x !== null) expect(x >= low && x <= high).toBe(true);
  }
});

test("a long movie stays below 200 kB and keeps its first and last moment", () => {
  const frames = Array.from({ length: 100 }, (_, step) => ({ step, spectrum: sampleMoment(1) }));
  const figure = spectrumMovieFigure({ frames });
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
  expect(figure.frames?.[0].name).toBe("0");
  expect(figure.frames?.at(-1)?.name).toBe("99");
});

test("eigenvalues above and below the bulk are counted apart", () => {
  const atoms = [-4, 7, 9].map((value) => ({ value, mass: 1e-4, residual: 0.013 }));
  expect(spectrumFinding(sampleSpectrum().probes, atoms)).toBe(
    "2 eigenvalues above the bulk, largest 9 ± 0.01; 1 eigenvalue below the bulk, least -4 ± 0.01",
  );
  expect(spectrumFinding(sampleSpectrum().probes, [])).toBe(
    "no eigenvalue stands apart from the bulk, largest Ritz value 18.9 ± 3e-9",
  );
});

test("the barrier is measured from the line between the ends", () => {
  const t = Float64Array.of(0, 0.5, 1);
  const figure = lossPathFigure({ t, loss: Float64Array.of(1, 5, 3) });
  expect(String(figure)).toContain("barrier 3 at t = 0.5");
  const convex = lossPathFigure({ t, loss: Float64Array.of(1, 0, 3) });
  expect(String(convex)).toContain("no barrier");
});

test("a path has a panel for each measure, and bars of its negative mass as a band", () => {
  const { t, loss, negativeMass } = sampleLossPath(3);
  const bars = Array.from(negativeMass, (value) => ({ value, lower: value / 2, upper: 2 * value }));
  const measures = { "test loss": loss, accuracy: t };
  const figure = lossPathFigure({ t, loss, measures, negativeMass: bars, batchNorm: "as it is" });
  const { layout } = figure;
  const titles = [layout.yaxis, layout.yaxis2, layout.yaxis3, layout.yaxis4].map((a) => a?.title?.text); // prettier-ignore
  expect(titles).toEqual(["loss", "test loss", "accuracy", "share λ < 0"]);
  const band = figure.data.find((trace) => trace.name === "share λ < 0, 95 % band");
  expect(band).toMatchObject({ fill: "toself", y: [0.06, 0.46, 0.06, 0.015, 0.115, 0.015], yaxis: "y4" }); // prettier-ignore
  expect(String(figure)).toMatch(/at the ends, barrier .*; as it is$/);
  const ratio = lossPathFigure({ t, loss, negativeRatio: bars }).layout.yaxis2?.title?.text;
  expect(ratio).toBe("Σ|λ < 0| / Σ λ > 0");
  expect(() => lossPathFigure({ t, loss, measures: { short: t.subarray(1) } })).toThrow("short must have length 3, got 2"); // prettier-ignore
});

test("panels of a path lie above each other, and atoms show in its densities", () => {
  const figure = lossPathFigure(sampleLossPath());
  const domains = ["yaxis", "yaxis2", "yaxis3", "yaxis4", "yaxis5"] as const;
  domains.slice(1).forEach((key, i) => {
    const upper = figure.layout[domains[i]]?.domain ?? [NaN];
    expect(figure.layout[key]?.domain?.[1]).toBeLessThan(upper[0]);
  });
  const map = figure.data.find((trace): trace is HeatmapTrace => trace.type === "heatmap");
  const row = map?.y.findIndex((y, j) => Math.abs(y - 18.9) <= (map.y[j + 1] - y) / 2) ?? -1;
  expect(map?.z[row][0]).not.toBeNull(); // the outlier at t = 0
  expect(map?.z[row][20]).toBeNull();
});

test("the monitor has panels for what is there, and residuals as error bars", () => {
  const { records, sharpness, limits } = sampleMonitor;
  expect(trainingMonitorFigure({ records: records.slice(0, 5) }).layout.yaxis2).toBeUndefined();
  const figure = trainingMonitorFigure({ records, sharpness, limits });
  const eigenvalue = figure.data.find(
    (trace): trace is Trace => trace.type === "scatter" && trace.error_y !== undefined,
  );
  expect(eigenvalue?.error_y?.array.slice(0, 3)).toEqual([6, 3, 2]);
  expect(figure.layout.yaxis3?.title?.text).toBe("sharpness λ₁");
});

test("stable means a positive real part of the field, or an update's eigenvalue in the circle", () => {
  const frames = [{ step: 1, real: [0.5, -0.1, 2], imag: [3, 0, 0] }];
  const counts = (of: "field" | "update") =>
    gameSpectrumFigure({ frames }, { of }).data.flatMap(({ name, x }) =>
      name.endsWith("stable") && !name.includes(":") ? [[name, x]] : [],
    );
  expect(counts("field")).toEqual([["stable", [0.5, 2]], ["not stable", [-0.1]]]); // prettier-ignore
  expect(counts("update")).toEqual([["stable", [-0.1]], ["not stable", [0.5, 2]]]); // prettier-ignore
  expect(() => gameSpectrumFigure({ frames: [] })).toThrow("number of frames");
});

test("still shapes are not repeated in the frames of a game", () => {
  const { frames = [] } = gameSpectrumFigure({ frames: sampleGame(3), stableStep: 0.1 });
  expect(frames.map(({ traces }) => traces)).toEqual([[2, 3], [2, 3], [2, 3]]); // prettier-ignore
});

test("zero edges are dotted and thin, the strongest is thick and has the last colour", () => {
  const edges = [2, 0, 1].map((norm, i) => ({ from: "a", to: "b", operation: `o${i}`, norm }));
  const { data } = searchCellFigure({ nodes: ["a", "b"], edges });
  expect(data.slice(0, 3).map(({ line }) => [line?.dash, line?.width])).toEqual([
    ["solid", 9],
    ["dot", 1.5],
    ["solid", 5],
  ]);
  const labels = data.find(({ name }) => name === "operations");
  expect(labels?.text).toEqual(["o0", "", ""]);
});

test("edges of a cell lead forwards", () => {
  const { nodes, edges } = sampleCell();
  const backwards = [{ ...edges[0], from: "output", to: "input" }];
  expect(() => searchCellFigure({ nodes, edges: backwards, steps: [0] })).toThrow(
    "searchCellFigure: edges must lead forwards in the list of nodes, got output → input",
  );
});

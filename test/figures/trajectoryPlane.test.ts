import { expect, test } from "vitest";
import type { ContourTrace, Trace } from "../../src/figures/plotlyJson.js";
import { trajectoryPlaneFigure } from "../../src/figures/trajectoryPlane.js";
import { samplePlane } from "./sampleMotions.js";

const contourOf = (figure: ReturnType<typeof trajectoryPlaneFigure>): ContourTrace => {
  const found = figure.data.find((trace): trace is ContourTrace => trace.type === "contour");
  if (!found) throw new Error("contourOf: the figure must have one, got none");
  return found;
};

test("losses stand where they belong: rows are β, columns α", () => {
  const plane = {
    alpha: Float64Array.of(0, 1, 2),
    beta: Float64Array.of(10, 20),
    loss: Float64Array.of(1, 2, 3, 4, 5, 6),
  };
  const { x, y, z } = contourOf(trajectoryPlaneFigure({ plane, labels: ["a", "b"] }));
  expect({ x, y, z }).toEqual({ x: [0, 1, 2], y: [10, 20], z: [[1, 2, 3], [4, 5, 6]] }); // prettier-ignore
});

test("markers grow with the distance, and both losses are told", () => {
  const { path } = samplePlane();
  const traces = trajectoryPlaneFigure(samplePlane()).data;
  const line = traces.find((trace): trace is Trace => trace.name.startsWith("path"));
  const sizes = line?.marker?.size as readonly number[];
  const byDistance = [...path.distance.keys()].sort((a, b) => path.distance[a] - path.distance[b]);
  byDistance.slice(1).forEach((i, k) => {
    expect(sizes[i]).toBeGreaterThanOrEqual(sizes[byDistance[k]]);
  });
  expect(line?.customdata?.[3]).toEqual([
    30,
    Number(path.loss[3].toPrecision(4)),
    Number(path.projectedLoss[3].toPrecision(4)),
    Number(path.distance[3].toPrecision(4)),
  ]);
});

test("a fine grid keeps its spacing and stays below 200 kB", () => {
  const figure = trajectoryPlaneFigure(samplePlane(401));
  const { x } = contourOf(figure);
  const gaps = x.slice(1).map((value, i) => value - x[i]);
  expect(Math.max(...gaps)).toBeCloseTo(Math.min(...gaps), 4);
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
});

test("losses that differ by little keep four digits of their differences", () => {
  const { plane, labels } = samplePlane(11);
  const shifted = { ...plane, loss: plane.loss.map((loss) => 1000 + 1e-3 * loss) };
  const { z } = contourOf(trajectoryPlaneFigure({ plane: shifted, labels }));
  const worst = z.flat().map((value, i) => Math.abs(Number(value) - shifted.loss[i]));
  expect(Math.max(...worst)).toBeLessThan(1e-3 * 7e-3);
});

test("a logarithmic scale needs positive losses", () => {
  const { plane, labels } = samplePlane();
  const shifted = { ...plane, loss: plane.loss.map((loss) => loss - 1) };
  expect(() => trajectoryPlaneFigure({ plane: shifted, labels }, { scale: "log" })).toThrow(
    "trajectoryPlaneFigure: losses on a logarithmic scale must be > 0, got -0.98",
  );
  const short = { ...plane, loss: plane.loss.slice(1) };
  expect(() => trajectoryPlaneFigure({ plane: short, labels })).toThrow(
    "plane.loss must have length",
  );
});

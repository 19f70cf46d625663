/** What a training film shows at each of its steps. */
import { expect, test } from "vitest";
import type { AnyTrace, Trace } from "../../src/figures/plotlyJson.js";
import { trainingFilmFigure } from "../../src/figures/trainingFilm.js";
import { sampleSharpness } from "./sampleFigures.js";
import { sampleFilm, sampleMoment, samplePlane } from "./sampleMotions.js";

type Drawn = ReturnType<typeof trainingFilmFigure>;

/** A trace of the figure as it is in a frame. */
function inFrame(figure: Drawn, frame: number, name: string): Partial<AnyTrace> {
  const i = figure.data.findIndex((trace) => trace.name === name);
  const { data, traces = [] } = figure.frames?.[frame] ?? { data: [] };
  return { ...figure.data[i], ...data[traces.indexOf(i)] } as Partial<AnyTrace>;
}

const markers = (figure: Drawn, name: string) =>
  (figure.frames ?? []).map((_, k) => {
    const { x = [], y = [] } = inFrame(figure, k, name);
    return [x[0], y[0]];
  });

test("the marker is at the foot of the perpendicular, between two points of the path on their line", () => {
  const path = {
    alpha: [0, 2, 2],
    beta: [1, 1, 5],
    loss: [9, 5, 1],
    projectedLoss: [10, 6, 2],
    distance: [0, 1, 3],
    step: [0, 10, 30],
  };
  const spectra = [0, 5, 10, 20].map((step) => ({ step, spectrum: sampleMoment(1) }));
  const { plane } = sampleFilm();
  const figure = trainingFilmFigure({ spectra, plane, path });
  expect(markers(figure, "this step")).toEqual([[0, 1], [1, 1], [2, 1], [2, 3]]); // prettier-ignore
  expect(inFrame(figure, 3, "path so far")).toMatchObject({ x: [0, 2, 2], y: [1, 1, 3] });
  expect(markers(figure, "loss at this step")).toEqual([[0, 9], [5, 7], [10, 5], [20, 3]]); // prettier-ignore
  const words = figure.frames?.map(({ layout }) => layout?.title.subtitle.text);
  expect(words?.[1]).toContain("step 5 · loss 7, 8 on the plane, 0.5 off it");
  expect(words?.[3]).toContain("step 20 · loss 3, 4 on the plane, 2 off it");
});

test("loss and sharpness are what is known at a step: nothing before, and the last value after", () => {
  const losses = [10, 20, 40].map((step) => ({ step, loss: 50 - step }));
  const spectra = [0, 15, 30, 60].map((step) => ({ step, spectrum: sampleMoment(1) }));
  const figure = trainingFilmFigure({ spectra, losses });
  expect(markers(figure, "loss at this step")).toEqual([[null, null], [15, 35], [30, 20], [40, 10]]); // prettier-ignore
});

test("a plane may bring its path", () => {
  const { plane, path, spectra } = sampleFilm();
  const figure = trainingFilmFigure({ spectra, plane: { ...plane, path } });
  expect({ ...figure }).toEqual({ ...trainingFilmFigure({ spectra, plane, path }) });
});

test("all moments lie on the axes, which are the same for all", () => {
  const figure = trainingFilmFigure({ ...sampleFilm(7), sharpness: sampleSharpness });
  const [low, high] = figure.layout.xaxis.range ?? [NaN, NaN];
  (figure.frames ?? []).forEach(({ layout }, k) => {
    expect(Object.keys(layout ?? {})).toEqual(["title"]);
    for (const name of ["density", "outliers"])
      for (const x of inFrame(figure, k, name).x ?? [])
        if (x !== null) expect(x >= low && x <= high).toBe(true);
  });
});

test("curves, plane and whole path are not repeated in frames", () => {
  const figure = trainingFilmFigure({ ...sampleFilm(), sharpness: sampleSharpness });
  const moving = new Set(figure.frames?.flatMap(({ traces = [] }) => traces));
  const still = figure.data.filter((_, i) => !moving.has(i)).map(({ name }) => name);
  expect(still).toEqual(["2/η = 40", "2(1 + β)/η = 76", "sharpness", "loss", "loss", "path"]);
});

test("a long film stays below 200 kB and keeps its first and last step", () => {
  const { plane, labels } = samplePlane(201);
  const steps = Array.from({ length: 1000 }, (_, i) => i);
  const values = steps.map((i) => Math.sin(i / 7) / Math.sqrt(2));
  const path = {
    alpha: values,
    beta: values,
    loss: values,
    projectedLoss: values,
    distance: values,
    step: steps,
  };
  const spectra = steps
    .filter((i) => i % 9 === 0)
    .map((step) => ({ step, spectrum: sampleMoment(1 + step / 1000) }));
  const figure = trainingFilmFigure({ spectra, plane: { ...plane, labels }, path });
  expect(JSON.stringify(figure).length).toBeLessThan(200_000);
  expect(figure.frames?.at(0)?.name).toBe("0");
  expect(figure.frames?.at(-1)?.name).toBe("999");
});

test("without spectra each point of the path is a frame, and without a path each look", () => {
  const { plane, path } = sampleFilm();
  const names = ({ frames }: Drawn) => frames?.map(({ name }) => Number(name));
  expect(names(trainingFilmFigure({ plane, path }))).toEqual(path.step);
  const looks = trainingFilmFigure({ sharpness: sampleSharpness });
  expect(names(looks)).toEqual(sampleSharpness.records.map(({ step }) => step));
  const last = sampleSharpness.records[39].values[0];
  expect(markers(looks, "sharpness at this step").at(-1)?.[1]).toBeCloseTo(last, 4);
});

test("one smoothing width and one grid for all spectra", () => {
  const seen: { width?: number; grid?: Float64Array }[] = [];
  const spectra = [0.5, 1].map((factor, step) => {
    const spectrum = sampleMoment(factor);
    const density: typeof spectrum.density = (options = {}) => {
      if (options.grid) seen.push(options);
      return spectrum.density(options);
    };
    return { step, spectrum: { ...spectrum, density } };
  });
  trainingFilmFigure({ spectra });
  expect(seen.length).toBe(2);
  expect(seen[1]).toEqual(seen[0]);
  const line = (trainingFilmFigure({ spectra }).data as Trace[]).find((t) => t.name === "density");
  expect(line?.x.length).toBeGreaterThan(100);
});

test("steps ascend, and the path reaches them", () => {
  const { spectra, plane, path } = sampleFilm(3);
  const late = [...spectra, { step: 300, spectrum: sampleMoment(1) }];
  expect(() => trainingFilmFigure({ spectra: late, plane, path })).toThrow(
    "trainingFilmFigure: path must reach step 300, got 0 to 290",
  );
  expect(() => trainingFilmFigure({ spectra: [...spectra].reverse() })).toThrow(
    "trainingFilmFigure: steps of spectra must ascend, got 145 after 290",
  );
  expect(() => trainingFilmFigure({ plane })).toThrow(
    "trainingFilmFigure: number of frames must be an integer ≥ 1, got 0",
  );
});

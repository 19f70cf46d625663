/** What scripts/build-widgets.mjs puts into dist/, for each kind of page. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { bundleSizes, sizeTable } from "../../scripts/bundleSizes.mjs";
import { packageFile } from "../../widgets/version.js";

const root = dirname(packageFile);
const dist = join(root, "dist");
const build = (): string =>
  execFileSync(process.execPath, [join(root, "scripts", "build-widgets.mjs")], {
    encoding: "utf8",
  });

/** Names of the live figures. */
const figures = [
  "EigenvalueDensity",
  "GameSpectrum",
  "LossPath",
  "SearchCell",
  "SparsityHeatmap",
  "SpectrumMovie",
  "TrainingMonitor",
  "TrajectoryPlane",
];

beforeAll(() => void build());

test("building again does nothing", () => {
  expect(build()).toBe("widgets: up to date\n");
});

test("the AMD module asks for Jupyter's base alone and exports model and view", () => {
  const base = {
    DOMWidgetModel: class {},
    DOMWidgetView: class {},
    WidgetModel: class {},
  };
  const defined: unknown[] = [];
  const define = (names: string[], factory: (module: unknown) => object): void => {
    defined.push(names, Object.keys(factory(base)).sort());
  };
  const source = readFileSync(join(dist, "index.js"), "utf8");
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is a script, not a module
  (new Function("define", source) as (define: unknown) => void)(define);
  expect(defined).toEqual([
    ["@jupyter-widgets/base"],
    [
      ...[...figures, "InlineWidget"].flatMap((name) => [`${name}Model`, `${name}View`]),
      "InlineCodeModel",
    ].sort(),
  ]);
});

test("the ES module leaves plotly in a chunk of its own", () => {
  expect(statSync(join(dist, "esm", "exports.js")).size).toBeLessThan(200_000);
  expect(readdirSync(join(dist, "esm")).some((file) => file.startsWith("plotly"))).toBe(true);
});

test("the labextension has plugin and renderer, and is no larger than plotly makes it", () => {
  const folder = join(dist, "labextension");
  const { name, jupyterlab } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    jupyterlab: { _build: { load: string; extension: string; mimeExtension: string } };
  };
  const { load, ...parts } = jupyterlab._build;
  expect({ name, parts }).toEqual({
    name: "eigenscape",
    parts: { extension: "./extension", mimeExtension: "./mimeExtension" },
  });
  expect(existsSync(join(folder, load))).toBe(true);
  const scripts = readdirSync(join(folder, "static")).map((file) => join(folder, "static", file));
  const sizes = scripts.map((file) => statSync(file).size).sort((a, b) => b - a);
  expect(sizes[1]).toBeLessThan(160_000);
  const machinePath = scripts.some((file) => readFileSync(file, "utf8").includes(root));
  expect(machinePath).toBe(false);
});

test("the scripts of reports are small, and bring no plotly: it is in the page once", () => {
  const limits = {
    "report.js": 15_000,
    "figures.js": 100_000,
    "widgets.js": 1_500_000,
    "widgets.css": 300_000,
  };
  for (const [name, limit] of Object.entries(limits)) {
    const text = readFileSync(join(dist, "standalone", name), "utf8");
    expect(text.length, name).toBeLessThan(limit);
    // Another address than the page itself would be a request.
    expect(/url\((?!["']?data:)[^)]+\)/.exec(name.endsWith("css") ? text : "")).toBe(null);
  }
});

test("every bundle keeps its limit", () => {
  const sizes = bundleSizes(dist);
  expect(sizes.filter(({ size, limit }) => size > limit)).toEqual([]);
  expect(sizeTable(sizes)).toMatch(/^ {2}dist\/labextension\/static: \d{4} kB \(≤ 5200\)$/m);
});

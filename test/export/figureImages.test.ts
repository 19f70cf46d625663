import { expect, test } from "vitest";
import { figureImages } from "../../export/index.js";
import { staticSvg } from "../../src/figures/staticSvg.js";
import { jupyterDisplay } from "../../src/core/display.js";
import { sampleFigures } from "../figures/sampleFigures.js";
import { code, notebookOf, pixel, printed, shown } from "./sampleNotebook.js";

const [figure] = Object.values(sampleFigures("light"));
const bar = { data: [{ type: "bar", y: [1] }], layout: {} };
const notebook = notebookOf([
  code("a", printed("text"), shown({ ...figure[jupyterDisplay]() })),
  code("b", shown({ "image/png": pixel })),
  code("c", shown({ "application/vnd.plotly.v1+json": bar, "text/html": "<div></div>" })),
  // Ours from a program that keeps no pictures.
  code("d", shown({ "application/vnd.plotly.v1+json": { ...figure } })),
]);

test("as SVG: what the notebook holds, and ours that it holds as JSON only", () => {
  const { images, warnings } = figureImages(notebook, { format: "svg" });
  expect(images.map(({ name }) => name)).toEqual(["figure-1.svg", "figure-4.svg"]);
  expect(images.map(({ content }) => content)).toEqual([staticSvg(figure), staticSvg(figure)]);
  expect(warnings).toEqual([
    "figure-2: has no static picture to make a svg of",
    "figure-3: has no static picture to make a svg of",
  ]);
});

test("as PNG: drawn, or as stored", () => {
  const seen: [number, number][] = [];
  const { images, warnings } = figureImages(notebook, {
    format: "png",
    onFigure: (done, total) => seen.push([done, total]),
  });
  expect(images.map(({ name }) => name)).toEqual(["figure-1.png", "figure-2.png", "figure-4.png"]);
  expect(Buffer.from(images[1].content).toString("base64")).toBe(pixel);
  expect(Buffer.from(images[0].content).subarray(1, 4).toString()).toBe("PNG");
  expect(warnings).toEqual(["figure-3: has no static picture to make a png of"]);
  expect(seen).toEqual([0, 1, 2, 3].map((i) => [i, 4]));
});

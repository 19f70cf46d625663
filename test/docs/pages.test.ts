/**
 * Pages that are programs: what they print and draw is what the library gives. `npm run docs` writes them.
 */
import * as tf from "@tensorflow/tfjs";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { runPage, type PageRun } from "./runPage.js";
import { difference } from "./sameNumbers.js";

const write = process.env["EIGENSCAPE_WRITE_DOCS"] !== undefined;

/** Positions in a figure are rounded to tenths. */
const pixels = 0.15;

describe.each([
  { file: "docs/spectra.md", folder: "docs/figures", link: "figures" },
  { file: "docs/gallery.md", folder: "docs/gallery", link: "gallery" },
  { file: "docs/landscapes.md", folder: "docs/landscapes", link: "landscapes" },
  { file: "docs/proximal-maps.md", folder: "docs/proximal-maps", link: "proximal-maps" },
  { file: "docs/sparsity.md", folder: "docs/sparsity", link: "sparsity" },
  { file: "docs/paths.md", folder: "docs/paths", link: "paths" },
  { file: "docs/optimizers.md", folder: "docs/optimizers", link: "optimizers" },
  { file: "docs/training.md", folder: "docs/training", link: "training" },
])("$file", ({ file, folder, link }) => {
  const page = readFileSync(file, "utf8");
  let run: PageRun;
  beforeAll(async () => {
    await tf.setBackend("cpu");
    run = await runPage(page);
    if (!write) return;
    writeFileSync(file, run.text);
    mkdirSync(folder, { recursive: true });
    for (const [name, svg] of run.figures) writeFileSync(`${folder}/${name}.svg`, `${svg}\n`);
  }, 240_000);

  test("its examples print what it says", () => {
    expect(difference(run.text, readFileSync(file, "utf8")), "run npm run docs").toBeUndefined();
  });

  test("its figures are those that the library makes, and all of them are shown", () => {
    const files = [...run.figures.keys()].map((name) => `${name}.svg`);
    expect(readdirSync(folder).sort()).toEqual(files.sort());
    for (const [name, svg] of run.figures) {
      const committed = readFileSync(`${folder}/${name}.svg`, "utf8");
      expect(
        difference(`${svg}\n`, committed, pixels),
        `${name}.svg: run npm run docs`,
      ).toBeUndefined();
      expect(page).toContain(`](${link}/${name}.svg)`);
    }
  });
});

test("a difference is seen", () => {
  const svg = '<text>3 probes</text><path d="M10 20L30 40"/>';
  expect(difference(svg, svg)).toBeUndefined();
  expect(difference(svg.replace("probes", "proves"), svg)).toContain("proves");
  expect(difference(svg.replace(/M\d+/, "M9999"), svg)).toContain("9999");
  expect(difference("a 0.0015001", "a 0.0015")).toBeUndefined();
  expect(difference("a 0.00151", "a 0.0015")).toBe("0.00151 ≠ 0.0015");
  expect(difference("a 0.1", "a 0.2", pixels)).toBeUndefined();
  expect(difference("a 1", "a 1 2")).toBeDefined();
});

/** Pixels are looked at through the PNG's own header and by drawing known colours. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { figurePng } from "../../src/images/figurePng.js";
import { svgPng } from "../../src/images/svgPng.js";
import { sampleFigures } from "../figures/sampleFigures.js";

const [[name, figure]] = Object.entries(sampleFigures("light"));
const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Width and height from the header of a PNG. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = Buffer.from(png);
  expect(view.subarray(0, 8)).toEqual(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
  return [view.readUInt32BE(16), view.readUInt32BE(20)];
}

test(`the ${name} is an image of width × scale`, () => {
  const height = figure.layout.height ?? 420;
  expect(sizeOf(figurePng(figure))).toEqual([2 * 760, 2 * height]);
  expect(sizeOf(figurePng(figure, { width: 400, height: 300, scale: 1 }))).toEqual([400, 300]);
});

test("the same figure gives the same bytes, another one others", () => {
  const [, [, other]] = Object.entries(sampleFigures("light"));
  expect(hash(figurePng(figure))).toBe(hash(figurePng(figure)));
  expect(hash(figurePng(figure))).not.toBe(hash(figurePng(other)));
});

test("text is drawn, in the font of the package, whatever family is asked for", () => {
  const written = (content: string, family: string): string =>
    hash(
      svgPng(
        `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="2" y="20" font-family="${family}">${content}</text></svg>`,
        1,
      ),
    );
  const empty = written("", "Arial");
  for (const content of ["λ", "10⁻³", "σ ±", "·×"]) {
    expect(written(content, "Arial")).not.toBe(empty);
    expect(written(content, "Arial")).toBe(written(content, "'DejaVu Sans'"));
    expect(written(content, "system-ui")).toBe(written(content, "'DejaVu Sans'"));
  }
  expect(written("λ", "Arial")).not.toBe(written("σ", "Arial"));
});

test.each([0, -1, NaN, 21])("refuses a scale of %d", (scale) => {
  expect(() => figurePng(figure, { scale })).toThrow(
    `svgPng: scale must be > 0 and at most 20, got ${scale}`,
  );
});

test("the native library is loaded with the first image, not with the package", () => {
  const program = `
    const { createRequire } = await import("node:module");
    const { cache } = createRequire(process.cwd() + "/x.js");
    const loaded = () => Object.keys(cache).some((file) => file.includes("resvg"));
    const { figurePng } = await import("./dist/src/index.js");
    const before = loaded();
    figurePng({ data: [], layout: { xaxis: {}, yaxis: {} } });
    console.log(before, loaded());`;
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  expect(said.trim()).toBe("false true");
});

/** Films, at a small size: what is in the file, and that it is the same every time. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { film } from "../../src/video/film.js";
import { Film, type FilmParts } from "../../src/video/filmResult.js";
import { sampleSharpness } from "../figures/sampleFigures.js";
import { sampleFilm, sampleMoment } from "../figures/sampleMotions.js";

const small = { width: 320, height: 180 } as const;
const input = { ...sampleFilm(3), sharpness: sampleSharpness };
const folder = mkdtempSync(join(tmpdir(), "film-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Pixels of a frame, red, green and blue. */
const pixels = (bytes: Uint8Array, page: number): Promise<Buffer> =>
  sharp(bytes, { page }).removeAlpha().raw().toBuffer();

describe.each(["webp", "gif"] as const)("a %s", (format) => {
  let made: Film;
  beforeAll(async () => {
    made = await film(input, { ...small, format, interpolate: 2 });
  });

  test("has a picture for each checkpoint and between them, of the size asked for", async () => {
    const about = await sharp(made.bytes, { animated: true }).metadata();
    expect(about).toMatchObject({ format, pages: 5, width: 320, pageHeight: 180, loop: 0 });
    expect(about.delay?.at(-1)).toBe(2000);
    expect(Math.abs((about.delay?.[0] ?? NaN) - 1000 / 12)).toBeLessThan(5); // GIF has hundredths
    expect(made.frames).toBe(5);
  });

  test("moves", async () => {
    const frames = await Promise.all([0, 1, 2, 3, 4].map((page) => pixels(made.bytes, page)));
    frames.slice(1).forEach((frame, i) => {
      expect(frame.equals(frames[i])).toBe(false);
    });
  });

  test("has the same bytes again", async () => {
    const again = await film(input, { ...small, format, interpolate: 2 });
    expect(Buffer.from(again.bytes).equals(made.bytes)).toBe(true);
  });
});

test("WebP keeps every pixel of the drawing", async () => {
  const made = await film(input, { ...small, interpolate: 1 });
  const drawn = await sharp(made.poster).removeAlpha().raw().toBuffer();
  expect((await pixels(made.bytes, 2)).equals(drawn)).toBe(true);
});

test("checkpoints are the same pictures with pictures between them and without", async () => {
  const [few, many] = await Promise.all([
    film(input, { ...small, interpolate: 1 }),
    film(input, { ...small, interpolate: 3 }),
  ]);
  const all = [0, 1, 2] as const;
  const [a, b] = await Promise.all([
    Promise.all(all.map((i) => pixels(few.bytes, i))),
    Promise.all(all.map((i) => pixels(many.bytes, 3 * i))),
  ]);
  expect(b.map((frame, i) => frame.equals(a[i]))).toEqual([true, true, true]);
});

test("the file is what is returned, of the format that its name says, and nothing else is left", async () => {
  const path = join(folder, "training.gif");
  const made = await film(input, { ...small, interpolate: 1, path });
  expect(made.format).toBe("gif");
  expect(readFileSync(path).equals(made.bytes)).toBe(true);
  expect(readdirSync(folder)).toEqual(["training.gif"]);
  expect(String(made)).toContain(`3 pictures, 2.2 s, 320 × 180, gif, `);
});

test("one checkpoint is a picture", async () => {
  const spectra = [{ step: 7, spectrum: sampleMoment(1) }];
  const made = await film({ spectra }, small);
  expect(await sharp(made.bytes).metadata()).toMatchObject({ format: "webp", width: 320 });
  expect(String(made)).toContain("Training: step 7 · 3 eigenvalues above the bulk");
});

test("tells how far it is, and stops when told", async () => {
  const seen: number[] = [];
  await film(input, { ...small, interpolate: 1, onProgress: ({ done }) => seen.push(done) });
  expect(seen).toEqual([1, 2, 3]);
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(film(input, { ...small, signal })).rejects.toThrow("enough");
});

test("in a notebook it is an image that plays; one that is too large is its last picture", () => {
  const parts: FilmParts = {
    bytes: Uint8Array.of(1, 2, 3),
    poster: Uint8Array.of(4, 5),
    format: "webp",
    ...small,
    frames: 9,
    seconds: 1.25,
    path: "a.webp",
    shows: "Training: step 1",
  };
  const text = "Training: step 1 (film of 9 pictures, 1.3 s, 320 × 180, webp, 0 kB, a.webp)";
  expect(new Film(parts)[jupyterDisplay]()).toEqual({ "image/webp": "AQID", "text/plain": text });
  const large = new Film({ ...parts, bytes: new Uint8Array(2_000_001) })[jupyterDisplay]();
  expect(Object.keys(large)).toEqual(["image/png", "text/plain"]);
  expect(large["image/png"]).toBe("BAU=");
  expect(large["text/plain"]).toContain("larger than 2 MB, so this is its last picture");
});

test("what cannot be filmed is refused", async () => {
  await expect(film(input, { path: "film.mp4" })).rejects.toThrow(
    "film: path must end in .webp or .gif, got film.mp4",
  );
  await expect(film(input, { width: 10 })).rejects.toThrow("film: width must be an integer in");
  await expect(film(input, { interpolate: 0 })).rejects.toThrow("film: interpolate must be");
  await expect(film(input, { framesPerSecond: 60 })).rejects.toThrow("film: framesPerSecond must");
  await expect(film({})).rejects.toThrow("film: number of frames must be an integer ≥ 1, got 0");
});

test("the encoder is loaded with the first film, not with the package", () => {
  const program = `
    const { createRequire } = await import("node:module");
    const { cache } = createRequire(process.cwd() + "/x.js");
    const { film } = await import("./dist/src/index.js");
    const loaded = () => Object.keys(cache).some((file) => /[\\\\/]sharp[\\\\/]/.test(file));
    const before = loaded();
    const records = [{ step: 1, loss: 1, values: Float64Array.of(2), residuals: Float64Array.of(0) }];
    await film({ sharpness: { records } }, { width: 160, height: 90 });
    console.log(before, loaded());`;
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  expect(said.trim()).toBe("false true");
});

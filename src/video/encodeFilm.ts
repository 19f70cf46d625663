/**
 * Pictures → one animated file, by sharp (libvips with libwebp and cgif). WebP is lossless: of flat colours and thin lines
 * that takes no more bytes than a good quality with losses. The same pictures give the same bytes.
 */
import type * as Sharp from "sharp";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export type FilmFormat = "webp" | "gif";

/**
 * @param frames PNG files of one size.
 * @param delays Milliseconds that each of them stays.
 */
export async function encodeFilm(
  frames: readonly Uint8Array[],
  format: FilmFormat,
  delays: readonly number[],
): Promise<Uint8Array> {
  // Loaded with the first film: the library is a native one.
  const sharp = require("sharp") as typeof Sharp.default;
  // A film of one frame is a picture, which cannot be joined.
  const images = frames.length > 1 ? [...frames] : frames[0];
  const joined = sharp(images as Uint8Array, {
    limitInputPixels: false,
    ...(frames.length > 1 && { join: { animated: true } }),
  }).removeAlpha();
  const timing = { loop: 0, delay: [...delays] };
  const encoded =
    format === "webp"
      ? joined.webp({ ...timing, lossless: true, effort: 4 })
      : joined.gif({ ...timing, dither: 0, effort: 1 });
  return encoded.toBuffer();
}

/** `image(…)`: an image file as a value that shows itself. */
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import type { Displayable, ImageOptions } from "../host/hostTypes.js";
import { displayable } from "./helpers.js";
import { bytesOf, imageBundle } from "./images.js";
import { metadataSymbol } from "./symbols.js";

/**
 * @param source Bytes of a PNG, JPEG, GIF, WebP or SVG file, or its path or `file:` URL. What lies elsewhere is
 *   fetched first: `image(await (await fetch(url)).arrayBuffer())`.
 * @param options.width Shown width in pixels; half of the file's width is sharp on dense screens.
 * @throws If there is no such file, or it is no image.
 */
export function image(
  source: Uint8Array | ArrayBuffer | string | URL,
  options: ImageOptions = {},
): Displayable {
  const bundle = imageBundle(bytesOf(source) ?? readFile(source));
  if (!bundle)
    throw new TypeError(
      `image: must be a PNG, JPEG, GIF, WebP or SVG file, got ${inspect(source, { maxArrayLength: 8 })}`,
    );
  const [type = ""] = Object.keys(bundle);
  return displayable(Object.assign(bundle, { [metadataSymbol]: { [type]: { ...options } } }));
}

function readFile(source: unknown): Uint8Array | undefined {
  if (source instanceof URL ? source.protocol !== "file:" : /^https?:/.test(String(source)))
    throw new TypeError(
      `image: must be bytes or a path, got ${String(source)}; fetch it first: image(await (await fetch(url)).arrayBuffer())`,
    );
  if (typeof source !== "string" && !(source instanceof URL)) return undefined;
  try {
    return readFileSync(source);
  } catch (cause) {
    throw new Error(`image: must be a file that can be read, got ${String(source)}`, { cause });
  }
}

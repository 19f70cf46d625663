/** A film: its bytes, and how it shows itself in a notebook. */
import { jupyterDisplay, type MimeBundle } from "../core/display.js";
import type { FilmFormat } from "./encodeFilm.js";

export interface FilmParts {
  readonly bytes: Uint8Array;
  readonly format: FilmFormat;
  readonly width: number;
  readonly height: number;
  /** Number of pictures. */
  readonly frames: number;
  /** Of one round. */
  readonly seconds: number;
  /** Of its file, if it has one. */
  readonly path: string | undefined;
  /** The last frame, a PNG file. */
  readonly poster: Uint8Array;
  /** What it shows, in one line. */
  readonly shows: string;
}

/**
 * Bytes that a notebook takes: in base64 they stay below the 3 MB which a Jupyter server lets through in three
 * seconds by default before it drops messages (iopub_data_rate_limit).
 */
const mostBytes = 2_000_000;

export class Film {
  readonly format: FilmFormat;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly seconds: number;
  readonly path: string | undefined;
  readonly #parts: FilmParts;

  constructor(parts: FilmParts) {
    this.format = parts.format;
    this.width = parts.width;
    this.height = parts.height;
    this.frames = parts.frames;
    this.seconds = parts.seconds;
    this.path = parts.path;
    this.#parts = parts;
  }

  /** The file. */
  get bytes(): Uint8Array {
    return this.#parts.bytes;
  }

  /** The last frame, a PNG file. */
  get poster(): Uint8Array {
    return this.#parts.poster;
  }

  toString(): string {
    const { frames, width, height, format, seconds, path, bytes } = this;
    const pictures = frames === 1 ? "1 picture" : `${frames} pictures`;
    const file = path === undefined ? "" : `, ${path}`;
    return (
      `${this.#parts.shows} (film of ${pictures}, ${Number(seconds.toFixed(1))} s, ` +
      `${width} × ${height}, ${format}, ${(bytes.length / 1000).toFixed(0)} kB${file})`
    );
  }

  /** Plays in the page; of a film that is too large for a notebook, its last picture. */
  [jupyterDisplay](): MimeBundle {
    const fits = this.bytes.length <= mostBytes;
    const [type, bytes] = fits ? [`image/${this.format}`, this.bytes] : ["image/png", this.poster];
    const why = fits ? "" : `; larger than ${mostBytes / 1e6} MB, so this is its last picture`;
    return {
      [type]: Buffer.from(bytes).toString("base64"),
      "text/plain": `${this.toString()}${why}`,
    };
  }
}

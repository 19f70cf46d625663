/**
 * A training run as a film in a file: one frame for each checkpoint with its spectrum, the optimizer's place on the plane
 * of losses, loss and sharpness, on axes that all frames share, and smooth pictures between them. Neither browser, display
 * server nor GPU takes part; the same results give the same bytes.
 */
import { extname } from "node:path";
import { checkChoice, checkInteger } from "../core/check.js";
import type { Watch } from "../core/progress.js";
import { replaceFile } from "../core/replaceFile.js";
import type { TrainingFilmInput } from "../figures/filmInput.js";
import { filmScene, type TrainingFilmOptions } from "../figures/filmScene.js";
import { encodeFilm, type FilmFormat } from "./encodeFilm.js";
import { Film } from "./filmResult.js";
import { filmFrames } from "./filmFrames.js";

export interface FilmOptions extends TrainingFilmOptions, Watch {
  /** Where the file is written; it is replaced as a whole. Left out, the film is in memory alone. */
  readonly path?: string;
  /** Default: what the path ends in, or "webp". GIF has 256 colours and takes four times as long. */
  readonly format?: FilmFormat;
  /** Pixels. Default 1280 × 720. */
  readonly width?: number;
  readonly height?: number;
  /** Pictures from one checkpoint to the next. 1: the checkpoints alone. Default 4. */
  readonly interpolate?: number;
  /** Default 12, so that by default a second has three checkpoints. */
  readonly framesPerSecond?: number;
}

/** The last frame stays before the film begins anew: it is the result. */
const lastDelay = 2000;

/** Enough for a screen; more would be moiré and minutes. */
const limits = { moments: 1000, plane: 70, path: 400 };

/**
 * @throws RangeError Steps that do not ascend, a path that does not reach a checkpoint, sizes out of range.
 */
export async function film(input: TrainingFilmInput, options: FilmOptions = {}): Promise<Film> {
  const { path, width = 1280, height = 720, interpolate = 4, framesPerSecond = 12 } = options;
  const { onProgress, signal, ...look } = options;
  const format = options.format ?? formatOf(path);
  checkChoice("film", "format", format, ["webp", "gif"]);
  checkInteger("film", "width", width, 160, 7680);
  checkInteger("film", "height", height, 90, 4320);
  checkInteger("film", "interpolate", interpolate, 1, 100);
  checkInteger("film", "framesPerSecond", framesPerSecond, 1, 50); // browsers slow down what is faster
  const scene = filmScene("film", input, look, limits);
  const frames = await filmFrames(scene, { width, height }, { interpolate, onProgress, signal });
  const delays = frames.map((_, i) =>
    i === frames.length - 1 ? lastDelay : Math.round(1000 / framesPerSecond),
  );
  const bytes = await encodeFilm(frames, format, delays);
  if (path !== undefined) await replaceFile(path, bytes);
  const seconds = delays.reduce((a, b) => a + b, 0) / 1000;
  const poster = frames[frames.length - 1];
  const size = { width, height, frames: frames.length, seconds };
  return new Film({ bytes, format, ...size, path, poster, shows: scene.finding });
}

function formatOf(path: string | undefined): string {
  if (path === undefined) return "webp";
  const ending = extname(path).slice(1).toLowerCase();
  if (ending === "webp" || ending === "gif") return ending;
  throw new RangeError(`film: path must end in .webp or .gif, got ${path}`);
}

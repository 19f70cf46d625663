/** `eigenscape export`: a notebook as one HTML file, or its figures as images. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SingleBar } from "cli-progress";
import { figureImages, readNotebook, report, type ImageFormat } from "../export/index.js";

export interface ExportOptions {
  readonly output?: string;
  readonly title?: string;
  readonly hideCode?: boolean;
  /** False with --no-source. */
  readonly source: boolean;
  readonly figures?: string;
  readonly images?: ImageFormat;
}

export function exportNotebook(file: string, options: ExportOptions): void {
  if (options.figures === undefined && options.images !== undefined)
    throw new Error("export: --images must come with --figures <folder>, got none");
  if (options.figures === undefined) writeReport(file, options);
  else writeFigures(file, options.figures, options.images ?? "svg");
}

function writeReport(file: string, { output, title, hideCode, source }: ExportOptions): void {
  const text = read(file);
  const name = basename(file);
  const { html, warnings } = report(readNotebook(text, file), {
    name,
    folder: dirname(file),
    ...(title !== undefined && { title }),
    ...(hideCode !== undefined && { hideCode }),
    ...(source && { source: text }),
  });
  const target = output ?? name.replace(/(\.ipynb)?$/, ".html");
  write(target, html);
  for (const warning of warnings) console.warn(`warning: ${warning}`);
  console.log(`${target}: ${size(Buffer.byteLength(html))}`);
}

function writeFigures(file: string, folder: string, format: ImageFormat): void {
  const notebook = readNotebook(read(file), file);
  const progress = progressBar();
  const { images, warnings } = figureImages(notebook, { format, onFigure: progress.show });
  progress.stop();
  if (images.length > 0) mkdirSync(folder, { recursive: true });
  for (const { name, content } of images) write(join(folder, name), content);
  for (const warning of warnings) console.warn(`warning: ${warning}`);
  console.log(`${images.length} figures in ${folder}`);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`export: ${file} must be a file that can be read, got ${reason(error)}`, {
      cause: error,
    });
  }
}

function write(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new Error(`export: ${file} must be a file that can be written, got ${reason(error)}`, {
      cause: error,
    });
  }
}

function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOENT: "no such file or folder",
    EISDIR: "a folder",
    EACCES: "no permission",
  };
  return known[code ?? ""] ?? String(code ?? error);
}

/** Shows itself once two seconds have passed. */
function progressBar() {
  const start = performance.now();
  const bar = new SingleBar({
    format: "{bar} {value}/{total} figures",
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    noTTYOutput: true,
  });
  let shown = false;
  return {
    show: (done: number, total: number): void => {
      if (performance.now() - start < 2000) return;
      if (!shown) bar.start(total, done);
      shown = true;
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

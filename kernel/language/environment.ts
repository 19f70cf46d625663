/** What cells find declared without an import. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { magicDeclarations } from "../magics/magicRunner.js";
import { makeSourceFile } from "./sourceFile.js";
import type { CellSourceFile } from "./typescript.js";

/** The folder of the kernel itself: what a notebook's own folder lacks is looked for from here. */
export const kernelFolder = dirname(fileURLToPath(import.meta.url));

const declarations = `
/**
 * Shows a value below the cell: as its \`Symbol.for("Jupyter.display")\` method says, else in the form that suits
 * it best. A plain object whose keys are MIME types is shown as that bundle.
 *
 * @param options.id Names the output so that it can be replaced later.
 * @returns A handle whose \`update(value)\` replaces what was shown.
 */
declare function display(
  value: unknown,
  options?: { id?: string; metadata?: Record<string, unknown> },
): Promise<{ readonly id: string; update(value: unknown): Promise<void> }>;

declare namespace Deno {
  /** Deno's display functions, for notebooks written for its kernel. */
  namespace jupyter {
    type MediaBundle = Record<string, unknown>;
    interface Displayable { [$display](): MediaBundle | Promise<MediaBundle> }
    interface DisplayOptions { raw?: boolean; update?: boolean; display_id?: string }
    const $display: unique symbol;
    function broadcast(
      msgType: string,
      content: Record<string, unknown>,
      extra?: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] },
    ): Promise<void>;
    function display(obj: unknown, options?: DisplayOptions): Promise<void>;
    function format(obj: unknown): Promise<MediaBundle>;
    function html(strings: TemplateStringsArray, ...values: unknown[]): Displayable;
    function image(data: string | Uint8Array): Displayable;
    function md(strings: TemplateStringsArray, ...values: unknown[]): Displayable;
    function svg(strings: TemplateStringsArray, ...values: unknown[]): Displayable;
  }
}

/**
 * Asks the person at the front end for a line of text.
 *
 * @param options.password Hides what is typed.
 */
declare function input(question?: string, options?: { password?: boolean }): Promise<string>;

/** Like \`input\`, but blocks the cell until the answer is there. */
declare function prompt(question?: string, options?: { password?: boolean }): string;
`;

/** Packages in whose place the kernel serves a module of its own, by path from the kernel's folder. */
const substitutes: Readonly<Record<string, string>> = { tslab: "../host/tslab.js" };

/** The file that is loaded where a cell or a local file imports `name`; undefined for ordinary packages. */
export function substituteOf(name: string): string | undefined {
  const path = Object.hasOwn(substitutes, name) ? substitutes[name] : undefined;
  return path === undefined ? undefined : join(kernelFolder, path);
}

export function environmentFile(folder: string): CellSourceFile {
  return makeSourceFile(join(folder, "__notebook.d.ts"), declarations + magicDeclarations());
}

/**
 * The declarations of Node.js: those of the notebook's project if it has any, else the kernel's, so that
 * `console` and `setTimeout` are known in every folder.
 */
export function nodeDeclarations(folder: string): string | undefined {
  for (const start of [folder, kernelFolder]) {
    for (let at = start, above = ""; at !== above; above = at, at = dirname(at)) {
      const path = join(at, "node_modules", "@types", "node", "index.d.ts");
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

/** What cells find declared without an import. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
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
`;

export function environmentFile(folder: string): CellSourceFile {
  return makeSourceFile(join(folder, "__notebook.d.ts"), declarations);
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

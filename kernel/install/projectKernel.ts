/**
 * The kernel of the notebook's own project: a package `eigenscape` in a node_modules of the notebook's folder or
 * above it. It goes before the one that was installed for all notebooks, so that a project keeps its version.
 */
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * @param folder The notebook's folder.
 * @param own Path of the running kernel's main file.
 * @returns The main file of another kernel that should run instead.
 */
export function projectKernel(folder: string, own: string): string | undefined {
  for (let at = folder, below = ""; at !== below; below = at, at = dirname(at)) {
    const main = join(at, "node_modules", "eigenscape", "dist", "kernel", "main.js");
    if (!existsSync(main)) continue;
    // A link to ourselves is no other kernel.
    return realpathSync(main) === realpathSync(own) ? undefined : main;
  }
  return undefined;
}

/**
 * Where the declarations of an imported module are: looked for from the notebook's folder first, then from
 * the kernel's own, so that `import … from "eigenscape"` has types in any folder.
 */
import { isBuiltin } from "node:module";
import { join } from "node:path";
import type TS from "typescript";
import { compilerOptions } from "./compilerOptions.js";
import { kernelFolder, substituteOf } from "./environment.js";
import { cellNumber } from "./sessionNames.js";
import { ts, type Resolution } from "./typescript.js";

export class ModuleResolution {
  readonly #folder: string;
  readonly #host: TS.ModuleResolutionHost;
  #cache: TS.ModuleResolutionCache;

  constructor(folder: string, host: TS.ModuleResolutionHost) {
    this.#folder = folder;
    this.#host = host;
    this.#cache = this.#newCache();
  }

  /** Forgets what was not found, for a package may have been installed since. */
  refresh(): void {
    this.#cache = this.#newCache();
  }

  cellFile(cell: number): string {
    return join(this.#folder, `cell_${cell}.ts`);
  }

  isCell(file: string): boolean {
    return /[\\/]cell_\d+\.ts$/.test(file) && file.startsWith(this.#folder);
  }

  resolve(name: string, from: string, mode: TS.ResolutionMode): Resolution {
    const cell = cellNumber(name);
    if (cell !== undefined && this.isCell(from)) return resolvedCell(this.cellFile(cell));
    if (isAmbient(name, from)) return nowhere;
    const wanted = substituteOf(name) ?? name;
    const found = ts.resolveModuleName(
      wanted,
      from,
      compilerOptions,
      this.#host,
      this.#cache,
      undefined,
      mode,
    );
    if (found.resolvedModule || !this.isCell(from) || name.startsWith(".")) return found;
    const kernelFile = join(kernelFolder, "cell.ts");
    return ts.resolveModuleName(
      name,
      kernelFile,
      compilerOptions,
      this.#host,
      this.#cache,
      undefined,
      mode,
    );
  }

  #newCache(): TS.ModuleResolutionCache {
    return ts.createModuleResolutionCache(this.#folder, (path) => path, compilerOptions);
  }
}

const nowhere = { resolvedModule: undefined } as Resolution;

/** Modules of Node.js are declared without files of their own; looking for files takes 50 ms of a start. */
function isAmbient(name: string, from: string): boolean {
  return name.startsWith("node:") || (isBuiltin(name) && from.includes("/@types/node/"));
}

function resolvedCell(resolvedFileName: string): Resolution {
  const resolvedModule = {
    resolvedFileName,
    extension: ts.Extension.Ts,
    isExternalLibraryImport: false,
    resolvedUsingTsExtension: false,
  };
  // The compiler's own lists of failed look-ups are internal and not needed for a module that exists.
  const found: Partial<Resolution> = { resolvedModule };
  return found as Resolution;
}

/** The compiler's view of the disk: cells in memory, everything else read once and again when it changes. */
import { statSync } from "node:fs";
import { dirname } from "node:path";
import type TS from "typescript";
import { startupSnapshot } from "../snapshot/startupSnapshot.js";
import { compilerOptions } from "./compilerOptions.js";
import { markUndocumented, parseUndocumented } from "./documentation.js";
import { ts, typescriptPath, type CellSourceFile, type Resolution } from "./typescript.js";

type Resolve = (name: string, from: string, mode: TS.ResolutionMode) => Resolution;

interface ReadFile {
  readonly file: TS.SourceFile;
  /** Time of modification; undefined for packages, which change only when they are installed. */
  readonly modified: number | undefined;
  /** When the file came to its place; installers may set the time of modification as they like. */
  readonly placed: number | undefined;
}

export class CompilerHost {
  readonly host: TS.CompilerHost;
  readonly #cells: ReadonlyMap<string, CellSourceFile>;
  readonly #read = new Map<string, ReadFile>();

  constructor(folder: string, cells: ReadonlyMap<string, CellSourceFile>, resolve: Resolve) {
    this.#cells = cells;
    startupSnapshot?.files.forEach(markUndocumented);
    const library = dirname(typescriptPath);
    this.host = {
      ...ts.createCompilerHost(compilerOptions),
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: (options) => `${library}/${ts.getDefaultLibFileName(options)}`,
      getDefaultLibLocation: () => library,
      writeFile: () => undefined,
      getSourceFile: (name, options) => this.#sourceFile(name, options),
      fileExists: (name) => cells.has(name) || ts.sys.fileExists(name),
      readFile: (name) => cells.get(name)?.text ?? ts.sys.readFile(name),
      resolveModuleNameLiterals: (literals, from, _redirect, options, file) =>
        literals.map((literal) =>
          resolve(literal.text, from, ts.getModeForUsageLocation(file, literal, options)),
        ),
    };
  }

  /** Whether a local file (one outside packages) changed since it was read. */
  changed(): boolean {
    for (const [name, { modified }] of this.#read)
      if (modified !== undefined && modified !== modificationTime(name)) return true;
    return false;
  }

  /** Forgets files of packages that were exchanged or removed. */
  forgetChangedPackages(): void {
    for (const [name, { modified, placed }] of this.#read)
      if (modified === undefined && placed !== timeOfPlacing(name)) this.#read.delete(name);
  }

  #sourceFile(
    name: string,
    options: TS.ScriptTarget | TS.CreateSourceFileOptions,
  ): TS.SourceFile | undefined {
    const cell = this.#cells.get(name);
    const ready = cell ?? startupSnapshot?.files.get(name);
    if (ready) return ready;
    const modified = modificationTime(name);
    const known = this.#read.get(name);
    if (known && known.modified === modified) return known.file;
    const text = ts.sys.readFile(name);
    if (text === undefined) {
      this.#read.delete(name); // deleted since
      return undefined;
    }
    const parse = modified === undefined ? parseUndocumented : ts.createSourceFile;
    const file = parse(name, text, options);
    this.#read.set(name, { file, modified, placed: timeOfPlacing(name) });
    return file;
  }
}

function timeOfPlacing(name: string): number | undefined {
  return statSync(name, { throwIfNoEntry: false })?.ctimeMs;
}

function modificationTime(name: string): number | undefined {
  if (name.includes("/node_modules/")) return undefined;
  return ts.sys.getModifiedTime?.(name)?.getTime();
}

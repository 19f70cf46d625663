/**
 * One long-lived program and type checker into which cells are put while it lives.
 *
 * A program is built anew (about 100 ms) only when a cell needs files that it does not have: a package
 * imported for the first time, a local file that changed. Otherwise a cell is parsed, bound and shown to the
 * living checker through replaced look-ups, which keeps everything the checker has already worked out.
 */
import type TS from "typescript";
import { compilerOptions } from "./compilerOptions.js";
import { CompilerHost } from "./compilerHost.js";
import { environmentFile, nodeDeclarations } from "./environment.js";
import { jsxImport, jsxPackage } from "./jsx.js";
import { ModuleResolution } from "./moduleResolution.js";
import { moduleLiterals } from "./sourceFile.js";
import { ts, type CellSourceFile, type OpenProgram, type Resolution } from "./typescript.js";

/** Files injected since the last build whose garbage the checker keeps: completion makes many. */
const maximalInjected = 400;
const checkedExtensions = /\.(ts|tsx|mts|cts|json)$/;

export class HotProgram {
  readonly resolution: ModuleResolution;
  readonly #folder: string;
  readonly #host: CompilerHost;
  readonly #roots: string[];
  readonly #externals = new Set<string>();
  readonly #cells = new Map<string, CellSourceFile>();
  #injected = new Map<string, CellSourceFile>();
  #resolved = new Map<string, Map<string, Resolution>>();
  #jsxPackage: string;
  #program: OpenProgram;
  #checker: TS.TypeChecker;

  /** @param folder The notebook's folder. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#jsxPackage = jsxPackage(folder);
    const environment = environmentFile(folder);
    this.#cells.set(environment.fileName, environment);
    this.#host = new CompilerHost(folder, this.#cells, (name, from, mode) =>
      this.resolution.resolve(name, from, mode),
    );
    this.resolution = new ModuleResolution(folder, this.#host.host);
    const node = nodeDeclarations(folder);
    this.#roots = node === undefined ? [] : [node];
    [this.#program, this.#checker] = this.#build(undefined);
  }

  get program(): TS.Program {
    return this.#program;
  }

  get checker(): TS.TypeChecker {
    return this.#checker;
  }

  get host(): TS.CompilerHost {
    return this.#host.host;
  }

  /** The package whose runtime JSX uses. */
  get jsxPackage(): string {
    return this.#jsxPackage;
  }

  /** The file that declares what a package exports, as cells find it. */
  declarationsOf(name: string): string | undefined {
    const from = this.resolution.cellFile(0);
    const { resolvedModule } = this.resolution.resolve(name, from, ts.ModuleKind.ESNext);
    const file = resolvedModule?.resolvedFileName;
    return file !== undefined && checkedExtensions.test(file) ? file : undefined;
  }

  /** A program of some files alone; what it reads is shared with this one. */
  separateProgram(rootNames: readonly string[]): TS.Program {
    return ts.createProgram({ rootNames, options: this.#options, host: this.#host.host });
  }

  /** Whether so much was injected that a rebuild at an idle moment is due. */
  get crowded(): boolean {
    return this.#injected.size > maximalInjected;
  }

  rebuild(): void {
    this.#start(this.#program);
  }

  /** @param old The program whose parts are taken over. */
  #start(old: OpenProgram | undefined): void {
    this.#injected = new Map();
    this.#resolved = new Map();
    this.resolution.refresh();
    [this.#program, this.#checker] = this.#build(old);
  }

  /**
   * Shows a file to the checker, rebuilding first if it imports files the program does not have.
   *
   * @param make Makes the source file; called again after a rebuild, since a bound file belongs to a checker.
   */
  inject(make: () => CellSourceFile): CellSourceFile {
    const file = make();
    if (this.#place(file)) return file;
    this.rebuild();
    const again = make();
    this.#place(again);
    ts.bindSourceFile(again, compilerOptions);
    return again;
  }

  /** Builds a program that has the file from the start: the only way for it to augment global types. */
  include(file: CellSourceFile): void {
    this.#cells.set(file.fileName, file);
    this.rebuild();
  }

  /** Keeps a file for the programs to come. */
  keep(file: CellSourceFile): void {
    this.#cells.set(file.fileName, file);
  }

  /** Forgets all cells. */
  clear(): void {
    for (const name of this.#cells.keys())
      if (this.resolution.isCell(name)) this.#cells.delete(name);
    this.rebuild();
  }

  /** Packages may have come, gone or changed: what was read of them and not found is forgotten. */
  refreshPackages(): void {
    this.#host.forgetChangedPackages();
    this.#jsxPackage = jsxPackage(this.#folder);
    this.#start(undefined);
  }

  /** Drops a file that was included but turned out wrong. */
  discard(file: CellSourceFile): void {
    this.#cells.delete(file.fileName);
    this.rebuild();
  }

  /** @returns false if the program lacks files that `file` imports. */
  #place(file: CellSourceFile): boolean {
    const literals = moduleLiterals(file);
    const jsx = jsxImport(file, this.#options);
    const resolved = new Map<string, Resolution>();
    let complete = true;
    const find = (name: string): Resolution => {
      const resolve = (): Resolution =>
        this.resolution.resolve(name, file.fileName, ts.ModuleKind.ESNext);
      const found = resolve();
      if (found.resolvedModule) return found;
      this.resolution.refresh(); // it may have come since
      return resolve();
    };
    for (const name of jsx ? [jsx.text, ...literals.keys()] : literals.keys()) {
      const resolution = find(name);
      resolved.set(name, resolution);
      if (this.#lacks(resolution.resolvedModule?.resolvedFileName)) complete = false;
    }
    // The compiler expects the runtime's import in the first place.
    file.imports = jsx ? [jsx, ...literals.values()] : [...literals.values()];
    this.#injected.set(file.fileName, file);
    this.#resolved.set(file.path, resolved);
    if (complete) ts.bindSourceFile(file, compilerOptions);
    return complete;
  }

  #lacks(path: string | undefined): boolean {
    if (path === undefined || !checkedExtensions.test(path) || this.resolution.isCell(path))
      return false;
    if (this.#program.getSourceFile(path)) return this.#host.changed();
    this.#externals.add(path);
    return true;
  }

  get #options(): TS.CompilerOptions {
    return { ...compilerOptions, jsxImportSource: this.#jsxPackage };
  }

  #build(old: OpenProgram | undefined): [OpenProgram, TS.TypeChecker] {
    const rootNames = [...this.#roots, ...this.#externals, ...this.#cells.keys()];
    const options: TS.CreateProgramOptions = {
      rootNames,
      options: this.#options,
      host: this.#host.host,
    };
    if (old) options.oldProgram = old;
    const program = ts.createProgram(options) as OpenProgram;
    this.#openLookups(program);
    const checker = program.getTypeChecker();
    this.#resolveOldestFirst(checker);
    return [program, checker];
  }

  #openLookups(program: OpenProgram): void {
    const injected = this.#injected;
    const resolved = this.#resolved;
    const byName = program.getSourceFile.bind(program);
    const byPath = program.getSourceFileByPath.bind(program);
    const module = program.getResolvedModule.bind(program);
    program.getSourceFile = (name) => injected.get(name) ?? byName(name);
    program.getSourceFileByPath = (path) => injected.get(path) ?? byPath(path);
    program.getResolvedModule = (file, name, mode) => {
      const own = resolved.get(file.path);
      return own ? own.get(name) : module(file, name, mode);
    };
  }

  /** A long chain of inferred types, asked for from its end, would overflow the stack. */
  #resolveOldestFirst(checker: TS.TypeChecker): void {
    for (const file of this.#cells.values()) {
      file.locals?.forEach((local) => {
        const symbol = local.exportSymbol ?? local;
        if (symbol.flags & ts.SymbolFlags.Value) checker.getTypeOfSymbol(symbol);
      });
    }
  }
}

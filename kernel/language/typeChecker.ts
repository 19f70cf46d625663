/** Checks cells one after the other, each seeing what the earlier ones declared. */
import { analyseCell, type CellAnalysis } from "./cellAnalysis.js";
import { CellSource } from "./cellSource.js";
import { silencedErrors } from "./compilerOptions.js";
import { HotProgram } from "./hotProgram.js";
import { PackageExports } from "./packageExports.js";
import { SessionNames, type WrappedCell } from "./sessionNames.js";
import { makeSourceFile } from "./sourceFile.js";
import { toProblem, type Problem } from "./problem.js";
import { ts, type CellSourceFile } from "./typescript.js";
import type TS from "typescript";

/** A cell that the checker has seen. */
export interface OpenCell {
  readonly number: number;
  readonly source: CellSource;
  readonly analysis: CellAnalysis;
  readonly wrapped: WrappedCell;
  readonly file: CellSourceFile;
}

export interface CheckedCell extends OpenCell {
  /** Errors; a cell with errors does not run and is not committed. */
  readonly problems: readonly Problem[];
  /** Whether an imported name is only a type, so that nothing is imported at run time. */
  isTypeOnly(name: string): boolean;
}

export class TypeChecker {
  readonly hot: HotProgram;
  /** What packages export. */
  readonly exports: PackageExports;
  #names = new SessionNames();
  #opened = 0;

  constructor(folder: string) {
    this.hot = new HotProgram(folder);
    this.exports = new PackageExports(this.hot, folder);
  }

  /** A cell as it is compiled. @param strict Whether only what is no TypeScript counts as a magic. */
  source(code: string, strict = false): CellSource {
    let declared: CellAnalysis["declared"] | undefined;
    return new CellSource(code, (name) => {
      if (strict || this.#names.has(name) || name in globalThis) return true;
      declared ??= analyseCell("cell.ts", code).declared;
      return declared.has(name);
    });
  }

  /** Names of the session with the cells that declared them, oldest first. */
  get names(): SessionNames {
    return this.#names;
  }

  /** Packages may have come, gone or changed. */
  refreshPackages(): void {
    this.hot.refreshPackages();
    this.exports.forget();
  }

  /** Forgets every cell. */
  reset(): void {
    this.#names = new SessionNames();
    this.hot.clear();
  }

  /** @param all Whether every name of the session is made visible, or only those the code mentions. */
  open(source: CellSource, all = false): OpenCell {
    // A new number for each attempt: the compiler keeps diagnostics by file name.
    const number = ++this.#opened;
    const name = this.hot.resolution.cellFile(number);
    const analysis = analyseCell(name, source.text);
    const wrapped = this.#names.wrap(source.text, analysis, all);
    const file = analysis.augments
      ? makeSourceFile(name, wrapped.text, true)
      : this.hot.inject(() => makeSourceFile(name, wrapped.text));
    if (analysis.augments) this.hot.include(file);
    return { number, source, analysis, wrapped, file };
  }

  check(source: CellSource): CheckedCell {
    const cell = this.open(source);
    const problems = this.#diagnose(cell).map((d) =>
      toProblem(d, cell, (name) => this.exports.importsOf(name)),
    );
    if (problems.length > 0 && cell.analysis.augments) this.hot.discard(cell.file);
    return { ...cell, problems, isTypeOnly: (name) => this.#isTypeOnly(cell.file, name) };
  }

  /** Makes a cell's declarations known to later cells, whether or not it ran to its end. */
  commit(cell: OpenCell): void {
    this.hot.keep(cell.file);
    this.#names.commit(cell.number, cell.analysis, cell.wrapped);
  }

  /** Makes a name known that no cell declared: its type is `any`. */
  declare(name: string): void {
    const code = `let ${name}: any;`;
    this.commit(this.open(this.source(code)));
  }

  /** What a cell declares; undefined if there is no such cell. */
  cellLocals(number: number): CellSourceFile["locals"] {
    const file = this.hot.program.getSourceFile(this.hot.resolution.cellFile(number));
    return (file as CellSourceFile | undefined)?.locals;
  }

  #diagnose({ source, file, wrapped }: OpenCell): readonly TS.Diagnostic[] {
    if (file.parseDiagnostics.length > 0) return file.parseDiagnostics;
    if (source.unchecked) return [];
    return this.hot.program.getSemanticDiagnostics(file).filter(
      ({ category, code, start = 0 }) =>
        category === ts.DiagnosticCategory.Error &&
        !silencedErrors.has(code) &&
        start >= wrapped.prefix.length, // what wrapping adds is no concern of the reader
    );
  }

  #isTypeOnly(file: CellSourceFile, name: string): boolean {
    const local = file.locals?.get(name);
    const symbol = local?.exportSymbol ?? local;
    if (symbol === undefined || !(symbol.flags & ts.SymbolFlags.Alias)) return false;
    const { checker } = this.hot;
    const target = checker.getAliasedSymbol(symbol);
    // A module without declarations gives the unknown symbol, which counts as a value.
    return !checker.isUnknownSymbol(target) && !(target.flags & ts.SymbolFlags.Value);
  }
}

/**
 * Runs twice: to make the snapshot (`node --build-snapshot snapshotEntry.cjs <typescript> <options> <root>`), and,
 * from the function given to setDeserializeMainFunction, at the start of each kernel.
 *
 * It imports nothing but Node's own modules, since that is all that can be loaded while a snapshot is made;
 * buildSnapshot.ts turns it into a script.
 */
import { readFileSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { startupSnapshot } from "node:v8";
import { compileFunction, constants, runInThisContext } from "node:vm";
import type TS from "typescript";
import type { StartupSnapshot } from "./startupSnapshot.js";

type Import = (specifier: string) => Promise<unknown>;

function loadCommonJs(file: string): unknown {
  const module = { exports: {} };
  const names = ["exports", "require", "module", "__filename", "__dirname"];
  const run = compileFunction(readFileSync(file, "utf8"), names, { filename: file }) as (
    ...given: unknown[]
  ) => void;
  run(module.exports, requireBuiltin, module, file, dirname(file));
  return module.exports;
}

/** Node.js 24 aborts when node:crypto was loaded before and after the snapshot; the compiler hashes without it, too. */
function requireBuiltin(name: string): unknown {
  if (name === "crypto") throw new Error("snapshot: crypto cannot be loaded now");
  const load: (name: string) => unknown = require;
  return load(name);
}

/** What cells are made of. */
const sample = `
import { x } from "./cell_1";
export const first: number = 1 + 1;
let second = [first].map((n) => n * 2);
class A<T> { constructor(readonly x: T) {} }
const f = async (q: string): Promise<number> => { await null; return q.length; };
interface I { a?: string; b(): void }
export type E = typeof first;
console.log({ first, ...[1] }, new A(x), second);
f("x");`;

/** Checks a cell, which binds all files, and emits it: the snapshot holds the compiled functions, too. */
function checkSample(
  ts: typeof TS,
  options: TS.CompilerOptions,
  host: TS.CompilerHost,
  root: string,
) {
  const name = `${dirname(root)}/sample.ts`;
  const withSample: TS.CompilerHost = {
    ...host,
    getSourceFile: (file, given) =>
      file === name
        ? ts.createSourceFile(file, sample, given, true)
        : host.getSourceFile(file, given),
  };
  const program = ts.createProgram({ rootNames: [root, name], options, host: withSample });
  program.getSemanticDiagnostics(program.getSourceFile(name));
  const compilerOptions = { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, sourceMap: true }; // prettier-ignore
  ts.transpileModule(sample, { compilerOptions });
}

/** All files of a program with that root, parsed, and bound by its type checker. */
function bindFiles(ts: typeof TS, options: TS.CompilerOptions, library: string, root: string) {
  const files = new Map<string, TS.SourceFile>();
  const host: TS.CompilerHost = {
    ...ts.createCompilerHost(options),
    getCurrentDirectory: () => dirname(root),
    getDefaultLibLocation: () => library,
    getDefaultLibFileName: (given) => `${library}/${ts.getDefaultLibFileName(given)}`,
    getSourceFile: (name, given) => {
      const text = ts.sys.readFile(name);
      const undocumented = { ...asOptions(given), jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
      const file = files.get(name) ?? ts.createSourceFile(name, text ?? "", undocumented, false);
      if (text !== undefined) files.set(name, file);
      return text === undefined ? undefined : file;
    },
  };
  checkSample(ts, options, host, root);
  return files;
}

function asOptions(
  given: TS.ScriptTarget | TS.CreateSourceFileOptions,
): TS.CreateSourceFileOptions {
  return typeof given === "object" ? given : { languageVersion: given };
}

const [, , compiler = "", options = "{}", root = ""] = process.argv;
const ts = loadCommonJs(compiler) as typeof TS;
const parsed = JSON.parse(options) as TS.CompilerOptions;
const snapshot: StartupSnapshot = { ts, files: bindFiles(ts, parsed, dirname(compiler), root) };
Object.assign(globalThis, { [Symbol.for("eigenscape.kernel.startupSnapshot")]: snapshot });

// Node.js 20 restores this property as undefined.
const { Console } = console;

startupSnapshot.setDeserializeMainFunction(() => {
  console.Console = Console;
  process.execArgv = []; // what a cell forks must not start from this snapshot
  process.removeAllListeners("warning"); // of the import below; the kernel shows the warnings of cells
  const main = resolve(process.argv[1] ?? "");
  const load = runInThisContext("(specifier) => import(specifier)", {
    filename: main,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as Import;
  load(pathToFileURL(main).href).catch((error: unknown) => {
    writeSync(2, `typescript kernel: ${String(error)}\n`);
    process.exit(1);
  });
});

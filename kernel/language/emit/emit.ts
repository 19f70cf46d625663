/** A checked cell → JavaScript for V8's REPL mode, with a source map back to the cell. */
import { scriptKindOf } from "../sourceFile.js";
import { ts } from "../typescript.js";
import { lowerModule } from "./cellModule.js";
import { lowerToLet } from "./lowering.js";
import { renameGlobals, type Renaming } from "./renaming.js";
import { Transpiler, type Transpiled } from "./transpiler.js";
import type TS from "typescript";

export type EmittedCell = Transpiled;

const options: TS.CompilerOptions = {
  // Not ESNext: it would leave decorators and `using` as they are, which Node.js does not know.
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  sourceMap: true,
  // A comment behind the last expression would otherwise swallow the closing bracket of its call.
  removeComments: true,
  jsx: ts.JsxEmit.ReactJSX,
};

/** By the package whose runtime JSX uses; a notebook has one. */
const transpilers = new Map<string, Transpiler>();

function transpilerFor(jsxPackage: string): Transpiler {
  const known = transpilers.get(jsxPackage);
  if (known) return known;
  const made = new Transpiler({ ...options, jsxImportSource: jsxPackage });
  transpilers.set(jsxPackage, made);
  return made;
}

/** @param jsxPackage The package whose runtime JSX uses. */
export function emitCell(code: string, renaming: Renaming, jsxPackage: string): EmittedCell {
  const name = scriptKindOf(code) === ts.ScriptKind.TSX ? "cell.tsx" : "cell.ts";
  return transpilerFor(jsxPackage).transpile(code, name, {
    before: [renameGlobals(renaming), lowerModule((local) => renaming.isTypeOnly(local))],
    after: [lowerToLet],
  });
}

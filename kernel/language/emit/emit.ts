/** A checked cell → JavaScript for V8's REPL mode, with a source map back to the cell. */
import { scriptKindOf } from "../sourceFile.js";
import { ts } from "../typescript.js";
import { lowerModule } from "./cellModule.js";
import { lowerToLet } from "./lowering.js";
import { renameGlobals, type Renaming } from "./renaming.js";
import { transpilerByJsx, type Transpiled } from "./transpiler.js";

export type EmittedCell = Transpiled;

// A comment behind the last expression would otherwise swallow the closing bracket of its call.
const transpilerFor = transpilerByJsx({ removeComments: true });

/** @param jsxPackage The package whose runtime JSX uses. */
export function emitCell(code: string, renaming: Renaming, jsxPackage: string): EmittedCell {
  const name = scriptKindOf(code) === ts.ScriptKind.TSX ? "cell.tsx" : "cell.ts";
  return transpilerFor(jsxPackage).transpile(code, name, {
    before: [renameGlobals(renaming), lowerModule((local) => renaming.isTypeOnly(local))],
    after: [lowerToLet],
  });
}

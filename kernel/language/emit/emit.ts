/** A checked cell → JavaScript for V8's REPL mode, with a source map back to the cell. */
import { scriptKindOf } from "../sourceFile.js";
import { ts } from "../typescript.js";
import { lowerModule } from "./cellModule.js";
import { lowerToLet } from "./lowering.js";
import { renameGlobals, type Renaming } from "./renaming.js";
import type TS from "typescript";

export interface EmittedCell {
  readonly javascript: string;
  /** A source map, version 3, as JSON text. */
  readonly sourceMap: string;
}

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

/** @param jsxPackage The package whose runtime JSX uses. */
export function emitCell(code: string, renaming: Renaming, jsxPackage: string): EmittedCell {
  const { outputText, sourceMapText } = ts.transpileModule(code, {
    fileName: scriptKindOf(code) === ts.ScriptKind.TSX ? "cell.tsx" : "cell.ts",
    compilerOptions: { ...options, jsxImportSource: jsxPackage },
    transformers: {
      before: [renameGlobals(renaming), lowerModule((local) => renaming.isTypeOnly(local))],
      after: [lowerToLet],
    },
  });
  return {
    javascript: outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ""),
    sourceMap: sourceMapText ?? "",
  };
}

/** An expression that the debugger evaluates → JavaScript that means the same names as a cell would. */
import { ts } from "../typescript.js";
import { renameGlobals } from "./renaming.js";

/**
 * @param reserved Names of globals.
 * @param renamed Names renamed so far in the session; stays as it is.
 */
export function emitExpression(
  code: string,
  reserved: ReadonlySet<string>,
  renamed: ReadonlySet<string>,
): string {
  const renaming = { reserved, renamed: new Set(renamed), isTypeOnly: () => false };
  const { outputText } = ts.transpileModule(code, {
    fileName: "expression.ts",
    compilerOptions: {
      target: ts.ScriptTarget.ES2024,
      module: ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Force,
      removeComments: true,
    },
    transformers: { before: [renameGlobals(renaming)] },
  });
  // Left by a module without exports.
  return outputText.replace(/\s*export \{\};\s*$/, "").trim();
}

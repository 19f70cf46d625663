/** The options under which cells are checked. */
import { ts } from "./typescript.js";
import type TS from "typescript";

/** Declarations of what this Node.js really has, and no DOM: `document` in a cell is an error at once. */
function libraries(): string[] {
  const node = Number(process.versions.node.split(".")[0]);
  if (node >= 24) return ["lib.esnext.d.ts"];
  const esnext = ["disposable", "decorators"];
  if (node >= 22) esnext.push("iterator", "collection", "array");
  const base = node >= 22 ? "lib.es2024.d.ts" : "lib.es2023.d.ts";
  return [base, ...esnext.map((name) => `lib.esnext.${name}.d.ts`)];
}

export const compilerOptions: TS.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.Preserve,
  // "bundler" reads `exports` maps and still finds "./file" without an extension, as notebooks write it.
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ["node"],
  lib: libraries(),
  types: [],
  strict: true,
  useUnknownInCatchVariables: false, // `catch (e) { e.message }` is what a notebook wants to say
  skipLibCheck: true,
  skipDefaultLibCheck: true,
  noEmit: true,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  esModuleInterop: true,
  jsx: ts.JsxEmit.ReactJSX,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
};

/**
 * Errors that are not reported: "implicitly has an any type" in its forms. noImplicitAny itself stays on, since
 * it is what gives `let x;` the type of what is assigned later.
 */
export const silencedErrors: ReadonlySet<number> = new Set([
  2683, 7005, 7006, 7008, 7010, 7011, 7016, 7017, 7018, 7019, 7022, 7023, 7024, 7026, 7031, 7034,
  7053,
]);

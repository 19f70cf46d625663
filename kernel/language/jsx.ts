/**
 * JSX: `<b>{x}</b>` becomes calls of the runtime of React or Preact, whichever the notebook's folder has.
 *
 * A cell can name another one in its first comment: `/** @jsxImportSource solid-js *` + `/`, or a function of its
 * own: `/** @jsxRuntime classic *` + `/ /** @jsx h *` + `/`.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type TS from "typescript";
import { ts, type CellSourceFile } from "./typescript.js";

const runtimes = ["react", "preact"] as const;

/** The package whose `jsx-runtime` is used; "react" if there is none, so that the error names it. */
export function jsxPackage(folder: string): string {
  for (let at = folder, above = ""; at !== above; above = at, at = dirname(at))
    for (const name of runtimes) if (existsSync(join(at, "node_modules", name))) return name;
  return runtimes[0];
}

/** Comments by which a cell chooses its runtime, to be repeated where the compiler looks for them. */
export function jsxPragmas(code: string): string {
  const [comments = ""] = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*/.exec(code) ?? [];
  const pragmas = comments.match(/@jsx\w*\s+[^\s*]+/g) ?? [];
  return pragmas.map((pragma) => `/** ${pragma} */`).join("");
}

/** The import of the runtime that a file with JSX makes without saying so. */
export function jsxImport(
  file: CellSourceFile,
  options: TS.CompilerOptions,
): TS.StringLiteral | undefined {
  if (file.languageVariant !== ts.LanguageVariant.JSX) return undefined;
  const name = ts.getJSXRuntimeImport(ts.getJSXImplicitImportBase(options, file), options);
  if (name === undefined) return undefined;
  const literal = ts.factory.createStringLiteral(name);
  const declaration = ts.factory.createImportDeclaration(undefined, undefined, literal);
  ts.setParent(literal, declaration);
  ts.setParent(declaration, file);
  return literal;
}

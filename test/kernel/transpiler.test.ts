/** The law of the transpiler: what `ts.transpileModule` gives, for each of many texts with one program. */
import { expect, it } from "vitest";
import { Transpiler } from "../../kernel/language/emit/transpiler.js";
import { ts } from "../../kernel/language/typescript.js";

const texts: readonly (readonly [name: string, text: string])[] = [
  ["cell.ts", "const a: number = 1; // one\na"],
  [
    "cell.ts",
    "import { A, b } from 'm'; import type { C } from 'n'; import * as d from 'o';\nb as A",
  ],
  [
    "cell.ts",
    "enum E { A = 1, B = A << 1 } const enum F { C } namespace N { export const x = E.B } F.C",
  ],
  [
    "cell.ts",
    "export default class A<T> { #x = 1; static { this.y = 2 } static y: number; constructor(readonly z: T) {} }",
  ],
  ["cell.ts", "@d class A { @d m() {} accessor n = 1 } declare function d(...a: unknown[]): void;"],
  ["cell.ts", "using x = f(); await using y = g(); for await (const z of h()) z!;"],
  [
    "cell.ts",
    "interface I { a: 1 } type T = I; let q = <T>p satisfies T; q?.a ?? 1; abstract class B {}",
  ],
  [
    "cell.ts",
    "function f(a: string): void; function f(a: number): void; function f(this: Date, a?: unknown) {} ",
  ],
  [
    "cell.ts",
    "export { a } from './b'; export * as c from 'd'; export type { E } from 'f'; import g = require('h'); g()",
  ],
  ["cell.tsx", 'const e = <p id="a" {...b}>{c}<></></p>; e'],
  ["cell.tsx", "/** @jsxImportSource solid-js */\n<b/>"],
  ["cell.ts", "let 😀 = `a${1}\\u{1F600}`; /* never ends"],
];

it("gives what transpileModule gives, also long after its program was made anew", () => {
  const transpiler = new Transpiler({ removeComments: true, jsxImportSource: "preact" });
  for (let round = 0; round < 20; round++) {
    for (const [fileName, text] of texts) {
      const { javascript, sourceMap } = transpiler.transpile(text, fileName, {});
      const { outputText, sourceMapText } = ts.transpileModule(text, {
        fileName,
        compilerOptions: transpiler.options,
      });
      expect(javascript).toBe(outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ""));
      expect(sourceMap).toBe(sourceMapText);
    }
  }
});

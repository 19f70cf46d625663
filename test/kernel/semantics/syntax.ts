/** Syntax that Node.js or a script does not know by itself. */
import { row, type Row } from "./row.js";

export const syntax: readonly Row[] = [
  row(
    "top-level await and for await",
    [
      "let acc = 0; for await (const q of (async function* () { yield 1; yield 2 })()) acc += q; await Promise.resolve(); acc",
    ],
    "3",
  ),
  row(
    "using: in a block, and at the end of the cell",
    [
      "const log: string[] = []; class D implements Disposable { [Symbol.dispose]() { log.push('d') } }",
      "{ using d = new D(); log.push('in') }",
      "log.join()",
      "using dd = new D(); const after = 9; log.push('top')",
      "log.join() + after",
    ],
    "'in,d,top,d9'",
  ),
  row(
    "await using",
    [
      "let gone = false; { await using r = { async [Symbol.asyncDispose]() { gone = true } } } gone",
    ],
    "true",
  ),
  row(
    "await using at the top of a cell ends with it",
    [
      "let closed = 0; await using res = { async [Symbol.asyncDispose]() { await 1; closed++ } }; closed",
      "closed",
    ],
    "0",
    "1",
  ),
  row(
    "standard decorators",
    [
      "function lg(v: () => number, c: ClassMethodDecoratorContext) { return function (this: any) { return v.call(this) + 100 } } class Dc { @lg m() { return 1 } }",
      "new Dc().m()",
    ],
    "101",
  ),
  row(
    "enum, const enum, namespace",
    [
      "enum Col { Red = 1, Blue } const enum CE { X = 4 } namespace NS { export const y = 1 }",
      "Col.Blue + CE.X + NS.y",
      "Col[1]",
    ],
    "7",
    "'Red'",
  ),
  row(
    "a function with a namespace",
    ["function nm() { return 1 } namespace nm { export const z = 2 }", "nm() + nm.z"],
    "3",
  ),
  row(
    "private members and static blocks",
    [
      "class Pv { #a = 1; static s = 0; static { this.s = 5 } get a() { return this.#a } }",
      "new Pv().a + Pv.s",
    ],
    "6",
  ),
  row(
    "labels, regular expressions",
    ["outer: for (const a of [1, 2]) { for (;;) continue outer } /a+/.test('aa')"],
    "true",
  ),
  row(
    "export is allowed",
    [
      "export const ex1 = 1; export function ex2() { return ex1 } export default class Q9 { q = 4 }",
      "ex2() + new Q9().q",
    ],
    "5",
  ),
  row(
    "JSX with the runtime that the notebook's folder has, and its types",
    [
      "function Twice({ n }: { n: number }) { return <b>{2 * n}</b> } const made = <Twice n={4} />; made.tag",
      "<Twice n='4' />",
      "<i class='x'>a{1}</i>",
    ],
    "[Function: Twice] ({ n })",
    /Type 'string' is not assignable to type 'number'/,
    "{ tag: 'i', props: { class: 'x', children: [ 'a', 1 ] } }",
  ),
  row(
    "JSX with another runtime, or a function of the cell",
    [
      "/** @jsxImportSource not-there */ <a />",
      "/** @jsxRuntime classic */ /** @jsx h */\nfunction h(tag: string, props: unknown, ...inside: string[]) { return `<${tag}>${inside.join('')}` } <a>b</a>",
    ],
    /not-there\/jsx-runtime.*\nTo use JSX with React, run: %npm install react @types\/react/,
    "'<a>b'",
  ),
  row("eval", ["eval('1 + 1')"], "2"),
];

/** What the type checker says, and what it lets pass. */
import { row, type Row } from "./row.js";

export const types: readonly Row[] = [
  row(
    "a type error blocks the cell and tells the place",
    ["const okk = 1;\n\nconst bad: number = 's'", "typeof okk"],
    /^TypeScriptError: cell \[\d+\]:3:7 - Type 'string' is not assignable/,
    /Cannot find name 'okk'/,
  ),
  row("a syntax error tells the place", ["const = 4"], /^TypeScriptError: cell \[\d+\]:1:7 - /),
  row("@ts-nocheck runs anyway", ["// @ts-nocheck\nconst any1: number = 's'; any1"], "'s'"),
  row(
    "interfaces are replaced",
    ["interface P { a: number }", "interface P { b: string }", "const pp: P = { b: 'x' }; pp.b"],
    "'x'",
  ),
  row(
    "generics and aliases across cells",
    [
      "type Box<T> = { v: T }; const mk = <T,>(v: T): Box<T> => ({ v })",
      "const bx: Box<string> = mk('hey'); bx.v.length",
    ],
    "3",
  ),
  row(
    "instanceof across cells",
    ["class Ca { x = 1 } const ca = new Ca()", "ca instanceof Ca && ca.x"],
    "1",
  ),
  row(
    "overloads",
    [
      "function ov(a: string): string; function ov(a: number): number; function ov(a: any) { return a }",
      "ov(3).toFixed(1)",
    ],
    "'3.0'",
  ),
  row(
    "narrowing goes on in the next cell",
    ["let nx: string | undefined;", "nx = 'abc'", "nx.length"],
    "3",
  ),
  row(
    "…but not when a function may assign",
    [
      "let late: string | undefined = undefined; const setLate = () => { late = 'set' }",
      "setLate()",
      "late?.length",
    ],
    "3",
  ),
  row(
    "let without a type takes that of what is assigned",
    ["let ny;", "ny = [1]; ny.push(2)", "ny.length"],
    "2",
  ),
  row(
    "parameters without types are allowed",
    ["function jsf(a, b) { return a + b }", "jsf(1, 2)"],
    "3",
  ),
  row(
    "catch (e) gives something with a message",
    ["let told = ''; try { JSON.parse('{') } catch (e) { told = e.message } told.length > 0"],
    "true",
  ),
  row(
    "a type and a variable of one name",
    [
      "type Both<T> = { a: T }; let Both: Both<number> = { a: 1 }",
      "const other: Both<string> = { a: 'x' }; other.a + Both.a",
      "interface Also { b: 1 } let Also = 5",
      "const also: Also = { b: 1 }; also.b + Also",
    ],
    "'x1'",
    null,
    "6",
  ),
  row(
    "this in a plain function is allowed",
    ["function self() { return this } typeof self()"],
    "'undefined'",
  ),
  row("declare global", ["declare global { var gg1: number } globalThis.gg1 = 5", "gg1 + 1"], "6"),
  row("new library types", ["[3, 1].toSorted().join()"], "'1,3'"),
  row("no DOM", ["document.title"], /Cannot find name 'document'/),
  row(
    "Node's globals without any import",
    ["typeof setTimeout + typeof process.version + typeof performance"],
    "'functionstringobject'",
  ),
];

/** Declarations over several cells. */
import { row, type Row } from "./row.js";

export const variables: readonly Row[] = [
  row(
    "a closure sees a later assignment",
    ["let c = 0; function inc() { c++; return c }", "c = 100", "inc()"],
    "101",
  ),
  row(
    "a closure sees a redeclaration",
    ["const K = 1; const getK = () => K", "const K = 2", "getK()"],
    "2",
  ),
  row(
    "variables set before a throw survive, later ones do not",
    ["const s1 = 1; let s2 = 2; throw new Error('x'); const s3 = 3", "s1 + s2", "s3"],
    /^Error: x$/,
    "3",
    /^ReferenceError: s3 is not defined$/,
  ),
  row(
    "a name may be redeclared as anything",
    [
      "const R = 1",
      "function R() { return 2 }",
      "class R { static q = 3 }",
      "let R = 's'",
      "enum R { A = 5 }",
      "R.A",
    ],
    "5",
  ),
  row(
    "destructuring",
    [
      "const { p1, ...pr } = { p1: 1, p2: 2 }; let [q1, , q3 = 9] = [3, 4]; var v7 = 1",
      "p1 + pr.p2 + q1 + q3 + v7",
    ],
    "16",
  ),
  row(
    "var in blocks, then redeclared",
    ["for (var vi = 0; vi < 3; vi++) {} if (true) { var vj = 2 } vi + vj", "const vi = 'x'; vi"],
    "5",
    "'x'",
  ),
  row(
    "var in for…of and patterns",
    [
      "for (var vo of [1, 2]) {} for (var [va, vb = 5] of [[3]]) {} var { vc } = { vc: 7 }; vo! + va! + vb! + vc",
    ],
    "17",
  ),
  row("functions are hoisted", ["hoisted(); function hoisted() { return 8 } hoisted()"], "8"),
  row(
    "functions call each other in later cells",
    [
      "function ev(n: number): boolean { return n === 0 || od(n - 1) } function od(n: number): boolean { return n !== 0 && ev(n - 1) }",
      "ev(10)",
    ],
    "true",
  ),
  row(
    "a variable that holds a function",
    ["let cb: () => number = () => 1", "cb = () => 2", "cb()"],
    "2",
  ),
  row(
    "assigning to a constant is an error",
    ["const fixed = 1", "fixed = 2"],
    /Cannot assign to 'fixed' because it is a constant/,
  ),
  row(
    "names of globals are the cell's own",
    ["const URL = 'u'; const ob = { URL }; ob", "const { Buffer } = { Buffer: 3 }; Buffer"],
    "{ URL: 'u' }",
    "3",
  ),
  row(
    "…and libraries keep theirs",
    ["const TextEncoder = 1; TextEncoder", "import { seen } from 'cjs-mod'; seen()"],
    "1",
    "'function'",
  ),
  row(
    "a class extends a renamed global",
    ["class Event { x = 1 } class Sub extends Event { y = 2 } Object.keys(new Sub()).join()"],
    "'x,y'",
  ),
];

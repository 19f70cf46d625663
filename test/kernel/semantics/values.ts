/** What a cell shows as its value. */
import { row, type Row } from "./row.js";

export const values: readonly Row[] = [
  row("an object", ["({ a: 1 })"], "{ a: 1 }"),
  row("an object without brackets", ["{ a: 1 }", "{ a: 1, b: 2 }"], "{ a: 1 }", "{ a: 1, b: 2 }"),
  row("a promise is awaited", ["Promise.resolve(9)"], "9"),
  row("undefined shows nothing", ["undefined"], null),
  row("null shows itself", ["null"], "null"),
  row("a declaration shows nothing", ["const zzz = 4;"], null),
  row("a statement shows nothing", ["if (1) { 55 }"], null),
  row("a trailing comment", ["5 // five"], "5"),
  row("a type after the last expression", ["6; interface After { x: 1 }"], "6"),
  row("a sequence", ["1, 2"], "2"),
  row("a string alone is no directive", ["'use nothing'"], "'use nothing'"),
];

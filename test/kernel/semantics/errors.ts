/** What is thrown. */
import { row, type Row } from "./row.js";

export const errors: readonly Row[] = [
  row(
    "process.exit is an error and the kernel lives",
    ["process.exit(3)", "'alive'"],
    /process\.exit\(3\).*restart/,
    "'alive'",
  ),
  row(
    "an unhandled rejection is reported, and the kernel lives",
    [
      "Promise.reject(new Error('lost')); await new Promise((r) => globalThis.setTimeout(r, 20)); 1",
      "2",
    ],
    "1",
    "2",
  ),
  row(
    "a stack is told in lines of the cells, also as a value",
    ["function thrower() {\n\n  return new Error('deep')\n}", "/* a */ thrower()"],
    null,
    /^Error: deep\n {4}at thrower \(cell \[\d+\]:3:10\)\n {4}at cell \[\d+\]:1:9$/,
  ),
  row(
    "require of a missing package tells the remedy, and its code",
    [
      "require('not-there-xyz')",
      "let asked = ''; try { require('not-there-xyz') } catch (e) { asked = e.code } asked",
    ],
    /^Error: Cannot find package 'not-there-xyz'. To install it, run: %npm install not-there-xyz$/,
    "'MODULE_NOT_FOUND'",
  ),
  row("a thrown value that is no error", ["throw 42"], /^Thrown: 42$/),
  row(
    "a bigint, a symbol, undefined thrown",
    ["throw 10n", "throw undefined"],
    /^Thrown: 10n$/,
    /^Thrown: undefined$/,
  ),
];

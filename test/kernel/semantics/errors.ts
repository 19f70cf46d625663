/** What is thrown. */
import { row, type Row } from "./row.js";

export const errors: readonly Row[] = [
  row(
    "process.exit is an error and the kernel lives",
    ["process.exit(3)", "'alive'"],
    /process\.exit\(3\).*restart/,
    "'alive'",
  ),
  row("a thrown value that is no error", ["throw 42"], /^Thrown: 42$/),
  row(
    "a bigint, a symbol, undefined thrown",
    ["throw 10n", "throw undefined"],
    /^Thrown: 10n$/,
    /^Thrown: undefined$/,
  ),
];

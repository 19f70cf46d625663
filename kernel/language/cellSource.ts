/**
 * A cell's code as it is compiled.
 *
 * `{ a: 1 }` alone in a cell means an object, as in Node's REPL, though as a statement it is a block: it is put
 * in brackets where that parses.
 */
import { ts, type CellSourceFile } from "./typescript.js";

export interface CellSource {
  /** What the person wrote. */
  readonly code: string;
  /** What is compiled. */
  readonly text: string;
  /** How far `code` is shifted in `text`. */
  readonly shift: number;
}

export function asCellSource(code: string): CellSource {
  const plain = { code, text: code, shift: 0 };
  if (!/^\s*\{/.test(code) || /;\s*$/.test(code)) return plain;
  const text = `(${code}\n)`;
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ESNext) as CellSourceFile;
  return file.parseDiagnostics.length === 0 ? { code, text, shift: 1 } : plain;
}

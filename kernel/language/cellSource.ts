/**
 * A cell's code as it is compiled.
 *
 * Magics are TypeScript by then (kernel/magics/). `{ a: 1 }` alone in a cell means an object, as in Node's
 * REPL, though as a statement it is a block: it is put in brackets where that parses.
 */
import type { IsVariable } from "../magics/magicLines.js";
import { translateMagics, type FirstCall, type Translation } from "../magics/translation.js";
import { EditedText } from "./editedText.js";
import { parseCell } from "./sourceFile.js";

const uncheckedComment = /^\s*\/\/\s*@ts-nocheck/;

export class CellSource {
  /** What the person wrote. */
  readonly code: string;
  /** What is compiled. */
  readonly text: string;
  /** Whether types are not checked. */
  readonly unchecked: boolean;
  /** Calls of magics that come before the check. */
  readonly first: readonly FirstCall[];
  /** What is wrong with the cell's magics. */
  readonly fault: string | undefined;
  readonly #steps: readonly EditedText[];

  /** @param isVariable Tells whether `!name` and `%name` may be operators before a variable. */
  constructor(code: string, isVariable: IsVariable) {
    this.code = code;
    const { steps, first, unchecked, fault } = translate(code, isVariable);
    const text = steps.at(-1)?.text ?? code;
    const brackets = bracketed(text);
    this.#steps = brackets ? [...steps, brackets] : steps;
    this.text = brackets?.text ?? text;
    this.unchecked = unchecked || uncheckedComment.test(code);
    this.first = first;
    this.fault = fault;
  }

  /** The offset in the compiled text of one in the code. */
  toText(offset: number): number {
    return this.#steps.reduce((at, step) => step.toText(at), offset);
  }

  /** The offset in the compiled text of a cursor: just behind what it was typed after. */
  cursor(offset: number): number {
    return this.#steps.reduce(
      (at, step) => (at > 0 ? step.toText(at - 1) + 1 : step.toText(at)),
      offset,
    );
  }

  toCode(offset: number): number {
    return this.#steps.reduceRight((at, step) => step.toOriginal(at), offset);
  }
}

const nothing: Translation = { steps: [], first: [], unchecked: false, fault: undefined };

/** Most cells have no line that could be a magic, and are not looked at closer. */
function translate(code: string, isVariable: IsVariable): Translation {
  return /^[^\n]*[%!]/m.test(code) ? translateMagics(code, isVariable) : nothing;
}

function bracketed(code: string): EditedText | undefined {
  if (!/^\s*\{/.test(code) || /;\s*$/.test(code)) return undefined;
  const edited = new EditedText(code, [
    { start: 0, end: 0, text: "(" },
    { start: code.length, end: code.length, text: "\n)" },
  ]);
  return parseCell(edited.text).parseDiagnostics.length === 0 ? edited : undefined;
}

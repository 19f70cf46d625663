/**
 * Magics of a cell → TypeScript in their place, line for line:
 *
 *     %cd ..                      →   ;await $kernel.magic("cd", `..`);
 *     const files = !ls ${dir}    →   ;const files = await $kernel.magic("sx", `ls ${dir}`);
 *     %time const x = f(); x      →   ;$kernel.begin(); const x = f(); await $kernel.end(x);
 *     %timeit -n 10 f()           →   ;await $kernel.repeat(`-n 10`, () => { return (f()); });
 *     %npm install lodash         →   ;   and the call is made before the cell is checked
 */
import { EditedText, type Edit } from "../language/editedText.js";
import { codeEdits, isCode, type CodeForm } from "./codeMagics.js";
import type { Magic } from "./magic.js";
import { findCellMagic, findMagicLines, type IsVariable, type MagicLine } from "./magicLines.js";
import { magicNamed } from "./magicTable.js";
import { templateEdits } from "./templates.js";

/** A call that is made before the cell is checked. */
export interface FirstCall {
  readonly magic: Magic;
  readonly line: string;
}

export interface Translation {
  /** The steps from the cell to TypeScript, each from the text of the one before. */
  readonly steps: readonly EditedText[];
  readonly first: readonly FirstCall[];
  /** Whether the cell asks not to be checked. */
  readonly unchecked: boolean;
  /** What is wrong with the magics themselves. */
  readonly fault: string | undefined;
}

interface Draft {
  edits: Edit[];
  first: FirstCall[];
  unchecked: boolean;
  fault: string | undefined;
  /** The cell magic whose code the rest of the cell is. */
  around: { form: CodeForm; options: string } | undefined;
}

export function translateMagics(code: string, isVariable: IsVariable): Translation {
  const draft: Draft = {
    edits: [],
    first: [],
    unchecked: false,
    fault: undefined,
    around: undefined,
  };
  const bodyAt = translateCellMagics(code, draft);
  if (bodyAt !== undefined) translateLines(code, bodyAt, isVariable, draft);
  const { edits, around, ...others } = draft;
  if (edits.length === 0) return { steps: [], ...others };
  const lines = new EditedText(code, edits);
  if (!around || bodyAt === undefined) return { steps: [lines], ...others };
  const range = { from: lines.toText(bodyAt), to: lines.text.length };
  const outer = new EditedText(lines.text, codeEdits(lines.text, { ...around, ...range }));
  return { steps: [lines, outer], ...others };
}

function translateLines(code: string, from: number, isVariable: IsVariable, draft: Draft): void {
  const lines = findMagicLines(code, from, isVariable);
  // Code of %time and %timeit is looked for in a text without any magics.
  let masked = code.slice(0, from).replace(/[^\n]/g, " ") + code.slice(from);
  for (const { start, argument, end, sign } of lines) {
    const until = isCode(magicNamed(sign)?.line) ? argument : end;
    masked = masked.slice(0, start) + ";".padEnd(until - start) + masked.slice(until);
  }
  for (const line of lines) translateLine(code, masked, line, draft);
}

/** @returns Where the cell's code begins; undefined if its whole text is taken. */
function translateCellMagics(code: string, draft: Draft): number | undefined {
  let at = 0;
  for (;;) {
    const found = findCellMagic(code.slice(at));
    if (!found) return at;
    const [start, argument, end] = [found.at + at, found.argument + at, found.end + at];
    const magic = magicNamed(found.sign);
    const form = magic?.cell;
    if (magic === undefined || form === undefined) {
      draft.fault = unknownMagic(found.sign);
      return undefined;
    }
    if (form === "command") {
      draft.edits.push(...cellCommand(magic, code, { start, argument, end }));
      return undefined;
    }
    if (form === "unchecked") draft.unchecked = true;
    if (isCode(form)) draft.around = { form, options: code.slice(argument, end) };
    draft.edits.push({ start, end, text: "" });
    at = end;
  }
}

function cellCommand(
  { name }: Magic,
  code: string,
  { start, argument, end }: Pick<MagicLine, "start" | "argument" | "end">,
): Edit[] {
  const body = { start: Math.min(end + 1, code.length), end: code.length };
  return [
    { start, end: argument, text: `await $kernel.magic("${name}", \`` },
    ...templateEdits(code, { start: argument, end }, true),
    { start: end, end: body.start, text: "`, `" },
    ...templateEdits(code, body, false),
    { start: code.length, end: code.length, text: "`);" },
  ];
}

function translateLine(code: string, masked: string, line: MagicLine, draft: Draft): void {
  const { start, at, argument, end, sign } = line;
  const target = code.slice(start, at);
  const magic = magicNamed(sign === "!" && target !== "" ? "!!" : sign);
  const form = magic?.line;
  if (magic === undefined || form === undefined) {
    draft.fault ??= unknownMagic(sign);
    return;
  }
  if (target !== "" && form !== "command") {
    draft.fault ??= `${sign}: has no value to assign; write it on a line of its own`;
  } else if (isCode(form) && end > argument) {
    draft.edits.push({ start, end: argument, text: ";".padEnd(argument - start) });
    draft.edits.push(...codeEdits(masked, { form, from: argument, to: end }));
  } else if (form === "first") {
    draft.first.push({ magic, line: code.slice(argument, end) });
    draft.edits.push({ start, end, text: ";" });
  } else {
    draft.edits.push({ start, end: start, text: ";" });
    draft.edits.push({ start: at, end: argument, text: `await $kernel.magic("${magic.name}", \`` });
    draft.edits.push(...templateEdits(code, { start: argument, end }, true));
    draft.edits.push({ start: end, end, text: "`);" });
  }
}

function unknownMagic(sign: string): string {
  const magic = magicNamed(sign);
  if (!magic) return `${sign}: no such magic; %lsmagic lists them`;
  const takes = sign.startsWith("%%") ? "no whole cell" : "a whole cell";
  return `${sign}: takes ${takes}; write ${magic.usage}`;
}

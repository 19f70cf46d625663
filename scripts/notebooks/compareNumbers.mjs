/**
 * Does a notebook still compute what its committed file says? Its last cell ends with the numbers that carry
 * the claim; they are compared one by one, within a relative tolerance. A cell that needs another one says
 * so in its metadata, with a reason beside it: { "eigenscape": { "tolerance": 1e-3, "absolute": 1e-9 } }.
 */
import { stripVTControlCharacters } from "node:util";
import { codeCells, plainText } from "./notebook.mjs";

/** Two runs with one seed on one machine agree to the last bit; across processors float32 sums do not. */
export const defaultTolerance = 1e-6;

/**
 * The numbers in a text, colours aside. NaN and infinities are numbers too, so that they cannot hide.
 * @param {string} text
 * @returns {number[]}
 */
export function numbersIn(text) {
  const pattern = /[-−+]?(?:(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|Infinity\b)|\bNaN\b/gi;
  const found = stripVTControlCharacters(text).match(pattern) ?? [];
  return found.map((word) => Number(word.replace("−", "-")));
}

/**
 * @param {import("./notebook.mjs").Cell} cell
 * @returns {{ relative: number, absolute: number }}
 */
export function toleranceOf(cell) {
  const wish = /** @type {{ tolerance?: number, absolute?: number } | undefined} */ (
    cell.metadata.eigenscape
  );
  return { relative: wish?.tolerance ?? defaultTolerance, absolute: wish?.absolute ?? 0 };
}

/**
 * @param {import("./notebook.mjs").Notebook} notebook
 * @returns {number[]} the numbers of its last code cell
 */
export function finalNumbers(notebook) {
  const last = codeCells(notebook).at(-1);
  return last === undefined ? [] : numbersIn(plainText(last));
}

/**
 * @param {import("./notebook.mjs").Notebook} committed
 * @param {import("./notebook.mjs").Notebook} executed
 * @returns {{ problems: string[], summary: string }} no problems: the numbers agree
 */
export function compareNumbers(committed, executed) {
  const last = codeCells(committed).at(-1);
  if (last === undefined) return { problems: ["it has no code"], summary: "" };
  const { relative, absolute } = toleranceOf(last);
  const before = finalNumbers(committed);
  const now = finalNumbers(executed);
  const summary = `${before.length} numbers agree within ${relative}`;
  if (before.length !== now.length) {
    return {
      problems: [`its last cell has ${before.length} numbers in the file and ${now.length} now`],
      summary,
    };
  }
  const problems = before.flatMap((expected, index) => {
    const value = now[index] ?? NaN;
    const allowed = Math.max(absolute, relative * Math.max(Math.abs(expected), Math.abs(value)));
    // Written so that NaN fails; equal infinities pass.
    if (expected === value || Math.abs(expected - value) <= allowed) return [];
    return [`number ${index + 1} of its last cell is ${value}, the file has ${expected}`];
  });
  return { problems, summary };
}

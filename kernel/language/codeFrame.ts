/** A few lines of a cell with a mark under the place of an error. */

/** Both count from 1. Columns count UTF-16 units, as stack traces do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const linesBefore = 2;
const linesAfter = 1;
/** Longer lines are cut around the place: generated data in a cell must not flood the error. */
const maximalWidth = 160;

export function placeOf(code: string, offset: number): Place {
  const before = code.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** The inverse of placeOf. */
export function offsetOf(code: string, { line, column }: Place): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = code.indexOf("\n", start) + 1;
  return start + column - 1;
}

/**
 *     > 3 | const bad: number = "s";
 *         |       ^^^
 *
 * @param length Length of the mark; it ends with its line.
 */
export function codeFrame(code: string, place: Place, length = 1): string[] {
  const lines = code.split("\n");
  const first = Math.max(1, place.line - linesBefore);
  const last = Math.min(lines.length, place.line + linesAfter);
  const gutter = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const line = lines[number - 1] ?? "";
    const here = number === place.line;
    const cut = here ? Math.max(0, place.column - 1 - maximalWidth / 2) : 0;
    const shown = line.slice(cut, cut + maximalWidth);
    frame.push(`${here ? ">" : " "} ${String(number).padStart(gutter)} | ${shown}`.trimEnd());
    if (!here) continue;
    const width = Math.min(
      Math.max(1, length),
      Math.max(1, shown.length - (place.column - 1 - cut)),
    );
    // Tabs stay tabs, so that the mark stands under its text whatever their width.
    const indent = shown.slice(0, place.column - 1 - cut).replace(/[^\t]/g, " ");
    frame.push(`  ${" ".repeat(gutter)} | ${indent}${"^".repeat(width)}`);
  }
  return frame;
}

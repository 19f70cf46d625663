/** The text behind a magic as a template literal: `!ls ${folder}` inserts a value of the notebook. */
import type { Edit } from "../language/editedText.js";
import { parseCell } from "../language/sourceFile.js";
import { ts } from "../language/typescript.js";

interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * Edits that make a template literal's inside of a piece of code.
 *
 * @param values Whether `${…}` inserts a value; `\${` is the text itself. Otherwise it always is text.
 */
export function templateEdits(code: string, { start, end }: Piece, values: boolean): Edit[] {
  const edits: Edit[] = [];
  for (let at = start; at < end; at++) {
    const rest = code.slice(at, end);
    const inserted = values && rest.startsWith("${") ? insertionLength(rest) : undefined;
    if (inserted !== undefined) at += inserted - 1;
    else if (values && rest.startsWith("\\${")) at += 2;
    else if (rest.startsWith("${") || rest.startsWith("`") || rest.startsWith("\\"))
      edits.push({ start: at, end: at, text: "\\" });
  }
  return edits;
}

/** The length of `${…}` at the beginning of a text; undefined if it is not closed. */
function insertionLength(text: string): number | undefined {
  const file = parseCell(`\`${text}`);
  const statement = file.statements[0];
  if (!statement || !ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (!ts.isTemplateExpression(expression)) return undefined;
  const literal = expression.templateSpans[0]?.literal;
  // Without its brace it would have no width.
  return literal && literal.end > literal.getStart(file) ? literal.getStart(file) : undefined;
}

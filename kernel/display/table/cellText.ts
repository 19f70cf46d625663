/** What stands in one cell of a table. */
import { lineOfText, shorten } from "../plainText.js";
import { shortNumber } from "../numberSummary.js";
import { accessor } from "./table.js";

/** Longer texts would push the other columns out of sight. */
const maximalCell = 60;

export function cellText(value: unknown): string {
  if (value === undefined) return "";
  if (value === accessor) return "[Getter]";
  if (typeof value === "number" || typeof value === "bigint") return shortNumber(value);
  // Without quotes, unlike in an object: the column says what it is.
  if (typeof value === "string")
    return shorten(value.replace(/\s*\n\s*/g, " "), maximalCell, () => "…");
  return lineOfText(value, maximalCell);
}

/** Arrays with more numbers than anybody reads: a summary instead of the list. */
import { types } from "node:util";
import { edges, numberSummary, summaryText, type Numbers } from "./numberSummary.js";

/** Node.js lists the first hundred elements; up to there a list says more than a summary. */
const listed = 100;
const edge = 5;

/** The summary of a long typed array or array of numbers; undefined for any other value. */
export function numbersText(value: unknown): string | undefined {
  if (!isLongNumbers(value)) return undefined;
  const name = types.isTypedArray(value) ? value[Symbol.toStringTag] : "Array";
  const length = value.length.toLocaleString("en");
  return `${name}(${length})  ${summaryText(numberSummary(value))}\n${edges(value, edge)}`;
}

function isLongNumbers(value: unknown): value is Numbers {
  // Bytes are shown in hexadecimal by Node.js, which suits a Buffer better.
  if (types.isTypedArray(value)) return value.length > listed && !Buffer.isBuffer(value);
  if (!Array.isArray(value) || types.isProxy(value) || value.length <= listed) return false;
  // Not `every`, which skips holes.
  for (let i = 0; i < value.length; i++) if (typeof value[i] !== "number") return false;
  return true;
}

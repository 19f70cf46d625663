/** A structured value that does not fit into a few lines of text: foldable, with the text for consoles. */
import type { MimeBundle } from "../../host/hostTypes.js";
import { childrenOf, isOpenable } from "./children.js";
import { treeOf } from "./tree.js";
import { treeHtml } from "./treeHtml.js";

/** A text of so many lines is read at a glance, and needs no folding. */
const glance = 12;
/** What Node.js writes where it leaves something out. */
const leftOut = /\[(?:Object|Array|[A-Z]\w*)\]|\.\.\. [\d,]+ more|… [\d,]+ more/;

/** @returns undefined if the text says it all, or the value has no inside. */
export function treeBundle(value: unknown, text: string): MimeBundle | undefined {
  if (!isOpenable(value) || isPlainList(value)) return undefined;
  if (!leftOut.test(text) && text.split("\n").length <= glance) return undefined;
  return { "text/html": treeHtml(treeOf(value)), "text/plain": text };
}

/** Node.js prints such lists in columns; a line for each item would only be longer. */
function isPlainList(value: object): boolean {
  if (!Array.isArray(value) && !(value instanceof Set)) return false;
  return childrenOf(value).every(
    (child) => typeof child.value !== "object" || child.value === null,
  );
}

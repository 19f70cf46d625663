/**
 * A structured value as a tree of lines that can be folded, bounded in depth and size.
 *
 * It grows level by level, so that one huge branch does not leave the others without room. Nothing of the
 * value's own code is run: getters are named, and proxies are told apart from what they imitate.
 */
import { escapeText } from "../escapeMarkup.js";
import { lineOfText } from "../plainText.js";
import { numbersText } from "../numbers.js";
import { childrenOf, isOpenable } from "./children.js";

export interface TreeNode {
  /** The name under which the value lies in its parent; "" for the root. */
  readonly label: string;
  /** The value in one line. */
  readonly line: string;
  /** undefined for a leaf, and for what the bounds left closed. */
  children?: readonly TreeNode[];
}

interface Open {
  readonly node: TreeNode;
  readonly value: object;
  readonly ancestors: readonly object[];
}

const maximalDepth = 8;
/** Characters of all lines with their mark-up: a notebook keeps every output. */
const maximalSize = 90_000;
const markup = 110;
/** Where so many branches found no room, the smaller ones that may follow are left closed, too. */
const maximalMisses = 50;
const lineWidth = 80;
/** Above this many members a line counts them instead of beginning to list them. */
const listedMembers = 100;

export function treeOf(root: object): TreeNode {
  const tree: TreeNode = { label: "", line: lineOf(root) };
  const queue: Open[] = [{ node: tree, value: root, ancestors: [] }];
  let [size, misses] = [0, 0];
  for (let next = queue.shift(); next && misses < maximalMisses; next = queue.shift()) {
    const ancestors = [...next.ancestors, next.value];
    const grown = childrenOf(next.value).map(({ label, value, note }) => ({
      node: { label, line: note ?? lineWithin(value, ancestors) },
      value,
    }));
    const added = grown.reduce((sum, { node }) => sum + sizeOf(node), 0);
    if (size + added > maximalSize) {
      misses++;
      continue;
    }
    size += added;
    next.node.children = grown.map(({ node }) => node);
    if (ancestors.length >= maximalDepth) continue;
    for (const { node, value } of grown)
      if (isOpenable(value) && !ancestors.includes(value)) queue.push({ node, value, ancestors });
  }
  return tree;
}

const sizeOf = ({ label, line }: TreeNode): number =>
  escapeText(label).length + escapeText(line).length + markup;

function lineWithin(value: unknown, ancestors: readonly object[]): string {
  return ancestors.includes(value as object) ? "[Circular]" : lineOf(value);
}

function lineOf(value: unknown): string {
  const numbers = numbersText(value)?.replace("\n", "  ");
  if (numbers !== undefined) return numbers;
  if (isOpenable(value) && !Array.isArray(value)) {
    const members = Object.keys(value).length;
    if (members > listedMembers) return `{ … ${members.toLocaleString("en")} members }`;
  }
  // Node.js marks what contains itself; here the place that closes the circle says so.
  return lineOfText(value, lineWidth).replace(/^<ref \*1> /, "");
}

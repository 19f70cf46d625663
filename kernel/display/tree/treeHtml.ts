/** A tree as HTML that folds without a script: nested <details>, coloured like the front end's code. */
import { escapeText } from "../escapeMarkup.js";
import type { TreeNode } from "./tree.js";

// A style element, for an attribute on each line would be half of the bytes. Where a front end drops it (for
// notebooks it does not trust), the lines still fold.
const style = `<style>
.ts-tree { font-family: var(--jp-code-font-family, monospace); font-size: var(--jp-code-font-size, 13px); line-height: 1.45; overflow-x: auto; white-space: pre }
.ts-tree details > div { padding-left: 2ch }
.ts-tree summary { cursor: pointer }
.ts-tree .leaf { padding-left: 1.2em }
.ts-tree .name { color: var(--jp-mirror-editor-property-color, inherit) }
.ts-tree .name::after { content: ": "; color: var(--jp-ui-font-color2, inherit) }
.ts-tree [open] > summary > .line { opacity: .6 }
</style>`;

export function treeHtml(root: TreeNode): string {
  return `${style}<div class="ts-tree">${nodeHtml(root, true)}</div>`;
}

function nodeHtml({ label, line, children }: TreeNode, isRoot = false): string {
  const name = isRoot ? "" : `<span class="name">${escapeText(label)}</span>`;
  const text = `${name}<span class="line">${escapeText(line)}</span>`;
  if (!children) return `<div class="leaf">${text}</div>`;
  const inside = children.map((child) => nodeHtml(child)).join("");
  return `<details${isRoot ? " open" : ""}><summary>${text}</summary><div>${inside}</div></details>`;
}

/** %%nocheck: runs a cell that has type errors. */
import type { Magic } from "./magic.js";

export const nocheck: Magic = {
  name: "nocheck",
  usage: "%%nocheck",
  help: "Runs the cell without checking its types, as the comment // @ts-nocheck in its first line.",
  cell: "unchecked",
};

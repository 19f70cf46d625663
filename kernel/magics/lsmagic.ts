/** %lsmagic: what there is. */
import type { Magic } from "./magic.js";

/** @param magics The table, which this magic is itself part of. */
export function lsmagic(magics: () => readonly Magic[]): Magic {
  return {
    name: "lsmagic",
    usage: "%lsmagic",
    help: "Lists the magics.",
    line: "command",
    run: ({ print }) => print(listOf(magics())),
  };
}

function listOf(magics: readonly Magic[]): string {
  const width = Math.max(...magics.map(({ usage }) => usage.length));
  return magics.map(({ usage, help }) => `${usage.padEnd(width)}  ${help}\n`).join("");
}

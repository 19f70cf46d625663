/** %cd: the working directory of file names and commands; imports stay relative to the notebook. */
import { homedir } from "node:os";
import type { Magic } from "./magic.js";

let previous: string | undefined;

export const cd: Magic = {
  name: "cd",
  usage: "%cd [folder]",
  help: "Changes the working directory; `-` is the one before, nothing the home directory.",
  line: "command",
  run: ({ print }, line) => {
    const before = process.cwd();
    process.chdir(target(line.trim()));
    previous = before;
    print(`${process.cwd()}\n`);
  },
};

function target(given: string): string {
  if (given === "") return homedir();
  if (given !== "-") return given.replace(/^~(?=$|\/)/, homedir()).replace(/^(["'])(.*)\1$/, "$2");
  if (previous === undefined) throw new Error("%cd: there is no directory before this one, got -");
  return previous;
}

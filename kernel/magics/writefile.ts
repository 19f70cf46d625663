/** %%writefile: a cell as a file, such as a module that other cells import. */
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Magic } from "./magic.js";

export const writefile: Magic = {
  name: "writefile",
  usage: "%%writefile [-a] <file>",
  help: "Writes the cell to a file in the working directory; -a appends.",
  cell: "command",
  run: ({ print }, line, body = "") => {
    const [, append, name = ""] = /^(-a\s+)?(.*)$/.exec(line.trim()) ?? [];
    if (name === "") throw new Error("%%writefile: needs the name of a file, got nothing");
    const file = resolve(name);
    const verb = append !== undefined ? "Appended to" : existsSync(file) ? "Overwrote" : "Wrote";
    mkdirSync(dirname(file), { recursive: true });
    const text = body.endsWith("\n") ? body : `${body}\n`;
    if (append === undefined) writeFileSync(file, text);
    else appendFileSync(file, text);
    print(`${verb} ${name}\n`);
  },
};

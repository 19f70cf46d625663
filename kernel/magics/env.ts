/** %env: environment variables of the kernel and of the commands it runs. */
import type { Magic } from "./magic.js";

const assignment = /^([^\s=]+)\s*=\s*(.*)$|^(\S+)\s+(\S.*)$/;

export const env: Magic = {
  name: "env",
  usage: "%env [NAME[=value]]",
  help: "Gives an environment variable, or all of them, or sets one.",
  line: "command",
  returns: "string | NodeJS.ProcessEnv | undefined",
  run: ({ print }, line) => {
    const given = line.trim();
    if (given === "") return { ...process.env };
    const [, name, value = "", second, other = ""] = assignment.exec(given) ?? [];
    const set = name ?? second;
    if (set === undefined) return process.env[given];
    process.env[set] = name === undefined ? other : value;
    print(`${set}=${process.env[set]}\n`);
    return undefined;
  },
};

/** %pwd: the working directory, as a value. */
import type { Magic } from "./magic.js";

export const pwd: Magic = {
  name: "pwd",
  usage: "%pwd",
  help: "Gives the working directory: const folder = %pwd",
  line: "command",
  returns: "string",
  run: () => process.cwd(),
};

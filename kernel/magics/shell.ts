/** !command, !!command and %%sh: commands of the shell, in the working directory. */
import { runProgram } from "./childProcess.js";
import type { Magic, MagicContext } from "./magic.js";

export const shell: Magic = {
  name: "system",
  usage: "!<command>",
  help: "Runs a command of the shell and shows its output as it comes; ${…} inserts a value.",
  line: "command",
  run: async (context, line) => tellCode(await run(context, line, context.print), context),
};

export const captured: Magic = {
  name: "sx",
  usage: "!!<command>",
  help: "Runs a command of the shell and gives the lines it printed: const files = !ls",
  line: "command",
  returns: "string[]",
  run: async (context, line) => {
    let text = "";
    tellCode(await run(context, line, (part) => (text += part)), context);
    const lines = text.split(/\r?\n/);
    return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  },
};

export const cellShell: Magic = {
  name: "sh",
  alias: "bash",
  usage: "%%sh, %%bash",
  help: "Runs the cell as a script of the shell; the cell fails if the script does.",
  cell: "command",
  run: async (context, _line, body = "") => {
    const code = await run(context, body, context.print);
    if (code !== 0) throw new Error(`%%sh: the script must end with exit code 0, got ${code}`);
  },
};

function run(
  context: MagicContext,
  command: string,
  onOutput: (text: string) => void,
): Promise<number | string> {
  if (command.trim() === "") throw new Error("!: needs a command, got nothing; write !ls");
  const folder = process.cwd();
  const program = { folder, onOutput, onError: context.printError };
  if (process.platform !== "win32")
    return runProgram({ ...program, command: "/bin/sh", args: ["-c", command] }, context);
  const args = ["/d", "/s", "/c", `"${command}"`];
  return runProgram({ ...program, command: process.env["ComSpec"] ?? "cmd.exe", args }, context);
}

function tellCode(code: number | string, { printError }: MagicContext): void {
  if (code !== 0) printError(`${typeof code === "number" ? "exit code" : "ended by"} ${code}\n`);
}

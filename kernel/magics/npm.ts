/**
 * %npm: installs packages where `npm` in a terminal of the notebook's folder would, that is into the nearest
 * folder with a package.json or node_modules, or else the notebook's own.
 *
 * npm writes nothing while it works unless it is asked for each request; those are counted on one line.
 */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { runProgram } from "./childProcess.js";
import type { Magic, MagicContext } from "./magic.js";
import { duration } from "./duration.js";

const progressMs = 250;
/** Commands after which types and modules are looked for anew. */
const changing =
  /^(?:i|in|ins|inst|install|add|un|uninstall|remove|rm|r|up|update|upgrade|ci|link|ln|dedupe|ddp|prune|rebuild)$/;

export const npm: Magic = {
  name: "npm",
  usage: "%npm <command>",
  help: "Runs npm in the notebook's folder: %npm install lodash. What it installs is there for the same cell.",
  line: "first",
  run: async (context, line) => {
    const args = words(line);
    const [command] = args;
    if (command === undefined)
      throw new Error("%npm: needs a command, got nothing; write %npm install <package>");
    if (!changing.test(command)) return await plain(args, context);
    await change(args, context);
  },
};

async function plain(args: readonly string[], context: MagicContext): Promise<void> {
  check(args, await runNpm(args, context, context.print, context.printError));
}

async function change(args: readonly string[], context: MagicContext): Promise<void> {
  const started = Date.now();
  const title = `npm ${args.join(" ")}${place(context.folder)}`;
  const id = randomUUID();
  let requests = 0;
  const show = (verb: string): void => {
    const elapsed = duration(Math.round((Date.now() - started) / 100) / 10);
    context.showProgress(id, `${title}: ${verb} ${elapsed}, ${requests} requests`);
  };
  show("running for");
  const timer = setInterval(() => show("running for"), progressMs);
  let ended = "failed after";
  let rest = "";
  const onError = (text: string): void => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines)
      if (line.startsWith("npm http")) requests++;
      else context.printError(`${line}\n`);
  };
  try {
    const quiet = ["--loglevel=http", "--no-fund", "--no-audit", "--no-update-notifier"];
    const print = (text: string): void => context.print(text.replace(/^\n/, ""));
    const code = await runNpm([...args, ...quiet], context, print, onError);
    check(args, code);
    ended = "done in";
    tellLoaded(args, context);
  } finally {
    clearInterval(timer);
    show(ended);
    context.packagesChanged();
  }
}

/** Says so if npm works on a folder above: the notebook's project gets the package. */
function place(folder: string): string {
  for (let at = folder, above = ""; at !== above; above = at, at = dirname(at)) {
    const found = ["package.json", "node_modules"].some((name) => existsSync(join(at, name)));
    if (found) return at === folder ? "" : ` in ${at}`;
  }
  return "";
}

/** Node.js loads a module once and for all. */
function tellLoaded(args: readonly string[], { loadedPackages, printError }: MagicContext): void {
  const loaded = loadedPackages();
  const named = args.slice(1).map((arg) => /^(@[^/@]+\/)?[^@/]+/.exec(arg)?.[0] ?? "");
  for (const name of named.filter((each) => loaded.has(each)))
    printError(`${name} is loaded already; restart the kernel to use what is installed now\n`);
}

function check(args: readonly string[], code: number | string): void {
  if (code !== 0)
    throw new Error(`%npm ${args.join(" ")}: npm must end with exit code 0, got ${code}`);
}

function runNpm(
  args: readonly string[],
  context: MagicContext,
  onOutput: (text: string) => void,
  onError: (text: string) => void,
): Promise<number | string> {
  const folder = context.folder;
  const script = npmScript();
  const program = { folder, onOutput, onError, environment: environment() };
  return script === undefined
    ? runProgram({ ...program, command: "npm", args }, context)
    : runProgram({ ...program, command: process.execPath, args: [script, ...args] }, context);
}

/** Without what another npm tells its scripts: it would name the folder of that npm's project. */
function environment(): NodeJS.ProcessEnv {
  const told = /^npm_(?:config_local_prefix|package_|lifecycle_)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)));
}

/** npm as it came with the Node.js that runs the kernel, if it is where installers put it. */
function npmScript(): string | undefined {
  const folder = dirname(process.execPath);
  const inside = join("node_modules", "npm", "bin", "npm-cli.js");
  return [join(folder, "..", "lib", inside), join(folder, inside)].find((path) => existsSync(path));
}

/** Splits a line into words; quotes keep blanks. */
function words(line: string): string[] {
  const found = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  return found.map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
}

/**
 * The Node packages, exactly as package-lock.json has them. `npm ci` runs again only when the lock file,
 * npm's settings, or the Node that native packages were chosen for have changed.
 */
import { basename, join } from "node:path";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { runProgram } from "./runProgram.mjs";
import { hashInputs, isCurrent, writeStamp } from "./stamp.mjs";

const stampFile = join(root, "node_modules", ".eigenscape-stamp");

/** What node_modules is made from. */
function dependenciesHash() {
  return hashInputs({
    files: ["package-lock.json", ".npmrc"],
    words: [process.platform, process.arch, process.versions.modules],
  });
}

/**
 * How to call npm: the very npm that runs this script, where there is one. On Windows the command `npm`
 * is a batch file, which cannot be spawned without a shell.
 * @param {Record<string, string | undefined>} env
 * @returns {[string, string[]]}
 */
export function npmCommand(env = process.env) {
  const path = env.npm_execpath;
  const isNpm = path !== undefined && /^npm(-cli)?\.c?js$/.test(basename(path));
  return isNpm ? [process.execPath, [path]] : ["npm", []];
}

/**
 * The sentence and remedy for an `npm ci` that failed.
 * @param {number} code
 * @param {readonly string[]} lines
 * @param {string} log
 * @returns {Failure}
 */
export function explainNpm(code, lines, log) {
  if (code === 127) {
    return new Failure(
      "npm was not found, so the Node packages cannot be installed.",
      "Install npm (it comes with Node) and see that it is on the PATH.",
    );
  }
  const errors = lines.filter((line) => /^npm (error|ERR!)/.test(line));
  const words = errors.map((line) => line.replace(/^npm (error|ERR!)\s*/, "").trim());
  const text = words.find((word) => word !== "" && !/^(code|errno|syscall)\b/.test(word));
  const code_ = words.find((word) => word.startsWith("code "))?.slice("code ".length) ?? "";
  const reason = `npm ci failed: ${text ?? `exit code ${code}`}`;
  if (/^(ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN)$/.test(code_)) {
    return new Failure(reason, `Check the connection to the npm registry (log: ${log}).`);
  }
  if (code_ === "EUSAGE") {
    return new Failure(reason, "Run npm install once, so that package-lock.json is up to date.");
  }
  return new Failure(reason, `Read ${log}, mend the cause and run the command again.`);
}

/**
 * @param {(detail: string) => void} report
 * @returns {Promise<string>} the outcome for the step's line
 */
export async function installDependencies(report) {
  const hash = dependenciesHash();
  if (isCurrent(stampFile, hash)) return "up to date";
  report("npm ci");
  const [program, before] = npmCommand();
  // `include=dev`: with NODE_ENV=production npm would leave out the compiler's companions and the tests.
  // `npm -s` would silence this inner npm too, and with it the reason of a failure.
  const words = [...before, "ci", "--include=dev", "--loglevel=notice"];
  const result = await runProgram(program, words, { log: "npm-ci" });
  if (result.code !== 0) throw explainNpm(result.code, result.lines, result.log);
  writeStamp(stampFile, hash);
  return "installed with npm ci";
}

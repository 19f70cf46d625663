/**
 * Finds a Python that can make the project's environment: 3.10 or newer, with the modules `venv` and
 * `ensurepip` (Debian and Ubuntu keep the latter in a package of its own).
 */
import { spawnSync } from "node:child_process";
import { Failure } from "./failure.mjs";
import { isAtLeast, lowest } from "./version.mjs";

/**
 * @typedef {object} Python
 * @property {string} command as it was called
 * @property {string} version
 * @property {string} executable
 * @property {boolean} venv whether `venv` and `ensurepip` can be imported
 */

const names = [
  "python3",
  "python",
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
  "python3.10",
];
const question = `
import json, platform, sys
try:
    import ensurepip, venv
    complete = True
except ImportError:
    complete = False
print(json.dumps({"version": platform.python_version(), "executable": sys.executable, "venv": complete}))
`;

/**
 * Asks one command what it is; undefined when it is no Python at all.
 * @param {string} command
 * @returns {Python | undefined}
 */
function ask(command) {
  const { status, stdout } = spawnSync(command, ["-c", question], {
    encoding: "utf8",
    timeout: 20_000,
  });
  if (status !== 0) return undefined;
  try {
    return { command, ...JSON.parse(stdout) };
  } catch {
    return undefined; // something else that bears the name
  }
}

/** @param {Python} python */
const isNewEnough = (python) => isAtLeast(python.version, lowest.python);

/**
 * What is wrong when none of the Pythons found will do.
 * @param {readonly Python[]} found
 * @returns {Failure}
 */
export function explainPython(found) {
  const incomplete = found.find(isNewEnough);
  if (incomplete !== undefined) {
    return new Failure(
      `Python ${incomplete.version} (${incomplete.executable}) cannot make virtual environments: its module ensurepip is missing.`,
      "On Debian or Ubuntu: apt-get install python3-venv. Elsewhere set PYTHON to a complete Python.",
    );
  }
  const remedy = `Install Python ${lowest.python} or newer, or set PYTHON to the path of one.`;
  if (found.length === 0) {
    return new Failure(`Python was not found; eigenscape needs ${lowest.python} or newer.`, remedy);
  }
  const list = found.map(({ command, version }) => `${command} is ${version}`).join(", ");
  return new Failure(`Python ${lowest.python} or newer was not found: ${list}.`, remedy);
}

/**
 * The first Python that will do. Asked in order, and no further than needed: each question costs a start.
 * @param {{ candidates?: readonly string[], question?: (command: string) => Python | undefined }} [options]
 *   where to look: `PYTHON` alone when it is set, else the usual names
 * @returns {Python}
 */
export function findPython(options = {}) {
  const chosen = process.env.PYTHON;
  const candidates = options.candidates ?? (chosen ? [chosen] : names);
  const inquire = options.question ?? ask;
  /** @type {Python[]} */
  const found = [];
  for (const command of candidates) {
    const python = inquire(command);
    if (python === undefined) continue;
    if (isNewEnough(python) && python.venv) return python;
    found.push(python);
  }
  throw explainPython(found);
}

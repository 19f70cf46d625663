/**
 * The Python environment in .venv/, from requirements.txt. Nothing outside that folder is changed. It is
 * made anew when the requirements change or the project was moved (environments hold absolute paths).
 */
import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { Failure } from "./failure.mjs";
import { isolated } from "./isolated.mjs";
import { environmentFolder, environmentPython, root } from "./paths.mjs";
import { findPython } from "./python.mjs";
import { runProgram } from "./runProgram.mjs";
import { hashInputs, isCurrent, writeStamp } from "./stamp.mjs";

const stampFile = join(environmentFolder, ".eigenscape-stamp");

/**
 * The sentence and remedy for a pip that failed.
 * @param {readonly string[]} lines
 * @param {string} log
 * @returns {Failure}
 */
export function explainPip(lines, log) {
  const connection = lines.some((line) => /connection|timed out|name resolution/i.test(line));
  // The first error names the cause; the last is often only "No matching distribution".
  const errors = lines.filter((line) => line.startsWith("ERROR:"));
  const reason = (errors.at(-1) ?? lines.at(-1) ?? "").replace(/^ERROR:\s*/, "").trim();
  return new Failure(
    `pip could not install requirements.txt: ${reason}`,
    connection
      ? `Check the connection to the Python package index (log: ${log}).`
      : `Read ${log}, mend the cause and run the command again.`,
  );
}

/**
 * @param {(detail: string) => void} report
 * @returns {Promise<string>} the outcome for the step's line
 */
export async function installEnvironment(report) {
  const hash = hashInputs({ files: ["requirements.txt"], words: [root] });
  if (isCurrent(stampFile, hash) && existsSync(environmentPython)) return "up to date";

  const python = findPython();
  report(`making .venv with Python ${python.version}`);
  rmSync(environmentFolder, { recursive: true, force: true });
  const made = await runProgram(python.command, ["-m", "venv", environmentFolder], {
    log: "venv",
    env: isolated,
  });
  if (made.code !== 0) {
    throw new Failure(
      `Python ${python.version} (${python.executable}) could not make .venv: ${made.lines.at(-1)?.trim() ?? ""}`,
      `Read ${made.log}; on Debian or Ubuntu, apt-get install python3-venv often helps.`,
    );
  }
  const pip = ["-m", "pip", "install", "--no-input", "--progress-bar", "off"];
  const quiet = ["--disable-pip-version-check", "--requirement", "requirements.txt"];
  const installed = await runProgram(environmentPython, [...pip, ...quiet], {
    log: "pip",
    env: isolated,
    onLine: (line) => {
      if (/^(Collecting|Downloading|Installing)/.test(line)) report(line.split(/[,:]/)[0] ?? line);
    },
  });
  if (installed.code !== 0) throw explainPip(installed.lines, installed.log);
  writeStamp(stampFile, hash);
  return `Python ${python.version} with JupyterLab in ${relative(root, environmentFolder)}/`;
}

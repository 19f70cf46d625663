/**
 * The frameworks that `npm run bench` compares with, in a Python environment of their own in
 * .cache/bench-venv/: some hundred megabytes that nothing else needs.
 */
import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { explainPip } from "../setup/environment.mjs";
import { Failure } from "../setup/failure.mjs";
import { isolated } from "../setup/isolated.mjs";
import { cacheFolder, root } from "../setup/paths.mjs";
import { findPython } from "../setup/python.mjs";
import { runProgram } from "../setup/runProgram.mjs";
import { hashInputs, isCurrent, writeStamp } from "../setup/stamp.mjs";

const requirements = "bench/requirements.txt";
const folder = join(cacheFolder, "bench-venv");
const stampFile = join(folder, ".eigenscape-stamp");
const python =
  process.platform === "win32"
    ? join(folder, "Scripts", "python.exe")
    : join(folder, "bin", "python");

/**
 * @param {(detail: string) => void} report
 * @returns {Promise<string>} the outcome for the step's line
 */
export async function installPeers(report) {
  const hash = hashInputs({ files: [requirements], words: [root] });
  if (isCurrent(stampFile, hash) && existsSync(python)) return "up to date";
  const found = findPython();
  rmSync(folder, { recursive: true, force: true });
  const made = await runProgram(found.command, ["-m", "venv", folder], {
    log: "bench-venv",
    env: isolated,
  });
  if (made.code !== 0) {
    throw new Failure(
      `Python ${found.version} could not make ${relative(root, folder)}: ${made.lines.at(-1)?.trim() ?? ""}`,
      `Read ${made.log}, mend the cause and run the command again.`,
    );
  }
  const pip = ["-m", "pip", "install", "--no-input", "--progress-bar", "off"];
  const installed = await runProgram(python, [...pip, "--requirement", requirements], {
    log: "bench-pip",
    env: isolated,
    onLine: (line) => {
      if (/^(Collecting|Downloading|Installing)/.test(line)) report(line.split(/[,:]/)[0] ?? line);
    },
  });
  if (installed.code !== 0) throw explainPip(installed.lines, installed.log);
  writeStamp(stampFile, hash);
  return `Python ${found.version} in ${relative(root, folder)}/`;
}

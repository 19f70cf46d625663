/**
 * A running JupyterLab: started, waited for, stopped with its kernels. It gets a process group of its own,
 * so that Ctrl-C reaches this process alone, which then ends the server in order.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../setup/failure.mjs";
import { jupyterEnvironment } from "../setup/jupyterEnvironment.mjs";
import { environmentPython } from "../setup/paths.mjs";
import { labArguments } from "./labCommand.mjs";

const startSeconds = 60;
const stopSeconds = 10;

/**
 * @typedef {object} LabServer
 * @property {string} url address of the server, with a slash at the end
 * @property {string} token
 * @property {string} address what to open in a browser
 * @property {Promise<number>} ended exit code, when the server ends
 * @property {() => Promise<void>} stop ends the server and its kernels
 */

/**
 * @param {string} url
 * @param {string} token
 * @returns {Promise<boolean>} whether the server answers
 */
async function answers(url, token) {
  try {
    const response = await fetch(`${url}api/status`, {
      headers: { Authorization: `token ${token}` },
      signal: AbortSignal.timeout(2_000),
    });
    return response.ok;
  } catch {
    return false; // not listening yet
  }
}

/**
 * Starts JupyterLab and resolves once it answers.
 * @param {Omit<import("./labCommand.mjs").LabSettings, "asRoot"> & {
 *   state: string, env?: Record<string, string | undefined>, onLine: (line: string) => void }} settings
 *   `state`: folder for Jupyter's settings, data and runtime files
 * @returns {Promise<LabServer>}
 */
export async function startLab(settings) {
  const token = randomBytes(24).toString("hex");
  const url = `http://127.0.0.1:${settings.port}/`;
  const asRoot = process.getuid?.() === 0;
  const child = spawn(environmentPython, labArguments({ ...settings, asRoot }), {
    // The token travels in the environment, where other users' `ps` does not show it.
    env: {
      ...process.env,
      ...jupyterEnvironment(settings.state),
      JUPYTER_TOKEN: token,
      ...settings.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const lines = readLines(child, settings.onLine);
  let running = true;
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 0));
  });
  // Should this process end without stop(), the server must not live on.
  const endGroup = () => signalGroup(child, "SIGTERM");
  process.on("exit", endGroup);
  void ended.then(() => {
    running = false;
    process.off("exit", endGroup);
  });
  const stop = async () => {
    if (!running) return;
    child.kill("SIGTERM");
    const stopped = await Promise.race([ended, sleep(stopSeconds * 1_000, "late", { ref: false })]);
    if (stopped === "late") signalGroup(child, "SIGKILL");
    await ended;
  };
  const deadline = performance.now() + startSeconds * 1_000;
  while (!(await answers(url, token))) {
    if (running && performance.now() < deadline) {
      await sleep(100);
      continue;
    }
    const reason = running ? `no answer after ${startSeconds} s` : (lines.at(-1) ?? "it ended");
    await stop();
    throw new Failure(
      `JupyterLab did not start: ${reason}`,
      "Delete .venv, run the command again, and read the lines above.",
    );
  }
  return { url, token, address: `${url}lab?token=${token}`, ended, stop };
}

/**
 * @param {import("node:child_process").ChildProcess} child leader of its own process group
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === "win32") child.kill(signal);
  else process.kill(-child.pid, signal);
}

/**
 * Hands on each line that the server prints, and keeps the last ones to explain a failed start.
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} child
 * @param {(line: string) => void} onLine
 * @returns {string[]}
 */
function readLines(child, onLine) {
  /** @type {string[]} */
  const recent = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    let rest = "";
    stream.on("data", (/** @type {string} */ text) => {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts.filter((part) => part.trim() !== "")) {
        recent.push(line);
        if (recent.length > 20) recent.shift();
        onLine(line);
      }
    });
  }
  return recent;
}

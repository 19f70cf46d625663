/**
 * Goes on in a process that starts from the snapshot: in place of this one where the system can do that
 * (Node.js 22.15 and later, not on Windows), else in a child that this process waits for.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { waitingProcess } from "../protocol/endProcess.js";
import { log } from "../protocol/log.js";
import { startupSnapshot } from "./startupSnapshot.js";
import { blobFile, memoryFlags, snapshotObstacle } from "./snapshotBlob.js";

/** Exit codes of Node.js for an option that it does not know and a snapshot that does not fit. */
const refusals = new Set<number | null>([9, 14]);

/**
 * @param main Path of the kernel's main file.
 * @returns Whether this process has nothing to do any more.
 */
export async function relaunchFromSnapshot(main: string): Promise<boolean> {
  if (startupSnapshot) return false;
  const obstacle = snapshotObstacle();
  if (obstacle !== undefined) {
    log("started without a snapshot:", obstacle);
    return false;
  }
  const words = [...memoryFlags, "--snapshot-blob", blobFile, main, ...process.argv.slice(2)];
  const { execve } = process as { execve?: (file: string, words: readonly string[]) => never };
  if (execve && process.platform !== "win32")
    execve.call(process, process.execPath, [process.execPath, ...words]);
  return waitForChild(words);
}

function waitForChild(words: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, {
      stdio: "inherit",
      env: { ...process.env, [waitingProcess]: String(process.pid) },
    });
    // A terminal sends these to both; the child decides what they mean.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => void child.kill(signal));
    const goOn = (reason: unknown): void => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
      log("started without a snapshot:", reason);
      resolve(false);
    };
    child.on("error", goOn);
    child.on("exit", (code, signal) => {
      if (refusals.has(code)) return goOn("Node.js refused it");
      process.exitCode = code ?? 128 + constants.signals[signal ?? "SIGKILL"];
      resolve(true);
    });
  });
}

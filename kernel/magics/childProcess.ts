/**
 * Runs a program for a magic, with its output as it comes.
 *
 * It has a process group of its own, so that an interrupt reaches all it started; the group ends with the kernel.
 */
import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import type { MagicContext } from "./magic.js";

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** The kernel's own if not given. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly onOutput: (text: string) => void;
  readonly onError: (text: string) => void;
}

/** Seconds between the polite signal and the one that cannot be refused. */
const patience = 2;
const running = new Set<number>();

process.on("exit", () => {
  for (const group of running) signalGroup(group, "SIGKILL");
});

/** @returns Its exit code, or the name of the signal that ended it. */
export async function runProgram(
  program: Program,
  context: MagicContext,
): Promise<number | string> {
  const { command, args, folder, environment = process.env, onOutput, onError } = program;
  const child = spawn(command, args, {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  const forget = context.onInterrupt(() => {
    if (pid === undefined) return;
    signalGroup(pid, "SIGINT");
    setTimeout(() => running.has(pid) && signalGroup(pid, "SIGKILL"), 1000 * patience).unref();
  });
  const [output, errors] = [new StringDecoder("utf8"), new StringDecoder("utf8")];
  child.stdout.on("data", (data: Buffer) => onOutput(output.write(data)));
  child.stderr.on("data", (data: Buffer) => onError(errors.write(data)));
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => resolve(signal ?? code ?? 0));
    });
  } finally {
    forget();
    if (pid !== undefined) running.delete(pid);
  }
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // It has ended meanwhile.
  }
}

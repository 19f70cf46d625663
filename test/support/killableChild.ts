/**
 * A program of test/support as a process of its own, for tests that kill it: built once, run as often as asked. What it writes
 * to standard error are lines that tell where it is.
 */
import { build } from "esbuild";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

export interface Ended {
  readonly output: string;
  /** Lines of standard error. */
  readonly told: readonly string[];
  readonly killed: boolean;
}

export interface KillableChild {
  /** Empty, and gone after `remove`. */
  readonly folder: string;
  /** @param watch Called with each piece of standard error and the lines so far; it may kill the process. */
  run(
    words: readonly string[],
    watch?: (running: ChildProcess, lines: number) => void,
  ): Promise<Ended>;
  remove(): void;
}

/** @param entry Path of the program's source. */
export async function killableChild(entry: string): Promise<KillableChild> {
  mkdirSync(".cache", { recursive: true });
  const folder = mkdtempSync(resolve(".cache", "kill-")); // below the package, so that it finds what it imports
  const outfile = join(folder, "child.mjs");
  const look = { bundle: true, format: "esm", packages: "external", platform: "node" } as const;
  await build({ entryPoints: [entry], outfile, ...look });
  return {
    folder,
    run(words, watch = () => undefined) {
      const running = spawn(process.execPath, [outfile, ...words]);
      let [output, errors] = ["", ""];
      running.stdout.on("data", (data: Buffer) => (output += data.toString()));
      running.stderr.on("data", (data: Buffer) => {
        errors += data.toString();
        watch(running, errors.split("\n").length - 1);
      });
      return new Promise((done) => {
        running.on("close", (_, signal) => {
          done({ output, told: errors.trim().split("\n"), killed: signal === "SIGKILL" });
        });
      });
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Kills so many milliseconds after the first line. */
export function afterFirstLine(milliseconds: number) {
  let waiting = false;
  return (running: ChildProcess): void => {
    if (waiting || milliseconds === Infinity) return;
    waiting = true;
    setTimeout(() => running.kill("SIGKILL"), milliseconds);
  };
}

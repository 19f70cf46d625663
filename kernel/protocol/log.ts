/**
 * Messages about the kernel itself, for its developers.
 *
 * They go to the process's real stderr (the terminal of the Jupyter server), never into a notebook, and only
 * if asked for: a Jupyter server that is scanned by a browser extension would otherwise fill its terminal.
 */
import { writeSync } from "node:fs";
import { inspect } from "node:util";

const wanted = (process.env["TYPESCRIPT_KERNEL_LOG"] ?? "") !== "";

/** Logs one line if the environment variable TYPESCRIPT_KERNEL_LOG is set. */
export function log(what: string, detail: unknown = ""): void {
  if (!wanted) return;
  const text = typeof detail === "string" ? detail : inspect(detail);
  // Synchronous and past process.stderr, which belongs to the cells and may wait for a blocked thread.
  writeSync(2, `[typescript kernel] ${what} ${text}\n`);
}

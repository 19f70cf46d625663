/**
 * Tells why the kernel before this one died, when it died without being asked to.
 *
 * A process that runs out of memory or crashes in native code cannot say so in the notebook any more. It leaves a
 * mark beside its connection file, where Node.js also writes what it knows of a fatal error; the kernel that Jupyter
 * starts in its place, with the same connection file, finds it.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { log } from "./log.js";

export class RunningMark {
  readonly #mark: string;
  readonly #report: string;

  /** @param connectionFile Its path. */
  constructor(connectionFile: string) {
    this.#mark = `${connectionFile}.running`;
    this.#report = `${connectionFile}.report`;
  }

  /** Sets the mark. @returns What happened to the kernel before, if it left its own. */
  set(): string | undefined {
    try {
      const death = existsSync(this.#mark) ? this.#death() : undefined;
      rmSync(this.#report, { force: true });
      writeFileSync(this.#mark, `${process.pid}\n`, { mode: 0o600 });
      this.#prepareReport();
      return death;
    } catch (error) {
      log("running mark: cannot be set", error); // a folder that is read-only; the kernel works without
      return undefined;
    }
  }

  /** The kernel ends because it was asked to. */
  remove(): void {
    for (const file of [this.#mark, this.#report]) rmSync(file, { force: true });
  }

  #prepareReport(): void {
    const { report } = process;
    report.directory = dirname(this.#report);
    report.filename = basename(this.#report);
    report.reportOnFatalError = true;
  }

  #death(): string {
    const start = "The kernel before this one died, and its variables with it:";
    const limit = existsSync(this.#report)
      ? heapLimit(readFileSync(this.#report, "utf8"))
      : undefined;
    if (limit !== undefined)
      return (
        `${start} out of memory. JavaScript may use ${limit} MiB here; for more, start Jupyter ` +
        "with the environment variable NODE_OPTIONS=--max-old-space-size=<MiB>."
      );
    return (
      `${start} a crash in native code, or it was killed (by the system when memory ran out, or by hand). ` +
      "The terminal of the Jupyter server may say more."
    );
  }
}

/** In MiB; undefined if the report is of another error. */
function heapLimit(report: string): number | undefined {
  try {
    const { header, javascriptHeap } = JSON.parse(report) as {
      header: { trigger: string };
      javascriptHeap: { memoryLimit: number };
    };
    if (header.trigger !== "OOMError") return undefined;
    return Math.round(javascriptHeap.memoryLimit / 1024 ** 2);
  } catch {
    return undefined; // it was cut by the crash
  }
}

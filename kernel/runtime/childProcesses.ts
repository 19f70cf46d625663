/**
 * The programs that cells started. They end with the kernel, unless they were started `detached`.
 *
 * Each is asked to end; what it started in turn, or what does not end, is in the kernel's process group and is
 * killed with it.
 */
import type { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";

export class ChildProcesses {
  readonly #running = new Set<ChildProcess>();
  #any = false;

  constructor() {
    subscribe("child_process", (message) => {
      const { process: child } = message as { readonly process: ChildProcess };
      this.#any = true;
      this.#running.add(child);
      child.once("exit", () => this.#running.delete(child));
    });
  }

  /** Whether a cell ever started a program. One that has ended may have left others behind. */
  get any(): boolean {
    return this.#any;
  }

  /** Asks those that run to end. */
  end(): void {
    for (const child of this.#running) child.kill("SIGTERM");
  }
}

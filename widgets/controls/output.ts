/**
 * A place for outputs anywhere among widgets: what a block prints, displays and throws goes there
 * instead of below the cell.
 *
 * The outputs are kept here and travel as state, so that every page, a reloaded one and the saved
 * notebook show the same. (ipywidgets has the browser collect them, by `msg_id`: then only the page
 * that ran the cell sees them, and not what comes late.)
 */
import { kernelHost } from "../host.js";
import type { ControlOptions } from "./control.js";
import { Output as OutputControl, type OutputState } from "./generated/output.js";
import { OutputLog } from "./outputLog.js";

/** The whole is sent at most this often; a large one less often, at 10 MB/s. */
const pauseMs = 40;
const charactersPerMs = 10_000;

export class Output extends OutputControl {
  readonly #log = new OutputLog();
  #timer: NodeJS.Timeout | undefined;
  #nextAt = -Infinity;

  constructor(options?: Omit<ControlOptions<OutputState>, "msgId" | "outputs">) {
    super(options);
  }

  /**
   * Runs a block with its outputs going here. What it throws is shown here too and thrown on.
   *
   * While a block awaits, prints of code that runs meanwhile on its own may come here as well.
   */
  capture<T>(block: () => T): T {
    const host = kernelHost("Output.capture");
    if (host.capture === undefined) {
      throw new Error(
        "Output.capture: the kernel must be able to capture outputs, got one without",
      );
    }
    const finish = (): void => this.#send();
    let result: T;
    try {
      result = host.capture((type, content) => this.#add(type, content), block);
    } catch (error) {
      finish();
      throw error;
    }
    if (result instanceof Promise) return result.finally(finish) as T;
    finish();
    return result;
  }

  /** Shows a value as a cell would. */
  display(value: unknown): Promise<void> {
    const host = kernelHost("Output.display");
    return this.capture(async () => void (await host.display?.(value)));
  }

  /** Empties the output. @param wait until there is something to show instead. */
  clear(wait = false): void {
    this.#add("clear_output", { wait });
  }

  /** Empties the output if a clearing still waits: nothing came. */
  settle(): void {
    if (this.#log.clearing) this.clear();
    this.#send();
  }

  override close(): void {
    clearTimeout(this.#timer);
    super.close();
  }

  #add(type: string, content: Readonly<Record<string, unknown>>): boolean {
    if (this.closed) return false;
    if (!this.#log.add(type, content)) return false;
    const due = Math.max(0, this.#nextAt - performance.now());
    this.#timer ??= setTimeout(() => this.#send(), due);
    return true;
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.closed) return;
    this.outputs = this.#log.outputs;
    this.#nextAt = performance.now() + pauseMs + this.#log.size / charactersPerMs;
  }
}

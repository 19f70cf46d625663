/** Everything that cells show, sent to the front end in the order in which it happened. */
import { mimeBundle } from "../host/mimeBundle.js";
import type { DisplayOptions, MimeBundle } from "../host/hostTypes.js";
import type { JsonObject } from "../protocol/message.js";
import type { Sockets } from "../protocol/sockets.js";
import type { StreamName } from "../protocol/threadMessages.js";
import type { ErrorReport } from "../runtime/errorReport.js";
import type { Contexts } from "./outputContext.js";

/** A cell may print this much; a notebook with more could not be opened again. */
export const maximalPrinted = 32 * 1024 * 1024;

export class Outputs {
  readonly #sockets: Sockets;
  readonly #contexts: Contexts;
  #printingCell = "";
  #printed = 0;
  #pending = new Set<Promise<void>>();

  constructor(sockets: Sockets, contexts: Contexts) {
    this.#sockets = sockets;
    this.#contexts = contexts;
  }

  print(name: StreamName, text: string): void {
    const { output } = this.#contexts.current;
    if (output !== this.#printingCell) {
      this.#printingCell = output;
      this.#printed = 0;
    }
    const room = maximalPrinted - this.#printed;
    if (room < 0) return; // told already
    this.#printed += text.length;
    const shown = text.slice(0, room);
    if (shown !== "") this.#sockets.stream(name, shown, output);
    if (text.length <= room) return;
    const limit = maximalPrinted / (1024 * 1024);
    const note = `\n[output truncated: a cell may print ${limit} MiB; write more to a file]\n`;
    this.#sockets.stream("stderr", note, output);
  }

  display(value: unknown, { displayId, metadata = {} }: DisplayOptions = {}): Promise<void> {
    const transient = displayId === undefined ? {} : { display_id: displayId };
    return this.#showBundle("display_data", value, { metadata, transient });
  }

  updateDisplay(value: unknown, displayId: string): Promise<void> {
    const transient = { display_id: displayId };
    return this.#showBundle("update_display_data", value, { metadata: {}, transient });
  }

  clear(wait: boolean): void {
    this.#publish("clear_output", { wait });
  }

  executeInput(code: string, executionCount: number): void {
    this.#publish("execute_input", { code, execution_count: executionCount });
  }

  executeResult(data: MimeBundle, executionCount: number): void {
    this.#publish("execute_result", { data, metadata: {}, execution_count: executionCount });
  }

  error({ ename, evalue, traceback }: ErrorReport): void {
    this.#publish("error", { ename, evalue, traceback });
  }

  /** Resolves when displays whose bundles were still being made are shown. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }

  /** Forgets displays that an interrupt left behind. */
  forgetPending(): void {
    this.#pending = new Set();
  }

  async #showBundle(type: string, value: unknown, more: JsonObject): Promise<void> {
    const context = this.#contexts.current;
    const made = mimeBundle(value);
    const send = (data: MimeBundle): void =>
      this.#contexts.run(context, () => this.#publish(type, { data, ...more }));
    // A bundle that is ready is sent now, so that it stays in order with what is printed around it.
    if (!(made instanceof Promise)) return send(made);
    const shown = made.then(send);
    this.#pending.add(shown);
    try {
      await shown;
    } finally {
      this.#pending.delete(shown);
    }
  }

  #publish(type: string, content: JsonObject): void {
    this.#sockets.publish(type, this.#contexts.current.output, content);
  }
}

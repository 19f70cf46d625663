/** Everything that cells show, sent to the front end in the order in which it happened. */
import { randomUUID } from "node:crypto";
import { displayHandle } from "../host/displayHandle.js";
import { askedBundle, bundleMetadata, isThenable } from "../host/mimeBundle.js";
import type { DisplayHandle, DisplayOptions, MimeBundle } from "../host/hostTypes.js";
import type { JsonObject } from "../protocol/message.js";
import type { PublishOptions, Sockets } from "../protocol/sockets.js";
import type { StreamName } from "../protocol/threadMessages.js";
import type { ErrorReport } from "../runtime/errorReport.js";
import type { Contexts } from "./outputContext.js";
import { UnheardDisplays } from "./unheardDisplays.js";

/** A cell may print this much; a notebook with more could not be opened again. */
export const maximalPrinted = 32 * 1024 * 1024;

export class Outputs {
  readonly #sockets: Sockets;
  readonly #contexts: Contexts;
  readonly #mapStacks: (text: string) => string;
  #printingCell = "";
  #printed = 0;
  #pending = new Set<Promise<void>>();
  readonly unheard = new UnheardDisplays();
  readonly #shownTexts = new Set<string>();

  /** @param mapStacks Puts cells' lines into stack traces, for errors that are shown as values. */
  constructor(sockets: Sockets, contexts: Contexts, mapStacks: (text: string) => string) {
    this.#sockets = sockets;
    this.#contexts = contexts;
    this.#mapStacks = mapStacks;
  }

  print(name: StreamName, text: string): void {
    const { output, sink } = this.#contexts.current;
    if (sink?.("stream", { name, text })) return;
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

  /**
   * @throws At once, not through the promise, what the value's own method throws: a cell that does not await
   *   its display fails nevertheless.
   */
  display(value: unknown, options: DisplayOptions = {}): Promise<DisplayHandle> {
    const { id = randomUUID(), metadata = {} } = options;
    const shown = this.#showBundle("display_data", askedBundle(value), id, metadata);
    const handle = displayHandle(id, (other) => this.updateDisplay(other, id));
    return this.unheard.watch(
      shown.then(() => handle),
      this.#contexts.current.output,
    );
  }

  updateDisplay(value: unknown, id: string): Promise<void> {
    const shown = this.#showBundle("update_display_data", askedBundle(value), id, {});
    return this.unheard.watch(shown, this.#contexts.current.output);
  }

  /** Any message on iopub, as a child of the running cell. */
  broadcast(type: string, content: JsonObject, options: PublishOptions = {}): void {
    const { output, sink } = this.#contexts.current;
    if (!sink?.(type, content)) this.#sockets.publish(type, output, content, options);
  }

  /** Shows a line of text, which the next call with this id replaces. */
  showText(id: string, text: string): void {
    const type = this.#shownTexts.has(id) ? "update_display_data" : "display_data";
    this.#shownTexts.add(id);
    const transient = { display_id: id };
    this.broadcast(type, { data: { "text/plain": text }, metadata: {}, transient });
  }

  clear(wait: boolean): void {
    this.broadcast("clear_output", { wait });
  }

  executeInput(code: string, executionCount: number): void {
    this.broadcast("execute_input", { code, execution_count: executionCount });
  }

  executeResult(data: MimeBundle, executionCount: number): void {
    const shown = { data: this.#mapped(data), metadata: bundleMetadata(data) };
    this.broadcast("execute_result", { ...shown, execution_count: executionCount });
  }

  error({ ename, evalue, traceback }: ErrorReport): void {
    this.broadcast("error", { ename, evalue, traceback });
  }

  /** Resolves when displays whose bundles were still being made are shown. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }

  /** Forgets displays that an interrupt left behind. */
  forgetPending(): void {
    this.#pending = new Set();
  }

  async #showBundle(
    type: string,
    made: MimeBundle | Promise<MimeBundle>,
    id: string,
    more: JsonObject,
  ): Promise<void> {
    const context = this.#contexts.current;
    const transient = { display_id: id };
    const send = (bundle: MimeBundle): void => {
      const metadata = { ...bundleMetadata(bundle), ...more };
      const content = { data: this.#mapped(bundle), metadata, transient };
      this.#contexts.run(context, () => this.broadcast(type, content));
    };
    // A bundle that is ready is sent now, so that it stays in order with what is printed around it.
    if (!isThenable(made)) return send(made);
    const shown = made.then(send);
    this.#pending.add(shown);
    try {
      await shown;
    } finally {
      this.#pending.delete(shown);
    }
  }

  #mapped(bundle: MimeBundle): MimeBundle {
    const text = bundle["text/plain"];
    if (typeof text !== "string" || !text.includes("    at ")) return bundle;
    return { ...bundle, "text/plain": this.#mapStacks(text) };
  }
}

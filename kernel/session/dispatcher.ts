/**
 * Requests of the shell channel: each between its own busy and idle.
 *
 * Cells run one after the other. Everything else is answered at once, also while a cell awaits: a slider must
 * move and completion must work while a cell trains a network.
 */
import { log } from "../protocol/log.js";
import type { IncomingMessage, JsonObject } from "../protocol/message.js";
import type { Sockets } from "../protocol/sockets.js";

/** Returns the content of the reply; undefined for messages that have none. */
export type RequestHandler = (
  request: IncomingMessage,
) => JsonObject | undefined | Promise<JsonObject | undefined>;

export interface DispatcherOptions {
  readonly execute: (request: IncomingMessage) => Promise<JsonObject>;
  readonly handlers: Readonly<Record<string, RequestHandler>>;
  /** Called when no cell waits. */
  readonly onIdle: () => void;
}

export class Dispatcher {
  readonly #sockets: Sockets;
  readonly #options: DispatcherOptions;
  #queue: IncomingMessage[] = [];
  #running: IncomingMessage | undefined;

  constructor(sockets: Sockets, options: DispatcherOptions) {
    this.#sockets = sockets;
    this.#options = options;
  }

  /** Header text of the cell that runs now. */
  get runningCell(): string | undefined {
    return this.#running?.header;
  }

  dispatch(request: IncomingMessage): void {
    if (request.type === "execute_request") {
      this.#queue.push(request);
      if (!this.#running) void this.#runCells();
      return;
    }
    const handler = this.#options.handlers[request.type];
    if (handler) void this.#answer(request, handler);
    else log("shell: unknown request", request.type);
  }

  async #answer(request: IncomingMessage, handler: RequestHandler): Promise<void> {
    this.#sockets.status("busy", request.header, false);
    const content = await settle(() => handler(request));
    if (content) this.#reply(request, content);
    this.#sockets.status("idle", request.header, false);
  }

  async #runCells(): Promise<void> {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const request = next;
      this.#running = request;
      this.#sockets.status("busy", request.header, true);
      const content = await settle(() => this.#options.execute(request));
      const { silent, stop_on_error: stops } = request.content;
      const failed = content?.["status"] === "error" && silent !== true && stops !== false;
      // Cells that were sent before this one failed are not run: they may build on what it should have done.
      // The line is drawn before anybody can hear of the failure: what is sent in answer to it does run.
      const aborted = failed ? await this.#takeQueue() : [];
      this.#reply(request, content ?? {});
      this.#sockets.status("idle", request.header, true);
      for (const each of aborted) this.#abort(each);
    }
    this.#running = undefined;
    this.#options.onIdle();
  }

  /** The cells that wait, those included whose messages have arrived but were not read yet. */
  async #takeQueue(): Promise<IncomingMessage[]> {
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = this.#queue;
    this.#queue = [];
    return waiting;
  }

  #abort(request: IncomingMessage): void {
    const evalue = "an earlier cell failed, so this one was not run";
    this.#sockets.status("busy", request.header, false);
    this.#reply(request, {
      status: "error",
      // None: the cell was not executed, and a front end shows the number beside it.
      execution_count: null,
      ename: "Aborted",
      evalue,
      traceback: [`Aborted: ${evalue}`],
    });
    this.#sockets.status("idle", request.header, false);
  }

  #reply(request: IncomingMessage, content: JsonObject): void {
    const type = request.type.replace(/_request$/, "_reply");
    this.#sockets.send("shell", request, type, content);
  }
}

/** A handler that fails is a fault of the kernel; its request must still be answered. */
async function settle(run: () => ReturnType<RequestHandler>): Promise<JsonObject | undefined> {
  try {
    return await run();
  } catch (error) {
    log("a request handler failed", error);
    const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    return { status: "error", ename: name, evalue: message, traceback: stack.split("\n") };
  }
}

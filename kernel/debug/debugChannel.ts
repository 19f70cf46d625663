/**
 * The debugger's place in the sockets' thread: requests one after the other, loaded when the first one comes.
 *
 * Starting a kernel that nobody debugs costs nothing.
 */
import type { MessagePort } from "node:worker_threads";
import { log } from "../protocol/log.js";
import type { JsonObject } from "../protocol/message.js";
import type { DebugRequests } from "./debugRequests.js";
import type { DebugSession } from "./debugSession.js";

interface Loaded {
  readonly requests: DebugRequests;
  readonly session: DebugSession;
}

/** Publishes the content of a debug_event. */
type Publish = (content: JsonObject) => void;

export class DebugChannel {
  readonly #port: MessagePort;
  readonly #publish: Publish;
  #loaded: Loaded | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #events = 0;

  constructor(port: MessagePort, publish: Publish) {
    this.#port = port;
    this.#publish = publish;
  }

  /** Answers a request when those before it are answered. */
  request(content: JsonObject, reply: (content: JsonObject) => void): void {
    this.#last = this.#last.then(async () => {
      try {
        const { requests } = await this.#load();
        reply(await requests.answer(content));
        if (content["command"] === "attach") this.#event("initialized", {});
      } catch (error) {
        log("debugger: no answer", error);
        reply({ type: "response", success: false, message: String(error), body: {} });
      }
    });
  }

  /** Ends what is stopped, because it is interrupted. */
  terminate(): void {
    this.#loaded?.session.terminate();
  }

  /** Must be called before the process ends. */
  close(): void {
    this.#loaded?.session.close();
    this.#port.close();
  }

  #event(event: string, body: JsonObject): void {
    this.#publish({ type: "event", seq: ++this.#events, event, body });
  }

  async #load(): Promise<Loaded> {
    if (this.#loaded === undefined) {
      const { DebugRequests } = await import("./debugRequests.js");
      const { DebugSession } = await import("./debugSession.js");
      const session = new DebugSession(this.#port, (event, body) => this.#event(event, body));
      this.#loaded = { session, requests: new DebugRequests(session) };
    }
    return this.#loaded;
  }
}

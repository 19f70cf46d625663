/**
 * Requests that are answered at once, whatever the cells are doing (runs in the sockets' thread).
 *
 * kernel_info also comes on the shell channel; a client that reconnects to a computing kernel gets its answer.
 */
import type { Connection } from "./connection.js";
import { kernelInfo } from "./kernelInfo.js";
import type { IncomingMessage, JsonObject } from "./message.js";

export interface ControlActions {
  interrupt(): void;
  shutdown(): void;
}

export interface ControlAnswer {
  readonly type: string;
  readonly content: JsonObject;
  /** What happens after the answer was sent. */
  readonly then?: () => void;
  /** Clients other than the asking one also want to know. */
  readonly broadcast?: boolean;
}

export class ControlRequests {
  readonly #info = kernelInfo();
  readonly #connection: Connection;
  readonly #actions: ControlActions;

  constructor(connection: Connection, actions: ControlActions) {
    this.#connection = connection;
    this.#actions = actions;
  }

  /** The answer, or undefined if this request is not one of ours. */
  answer({ type, content }: IncomingMessage): ControlAnswer | undefined {
    switch (type) {
      case "kernel_info_request":
        return { type: "kernel_info_reply", content: this.#info };
      case "connect_request":
        return { type: "connect_reply", content: { status: "ok", ...this.#connection.ports } };
      case "interrupt_request":
        this.#actions.interrupt();
        return { type: "interrupt_reply", content: { status: "ok" } };
      case "shutdown_request":
        return {
          type: "shutdown_reply",
          content: { status: "ok", restart: content["restart"] === true },
          then: () => this.#actions.shutdown(),
          broadcast: true,
        };
      default:
        return undefined;
    }
  }
}

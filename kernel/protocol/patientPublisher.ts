/**
 * Broadcasts without loss and without growing: a client that reads slowly is waited for, one that stopped reading
 * (a suspended terminal) loses what does not fit its queue, and the others go on.
 *
 * ZeroMQ by itself either drops silently at its high-water mark or, without a mark, fills the memory.
 */
import type { XPublisher } from "zeromq";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "./log.js";
import type { SendingSocket } from "./sendQueue.js";

/** Messages that ZeroMQ holds for each client; printed text comes in messages of at most 256 KiB. */
export const highWaterMark = 64;
/** How long a client may read nothing before it loses messages. */
const patienceMs = 5000;
/** Later messages wait this long, so that a client that does read keeps up while another is stuck. */
const stalledMs = 5;
const retryMs = 2;

export class PatientPublisher implements SendingSocket {
  readonly #socket: Pick<XPublisher, "send" | "noDrop">;
  #stalled = false;

  /** @param socket With a high-water mark and a send timeout of 0. */
  constructor(socket: Pick<XPublisher, "send" | "noDrop">) {
    this.#socket = socket;
    socket.noDrop = true;
  }

  async send(frames: (Uint8Array | string)[]): Promise<void> {
    const until = Date.now() + (this.#stalled ? stalledMs : patienceMs);
    while (!(await this.#sent(frames))) {
      if (Date.now() >= until) return await this.#sendToReaders(frames);
      await sleep(retryMs);
    }
    this.#stalled = false;
  }

  /** Whether every client had room. */
  async #sent(frames: (Uint8Array | string)[]): Promise<boolean> {
    try {
      await this.#socket.send(frames);
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EAGAIN") return false;
      throw error;
    }
  }

  async #sendToReaders(frames: (Uint8Array | string)[]): Promise<void> {
    if (!this.#stalled) log("iopub: a client reads nothing; it loses messages");
    this.#stalled = true;
    this.#socket.noDrop = false;
    try {
      await this.#socket.send(frames);
    } finally {
      this.#socket.noDrop = true;
    }
  }
}

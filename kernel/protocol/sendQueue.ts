/**
 * Sends multipart messages through one socket, one after the other.
 *
 * zeromq.js refuses a second send while the first is pending, and order is what a client relies on: the idle
 * status of a request must be its last message.
 */
export interface SendingSocket {
  send(frames: (Uint8Array | string)[]): Promise<void>;
}

interface Waiting {
  readonly frames: (Uint8Array | string)[];
  readonly onSent: (() => void) | undefined;
}

export class SendQueue {
  readonly #socket: SendingSocket;
  readonly #onError: (error: unknown) => void;
  #waiting: Waiting[] = [];
  #closed = false;
  #pump: Promise<void> | undefined;

  constructor(socket: SendingSocket, onError: (error: unknown) => void) {
    this.#socket = socket;
    this.#onError = onError;
  }

  /** @param onSent Called when ZeroMQ took the message, or never will. */
  push(frames: (Uint8Array | string)[], onSent?: () => void): void {
    if (this.#closed) return onSent?.(); // a cell may still print while the kernel shuts down
    this.#waiting.push({ frames, onSent });
    this.#pump ??= this.#drain();
  }

  /** Takes no more messages; resolves when those pushed so far were handed to ZeroMQ. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pump;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const { frames, onSent } of batch) {
        // A message that cannot be sent (its client left) must not hold up those behind it.
        try {
          await this.#socket.send(frames);
        } catch (error) {
          this.#onError(error);
        }
        onSent?.();
      }
    }
    this.#pump = undefined;
  }
}

/**
 * The broadcast channel: outputs, statuses and comm messages to every client.
 *
 * All of it goes through this one place, so that printed text is gathered but never overtaken, and so that
 * the kernel's busy state is right: while a cell awaits, comm messages and kernel_info are answered between
 * their own busy and idle, and after that idle the kernel says busy again for the cell that still runs.
 */
import { log } from "./log.js";
import { encode } from "./message.js";
import { SendQueue, type SendingSocket } from "./sendQueue.js";
import type { Signature } from "./signature.js";
import { StreamBuffer } from "./streamBuffer.js";
import { outputSize, type Publish, type StreamName } from "./threadMessages.js";

type Broadcast = Pick<Publish, "type" | "parent" | "content"> &
  Partial<Publish> & { readonly topic?: Uint8Array };

/** Header text for messages that no request caused. */
export const noParent = "{}";

export class Iopub {
  readonly #queue: SendQueue;
  readonly #signature: Signature;
  readonly #streams: StreamBuffer;
  readonly #onSent: (amount: number) => void;
  #runningCell: string | undefined;
  #onSubscribed: () => void = () => undefined;

  /** Resolves with the first subscription. */
  readonly subscribed = new Promise<void>((resolve) => (this.#onSubscribed = resolve));

  /** @param onSent Told how much of the main thread's output (its text's and buffers' lengths) is on its way. */
  constructor(socket: SendingSocket, signature: Signature, onSent: (amount: number) => void) {
    this.#signature = signature;
    this.#onSent = onSent;
    this.#queue = new SendQueue(socket, (error) => log("iopub: could not send", error));
    this.#streams = new StreamBuffer((name, text, parent) =>
      this.#send({ type: "stream", parent, content: JSON.stringify({ name, text }) }, text.length),
    );
  }

  /** Header text of the cell that runs now. */
  get runningCell(): string | undefined {
    return this.#runningCell;
  }

  stream(name: StreamName, text: string, parent: string): void {
    this.#streams.write(name, text, parent);
  }

  /** Broadcasts what the main thread has made. */
  publish(message: Publish): void {
    this.#streams.flush();
    this.#send(message, outputSize(message));
  }

  /** Broadcasts what this thread says: it was never counted as waiting output. */
  announce(type: string, parent: string, content: string): void {
    this.#streams.flush();
    this.#send({ type, parent, content });
  }

  /** Sends what was printed so far. */
  flush(): void {
    this.#streams.flush();
  }

  /** @param cell Whether `parent` is a cell, which stays the reason for being busy until its own idle. */
  status(state: "starting" | "busy" | "idle", parent: string, cell = false): void {
    this.#streams.flush();
    if (cell) this.#runningCell = state === "busy" ? parent : undefined;
    this.#sendStatus(state, parent);
    if (state === "idle" && this.#runningCell !== undefined)
      this.#sendStatus("busy", this.#runningCell);
  }

  /**
   * A debug request's own busy and idle. Saying busy again in the cell's name would be an output of the cell to
   * JupyterLab, which then asks for the variables: another debug request, and so without end.
   */
  debugStatus(state: "busy" | "idle", parent: string): void {
    this.#streams.flush();
    this.#sendStatus(state, parent);
    if (state === "idle" && this.#runningCell !== undefined) this.#sendStatus("busy", noParent);
  }

  /** Answers subscriptions with iopub_welcome, by which a client knows that it will miss nothing. */
  async welcomeSubscribers(socket: AsyncIterable<Uint8Array[]>): Promise<void> {
    for await (const [event] of socket) {
      if (event?.[0] !== 1) continue;
      this.#onSubscribed();
      const topic = Buffer.from(event.subarray(1));
      const content = JSON.stringify({ subscription: topic.toString("utf8") });
      this.#send({ type: "iopub_welcome", parent: noParent, content, topic });
    }
  }

  /** Sends what waits and takes no more. */
  async close(): Promise<void> {
    this.#streams.flush();
    await this.#queue.close();
  }

  #sendStatus(state: string, parent: string): void {
    this.#send({ type: "status", parent, content: JSON.stringify({ execution_state: state }) });
  }

  #send({ topic, ...message }: Broadcast, output = 0): void {
    const identities = [topic ?? Buffer.from(message.type)];
    const frames = encode({ metadata: "{}", buffers: [], ...message, identities }, this.#signature);
    this.#queue.push(frames, () => this.#onSent(output));
  }
}

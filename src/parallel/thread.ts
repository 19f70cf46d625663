/**
 * A worker thread, and what was asked of it and is not answered yet.
 */
import { Worker } from "node:worker_threads";
import type { Answer, Arrays, Numbered, Parcel, Request } from "./messages.js";
import { Packer } from "./packer.js";

/** What a thread answers: the numbers of a run or product, or the bytes that a point keeps. */
export interface Reply {
  readonly arrays?: Arrays;
  readonly bytes?: number;
}

interface Pending {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** Ends threads that nobody can ask any more. What it holds must not lead to a `Thread`. */
const forgotten = new FinalizationRegistry<Conversation>((conversation) => {
  void conversation.terminate();
});

export class Thread {
  readonly #conversation = new Conversation();
  readonly #packer = new Packer();
  #numbers = 0;

  constructor() {
    forgotten.register(this, this.#conversation);
  }

  /** A name for something that will live there. */
  number(): number {
    return this.#numbers++;
  }

  async ask(request: Request, arrays: Arrays = []): Promise<Reply> {
    this.#conversation.checkOpen();
    return this.#conversation.ask(request, this.#packer.pack(arrays));
  }

  /** Asks for something whose failure does not matter: what is closed may be gone already. */
  async tell(request: Request): Promise<void> {
    await this.ask(request).catch(() => undefined);
  }

  terminate(): Promise<void> {
    return this.#conversation.terminate();
  }
}

/** The worker and what it has not answered yet; as long as it runs, it is alive. */
class Conversation {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #calls = 0;
  #ended: Error | undefined;

  constructor() {
    this.#worker = new Worker(workerFile());
    this.#worker.unref(); // an idle worker does not keep the process alive
    this.#worker.on("message", (answer: Answer) => this.#settle(answer));
    this.#worker.on("error", (error) => this.#end(error));
    this.#worker.on("exit", () => this.#end(new Error("worker: the thread has ended")));
  }

  checkOpen(): void {
    if (this.#ended) throw this.#ended;
  }

  ask(request: Request, parcel: Parcel): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const message: Numbered = { call: this.#calls++, request, parcel };
      this.#pending.set(message.call, { resolve, reject });
      this.#worker.ref(); // but work under way does
      const moved = parcel.pieces.map(({ memory }) => memory);
      this.#worker.postMessage(message, moved);
    });
  }

  async terminate(): Promise<void> {
    this.#end(new Error("worker: the thread was closed"));
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    const pending = this.#pending.get(answer.call);
    this.#pending.delete(answer.call);
    if (this.#pending.size === 0) this.#worker.unref();
    if ("error" in answer) pending?.reject(new Error(answer.error));
    else pending?.resolve(answer);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#ended);
    this.#pending.clear();
  }
}

/** Workers run compiled files; from the TypeScript sources (tests) that is the build's. */
function workerFile(): URL {
  const source = import.meta.url.endsWith(".ts");
  return new URL(source ? "../../dist/src/parallel/worker.js" : "./worker.js", import.meta.url);
}

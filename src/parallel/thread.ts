/**
 * A worker thread, and what was asked of it and is not answered yet.
 */
import { Worker } from "node:worker_threads";
import type { Answer, Arrays, Numbered, Request } from "./messages.js";
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

export class Thread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #packer = new Packer();
  #calls = 0;
  #numbers = 0;
  #ended: Error | undefined;

  constructor() {
    this.#worker = new Worker(workerFile());
    this.#worker.unref(); // an idle worker does not keep the process alive
    this.#worker.on("message", (answer: Answer) => this.#settle(answer));
    this.#worker.on("error", (error) => this.#end(error));
    this.#worker.on("exit", () => this.#end(new Error("worker: the thread has ended")));
  }

  /** A name for something that will live there. */
  number(): number {
    return this.#numbers++;
  }

  ask(request: Request, arrays: Arrays = []): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      const parcel = this.#packer.pack(arrays);
      const message: Numbered = { call: this.#calls++, request, parcel };
      this.#pending.set(message.call, { resolve, reject });
      this.#worker.ref(); // but work under way does
      const moved = parcel.pieces.map(({ memory }) => memory);
      this.#worker.postMessage(message, moved);
    });
  }

  /** Asks for something whose failure does not matter: what is closed may be gone already. */
  async tell(request: Request): Promise<void> {
    if (!this.#ended) await this.ask(request).catch(() => undefined);
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

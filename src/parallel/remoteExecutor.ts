/**
 * An executor whose programs run in a worker thread. Native runs block the thread that calls them,
 * so two cores are used by two threads, each with programs and residuals of its own.
 */
import { Worker } from "node:worker_threads";
import type { Executor, NumericArray } from "../execute/executor.js";
import { fastestExecutor } from "../execute/fastestExecutor.js";
import { flatten } from "../graph/transfer.js";
import type { Answer, Arrays, Request } from "./messages.js";

export interface RemoteExecutor extends Executor {
  /** Ends the thread; whatever is under way is rejected. */
  terminate(): Promise<void>;
}

interface Pending {
  readonly resolve: (answer: { readonly arrays?: Arrays; readonly bytes?: number }) => void;
  readonly reject: (error: Error) => void;
}

/** The same executor on a thread of its own. Who chooses among candidates does so on this side. */
export function remoteExecutor(local: Executor): RemoteExecutor {
  const thread = new Thread();
  const { candidates } = local;
  const remote = candidates
    ? fastestExecutor(candidates.map((candidate) => onThread(candidate, thread)))
    : onThread(local, thread);
  return { ...remote, terminate: () => thread.terminate() };
}

function onThread({ name, precision, relativeError }: Executor, thread: Thread): Executor {
  return {
    name,
    precision,
    relativeError,
    async compile(program) {
      const id = thread.number();
      await thread.ask({ do: "compile", id, executor: name, program: flatten(program) });
      return {
        run: async (inputs) => arraysOf(await thread.ask({ do: "run", id, inputs })),
        close: () => thread.tell({ do: "close", id }),
      };
    },
    async compileLinear(program, options) {
      const id = thread.number();
      const request = { id, executor: name, program: flatten(program), options } as const;
      await thread.ask({ do: "compileLinear", ...request });
      return {
        async linearize(inputs) {
          const point = thread.number();
          const { bytes = 0 } = await thread.ask({ do: "linearize", id, point, inputs });
          return {
            bytes,
            apply: async (tangents) => arraysOf(await thread.ask({ do: "apply", point, tangents })),
            close: () => void thread.tell({ do: "forget", point }),
          };
        },
        close: () => thread.tell({ do: "close", id }),
      };
    },
  };
}

class Thread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
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

  ask(request: Request): Promise<{ readonly arrays?: Arrays; readonly bytes?: number }> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      const call = this.#calls++;
      this.#pending.set(call, { resolve, reject });
      this.#worker.ref(); // but work under way does
      this.#worker.postMessage({ call, request });
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

const arraysOf = ({ arrays = [] }: { readonly arrays?: Arrays }): NumericArray[] => [...arrays];

/** Workers run compiled files; from the TypeScript sources (tests) that is the build's. */
function workerFile(): URL {
  const source = import.meta.url.endsWith(".ts");
  return new URL(source ? "../../dist/src/parallel/worker.js" : "./worker.js", import.meta.url);
}

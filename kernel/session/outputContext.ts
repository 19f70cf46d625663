/**
 * On whose behalf the kernel is doing something: which request the messages it sends belong to.
 *
 * A front end puts an output below the cell whose request is its parent. Callbacks keep the context in which
 * they were made, so that a timer's late output goes to the cell that started it.
 */
import type { OutputSink } from "../host/hostTypes.js";
import { isThenable } from "../host/mimeBundle.js";
import type { IncomingMessage } from "../protocol/message.js";

export interface OutputContext {
  /** Header text: the cell whose outputs these are. */
  readonly output: string;
  /** Header text: the parent of comm messages. Inside a comm handler it is the message that is handled. */
  readonly comm: string;
  /** The request whose sender may be asked for input. */
  readonly asker?: IncomingMessage;
  /** Where outputs go instead of the cell. */
  readonly sink?: OutputSink;
}

const none: OutputContext = { output: "{}", comm: "{}" };

export class Contexts {
  /** Of what runs at large; the last one holds. */
  #bases: readonly OutputContext[] = [];
  #inner: OutputContext | undefined;

  get current(): OutputContext {
    return this.#inner ?? this.#bases.at(-1) ?? none;
  }

  /** Stays in force until the next cell: what comes late belongs to the cell that ran last. */
  enter(context: OutputContext): void {
    this.#bases = [context];
    // A cell that was terminated ran no `finally`, that of `run` included.
    this.#inner = undefined;
  }

  /** Runs a function in a context and returns to the one before. */
  run<T>(context: OutputContext, run: () => T): T {
    const before = this.#inner;
    this.#inner = context;
    try {
      return run();
    } finally {
      this.#inner = before;
    }
  }

  /**
   * The same, but a promise that the function returns keeps the context until it has settled, or the next cell
   * begins: code after an `await` runs in the context that holds at large. (Node's AsyncLocalStorage would follow
   * it exactly, but Node 20 and 22 crash when code that it follows is interrupted.)
   */
  during<T>(context: OutputContext, run: () => T): T {
    const result = this.run(context, run);
    if (!isThenable(result)) return result;
    this.#bases = [...this.#bases, context];
    const leave = (): void => {
      this.#bases = this.#bases.filter((base) => base !== context);
    };
    result.then(leave, leave);
    return result;
  }
}

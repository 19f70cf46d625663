/**
 * On whose behalf the kernel is doing something: which request the messages it sends belong to.
 *
 * A front end puts an output below the cell whose request is its parent. Callbacks keep the context in which
 * they were made, so that a timer's late output goes to the cell that started it.
 */
import type { IncomingMessage } from "../protocol/message.js";

export interface OutputContext {
  /** Header text: the cell whose outputs these are. */
  readonly output: string;
  /** Header text: the parent of comm messages. Inside a comm handler it is the message that is handled. */
  readonly comm: string;
  /** The request whose sender may be asked for input. */
  readonly asker?: IncomingMessage;
}

export class Contexts {
  #current: OutputContext = { output: "{}", comm: "{}" };

  get current(): OutputContext {
    return this.#current;
  }

  /** Stays in force until the next cell: what comes late belongs to the cell that ran last. */
  enter(context: OutputContext): void {
    this.#current = context;
  }

  /** Runs a function in a context and returns to the one before. */
  run<T>(context: OutputContext, run: () => T): T {
    const before = this.#current;
    this.#current = context;
    try {
      return run();
    } finally {
      this.#current = before;
    }
  }
}

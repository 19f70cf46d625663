/**
 * On whose behalf the kernel is doing something: which request the messages it sends belong to.
 *
 * A front end puts an output below the cell whose request is its parent. Callbacks of timers keep the context in
 * which they were made. Where no context is in force (a cell goes on after an await, a file was read) the stack
 * tells: scripts of cells have names. It is not sure where its last frame is a named function, which another cell
 * may have called; if a timer led here, its context is the better one.
 *
 * AsyncLocalStorage would know more, but before Node.js 24 it switches on hooks around each promise, and the
 * process aborts when an interrupt terminates code between two of them.
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

/** Frames of cells: "at async name (cell_3.ts:1:2)", or without a name. */
const cellFrame = /^\s+at (.*\()?(?:async )?(cell_\d+\.ts):/gm;
/** Taken before cells run, whose timers are guarded. */
const nextTick = process.nextTick.bind(process);
const microtask = queueMicrotask;
/** Frames that are looked at: enough to reach the cell from inside a library. */
const maximalFrames = 50;

export class Contexts {
  #current: OutputContext | undefined;
  /** Of the timer whose promises are being settled. */
  #timer: OutputContext | undefined;
  #last: OutputContext = { output: "{}", comm: "{}" };
  readonly #scripts = new Map<string, OutputContext>();

  get current(): OutputContext {
    return this.#current ?? this.ofStack(stackHere()) ?? this.#timer ?? this.#last;
  }

  /** Stays in force until the next cell for what cannot be told otherwise. */
  enter(context: OutputContext): void {
    this.#last = context;
    this.#timer = undefined;
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

  /** Runs a timer's callback; its context counts until all promises that it settled have been heard. */
  runTimer<T>(context: OutputContext, run: () => T): T {
    this.#timer = context;
    microtask(() => nextTick(() => (this.#timer = undefined)));
    return this.run(context, run);
  }

  /** Evaluates a script of the cell that was entered last; what comes of it later is known by the script's name. */
  evaluate<T>(script: string, run: () => T): T {
    this.#scripts.set(script, this.#last);
    return this.run(this.#last, run);
  }

  /** The cell at whose bottom a stack trace stands: the one that called, not one whose functions it called. */
  ofStack(stack: string): OutputContext | undefined {
    const [, name, script = ""] = [...stack.matchAll(cellFrame)].at(-1) ?? [];
    if (name !== undefined && this.#timer !== undefined) return this.#timer;
    return this.#scripts.get(script);
  }
}

function stackHere(): string {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = maximalFrames;
  const { stack } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return String(stack); // a library may have made it something else, by Error.prepareStackTrace
}

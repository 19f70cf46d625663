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

/** Frames of cells: "at async name (cell_3.ts:1:2)", or without a name. */
const cellFrame = /^\s+at (.*\()?(?:async )?(cell_\d+\.ts):/gm;
const cellScript = /^cell_\d+\.ts$/;
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
  /** Of blocks that await. */
  #awaiting: readonly OutputContext[] = [];
  /** What was found for the microtask that runs: looking at the stack takes 40 µs, too long for each print. */
  #found: OutputContext | undefined;
  readonly #scripts = new Map<string, OutputContext>();

  get current(): OutputContext {
    return this.#current ?? this.#awaited(this.#found ?? this.#find());
  }

  /** Stays in force until the next cell for what cannot be told otherwise. */
  enter(context: OutputContext): void {
    this.#last = context;
    this.#timer = undefined;
    this.#found = undefined;
    this.#awaiting = [];
    // A cell that was terminated ran no `finally`, that of `run` included.
    this.#current = undefined;
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

  /**
   * The same, but what the function's cell does at large keeps the context until a promise that the function
   * returned has settled, or the next cell begins.
   */
  during<T>(context: OutputContext, run: () => T): T {
    const result = this.run(context, run);
    if (!isThenable(result)) return result;
    this.#awaiting = [...this.#awaiting, context];
    const leave = (): void => {
      this.#awaiting = this.#awaiting.filter((each) => each !== context);
    };
    result.then(leave, leave);
    return result;
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
    const [, name, script] = [...stack.matchAll(cellFrame)].at(-1) ?? [];
    return this.#ofFrame(script === undefined ? undefined : { script, named: name !== undefined });
  }

  #awaited(context: OutputContext): OutputContext {
    return this.#awaiting.findLast(({ output }) => output === context.output) ?? context;
  }

  #find(): OutputContext {
    const found = this.#ofFrame(outermostFrame());
    // Only what is sure: Node.js itself schedules ticks before it calls a cell's callback.
    if (found === undefined) return this.#timer ?? this.#last;
    microtask(() => (this.#found = undefined));
    this.#found = found;
    return found;
  }

  #ofFrame(frame: CellFrame | undefined): OutputContext | undefined {
    if (frame?.named && this.#timer !== undefined) return this.#timer;
    return frame && this.#scripts.get(frame.script);
  }
}

interface CellFrame {
  readonly script: string;
  readonly named: boolean;
}

/** The cell at the bottom of this stack. Frames are not made into text, which would take ten times as long. */
function outermostFrame(): CellFrame | undefined {
  const { stackTraceLimit } = Error;
  const prepareStackTrace: unknown = Reflect.get(Error, "prepareStackTrace");
  Error.stackTraceLimit = maximalFrames;
  Error.prepareStackTrace = (_error, sites) => sites;
  const holder: { readonly stack?: readonly NodeJS.CallSite[] } = {};
  Error.captureStackTrace(holder);
  const sites = holder.stack ?? [];
  Error.stackTraceLimit = stackTraceLimit;
  Reflect.set(Error, "prepareStackTrace", prepareStackTrace);
  for (let at = sites.length - 1; at >= 0; at--) {
    const script = sites[at]?.getScriptNameOrSourceURL() ?? "";
    if (!cellScript.test(script)) continue;
    return { script, named: !!sites[at]?.getFunctionName() };
  }
  return undefined;
}

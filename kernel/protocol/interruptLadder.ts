/**
 * Stops what the main thread is doing, in two steps (runs in the sockets' thread).
 *
 * 1. Ask: the main thread rejects the cell it awaits and acknowledges. Enough for anything that awaits.
 * 2. No acknowledgement in 100 ms means that it is computing: terminate the JavaScript it runs, then ask
 *    again, because what awaited the terminated code will never settle by itself.
 * 3. Native code (a library in C++, a child process that is waited for) cannot be terminated: JavaScript ends when
 *    it returns. Whoever waits is told so.
 *
 * Only code of cells may be terminated: it runs inside an inspector evaluation, which survives termination.
 * While the main thread is in kernel code (checking types) the second step waits for it to come out.
 */
import { Session } from "node:inspector";
import { log } from "./log.js";
import { criticalDepth, interruptState, interruptStates } from "./threadMessages.js";

const patienceMs = 100;
const retryMs = 20;
/** A termination takes effect at once, if it can. */
const nativeMs = 1500;

export class InterruptLadder {
  readonly #flags: Int32Array;
  readonly #ask: (cell: string | undefined) => void;
  readonly #terminateStopped: () => void;
  #cell: string | undefined;
  #session: Session | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #onNative: (cell: string) => void;

  /**
   * @param shared Flags, see threadMessages.ts: while the first is not zero the main thread must not be terminated.
   * @param ask Posts the interrupt of a cell to the main thread. It may hear of it when that cell has ended,
   *   and must not stop the next one.
   * @param onNative Called when the cell does not stop because it is in native code.
   * @param terminateStopped Ends a program that is stopped in the debugger, which a termination alone does not reach.
   */
  constructor(
    shared: SharedArrayBuffer,
    ask: (cell: string | undefined) => void,
    onNative: (cell: string) => void,
    terminateStopped: () => void,
  ) {
    this.#terminateStopped = terminateStopped;
    this.#flags = new Int32Array(shared);
    this.#ask = ask;
    this.#onNative = onNative;
  }

  interrupt(cell: string | undefined): void {
    this.#cell = cell;
    const { none, asked } = interruptStates;
    if (Atomics.compareExchange(this.#flags, interruptState, none, asked) === none) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#terminate(), patienceMs);
    }
    this.#ask(cell);
  }

  /** Must be called before the process ends, or Node waits for "the debugger to disconnect". */
  close(): void {
    clearTimeout(this.#timer);
    this.#session?.disconnect();
    this.#session = undefined;
  }

  #terminate(): void {
    if (Atomics.load(this.#flags, criticalDepth) !== 0) {
      this.#timer = setTimeout(() => this.#terminate(), retryMs);
      return;
    }
    const { none, asked, terminating } = interruptStates;
    if (Atomics.compareExchange(this.#flags, interruptState, asked, terminating) !== asked) return;
    if (this.#session === undefined) {
      this.#session = new Session();
      this.#session.connectToMainThread();
    }
    const cell = this.#cell;
    this.#timer = setTimeout(() => {
      if (cell !== undefined) this.#onNative(cell);
    }, nativeMs);
    this.#session.post("Runtime.terminateExecution", (error) => {
      clearTimeout(this.#timer);
      if (error) log("interrupt: could not terminate", error);
      Atomics.store(this.#flags, interruptState, none);
      this.#ask(this.#cell);
    });
    this.#terminateStopped();
  }
}

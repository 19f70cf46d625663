/**
 * The main thread, reached through V8's inspector from the sockets' thread.
 *
 * The inspector is served also while the main thread is paused at a breakpoint, and between two statements while
 * it computes; only native code makes it wait.
 */
import type { Runtime } from "node:inspector";
import { Session } from "node:inspector/promises";
import { log } from "../protocol/log.js";
import { targetName, type TargetFunctions } from "./targetFunctions.js";

/** What V8 knows beside what is typed; see the "Runtime" and "Debugger" domains of its protocol. */
export type EvaluateParams = Partial<Runtime.EvaluateParameterType> & {
  /** Lets a later `let` redeclare an earlier one, as in cells. */
  readonly replMode?: boolean;
  /** Breakpoints do not stop it. */
  readonly disableBreaks?: boolean;
};

/** Nothing of it is seen by the one who debugs: neither breakpoints nor exceptions pause it. */
const unseen: EvaluateParams = { silent: true, disableBreaks: true };

export class MainThread {
  #session: Session | undefined;

  /** The inspector session; connected when first asked for. */
  get session(): Session {
    if (this.#session === undefined) {
      this.#session = new Session();
      this.#session.connectToMainThread();
    }
    return this.#session;
  }

  /** Calls a function of DebugTarget. */
  async call<K extends keyof TargetFunctions>(
    name: K,
    ...args: Parameters<TargetFunctions[K]>
  ): Promise<ReturnType<TargetFunctions[K]>> {
    const list = args.map((arg) => JSON.stringify(arg)).join(", ");
    const { result, exceptionDetails } = await this.evaluate(`${targetName}.${name}(${list})`, {
      ...unseen,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as ReturnType<TargetFunctions[K]>;
  }

  /** Evaluates JavaScript in the global scope. */
  evaluate(expression: string, params: EvaluateParams): Promise<Runtime.EvaluateReturnType> {
    const all: Runtime.EvaluateParameterType = { ...params, expression };
    return this.session.post("Runtime.evaluate", all);
  }

  /** Must be called before the process ends, or Node.js waits for "the debugger to disconnect". */
  close(): void {
    this.#session?.disconnect();
    this.#session = undefined;
  }
}

/** For messages whose answer nobody needs: a failure, such as a session that was closed, is only logged. */
export function unanswered(answer: Promise<unknown>): void {
  answer.catch((error: unknown) => log("debugger: a message failed", error));
}

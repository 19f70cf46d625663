/**
 * Runs JavaScript through V8's inspector, in the same thread.
 *
 * Unlike node:vm, an inspector evaluation is a boundary for termination: when the interrupter terminates the
 * code inside, the evaluation ends with a protocol error and the kernel's own stack lives on. And its REPL
 * mode gives the semantics of a notebook: top-level await, redeclaration, closures that see new values.
 */
import { Session, type Runtime } from "node:inspector";

/** How an evaluation ended. */
export type Evaluation =
  | { readonly kind: "done" }
  | { readonly kind: "thrown"; readonly error: unknown }
  | { readonly kind: "terminated" };

/** The global function through which values leave an evaluation as themselves, not as descriptions. */
const takeName = "$kernelTake";
const thunkName = "$kernelRun";

export class InspectorSession {
  readonly #session = new Session();
  readonly #globalId: string;
  #taken: unknown;
  #thunk: (() => void) | undefined;
  #depth = 0;

  constructor() {
    this.#session.connect();
    defineHidden(takeName, (value: unknown) => {
      this.#taken = value;
    });
    defineHidden(thunkName, () => this.#thunk?.());
    let id: string | undefined;
    this.#session.post("Runtime.evaluate", { expression: "globalThis" }, (_error, answer) => {
      id = answer.result.objectId;
    });
    if (id === undefined) throw new Error("InspectorSession: the inspector gave no global object");
    this.#globalId = id;
  }

  /** Evaluates a cell's script; resolves when its top-level awaits have settled. */
  evaluate(expression: string): Promise<Evaluation> {
    let resolve: (evaluation: Evaluation) => void = () => undefined;
    const evaluated = new Promise<Evaluation>((settle) => {
      resolve = settle;
    });
    const done = (error: Error | null, answer: Runtime.EvaluateReturnType): void => {
      // Node 20 and 24 report a terminated evaluation by different codes; nothing else fails here.
      if (error) return resolve({ kind: "terminated" });
      const thrown = answer.exceptionDetails;
      if (!thrown) return resolve({ kind: "done" });
      resolve({ kind: "thrown", error: this.#live(thrown) });
    };
    const params = { expression, replMode: true, awaitPromise: true, objectGroup: "cell" };
    this.#depth++;
    // Not inside the promise's executor, which would be a frame in every stack trace of a cell.
    this.#session.post("Runtime.evaluate", params, done);
    this.#depth--;
    return evaluated;
  }

  /**
   * Calls a function so that termination ends only this call. Exceptions pass through.
   *
   * @returns "terminated", or what the function returned.
   */
  guarded<T>(run: () => T): { readonly value: T } | "terminated" {
    if (this.#depth > 0) return { value: run() }; // already inside an evaluation
    let outcome: { value: T } | { error: unknown } | undefined;
    const outer = this.#thunk;
    this.#thunk = () => {
      try {
        outcome = { value: run() };
      } catch (error) {
        outcome = { error };
      }
    };
    this.#depth++;
    this.#session.post("Runtime.evaluate", { expression: `${thunkName}()` });
    this.#depth--;
    this.#thunk = outer;
    if (outcome === undefined) return "terminated";
    if ("error" in outcome) throw outcome.error;
    return outcome;
  }

  close(): void {
    this.#session.disconnect();
  }

  /** The thrown value itself. */
  #live({ exception, text }: Runtime.ExceptionDetails): unknown {
    if (!exception) return new Error(text);
    this.#session.post("Runtime.callFunctionOn", {
      functionDeclaration: `function (value) { ${takeName}(value); }`,
      objectId: this.#globalId,
      arguments: [asArgument(exception)],
    });
    this.#session.post("Runtime.releaseObjectGroup", { objectGroup: "cell" });
    const taken = this.#taken;
    this.#taken = undefined;
    return taken;
  }
}

/** The inspector takes a value back by its id, by the text of what JSON cannot say (10n, NaN), or as JSON. */
function asArgument(object: Runtime.RemoteObject): Runtime.CallArgument {
  if (object.objectId !== undefined) return { objectId: object.objectId };
  if (object.unserializableValue !== undefined)
    return { unserializableValue: object.unserializableValue };
  return { value: object.value as unknown };
}

/** Defines a global that does not show up in listings of globals. */
export function defineHidden(name: string | symbol, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

/** Runs execute_requests: input, outputs, result or error, history, and the reply. */
import { isThenable, mimeBundle } from "../host/mimeBundle.js";
import type { MimeBundle } from "../host/hostTypes.js";
import { showProblems } from "../language/problem.js";
import { textField, type IncomingMessage, type JsonObject } from "../protocol/message.js";
import type { CellOutcome, Engine } from "../runtime/engine.js";
import { plainReport, reportError, type ErrorReport } from "../runtime/errorReport.js";
import type { InspectorSession } from "../runtime/inspectorSession.js";
import type { Assistance } from "./assistance.js";
import { askedName, helpPayload } from "./help.js";
import type { History } from "./history.js";
import { KeyboardInterrupt, type Interruption } from "./interruption.js";
import type { Contexts } from "./outputContext.js";
import type { Outputs } from "./outputs.js";

type Race = <T>(promise: PromiseLike<T>) => Promise<T>;
type CellResult =
  | { readonly data: MimeBundle | undefined; readonly payload?: readonly JsonObject[] }
  | { readonly error: ErrorReport };

export interface ExecutorParts {
  readonly engine: Engine;
  readonly assistance: Assistance;
  readonly session: InspectorSession;
  readonly outputs: Outputs;
  readonly contexts: Contexts;
  readonly history: History;
  readonly interruption: Interruption;
}

export class Executor {
  readonly #parts: ExecutorParts;
  readonly #evaluate = <T>(script: string, run: () => T): T =>
    this.#parts.contexts.evaluate(script, run);
  #count = 0;
  #notice: string | undefined;

  constructor(parts: ExecutorParts) {
    this.#parts = parts;
  }

  /** A text that the next cell prints. */
  notice(text: string): void {
    this.#notice = text;
  }

  /** Content of execute_reply. */
  execute(request: IncomingMessage): Promise<JsonObject> {
    const context = { output: request.header, comm: request.header, asker: request };
    this.#parts.contexts.enter(context);
    // Result and error are the cell's, whoever captures its other outputs.
    const own = (send: () => void): void => this.#parts.contexts.run(context, send);
    return this.#parts.interruption.during((race) => this.#execute(request.content, race, own));
  }

  async #execute(
    content: JsonObject,
    race: Race,
    own: (send: () => void) => void,
  ): Promise<JsonObject> {
    const { outputs, history } = this.#parts;
    const code = textField(content, "code");
    const silent = content["silent"] === true;
    const storing = !silent && content["store_history"] !== false;
    if (storing) this.#count++;
    const count = this.#count;
    const label = silent ? "cell [*]" : `cell [${storing ? count : count + 1}]`;
    if (!silent) outputs.executeInput(code, count);
    if (!silent && this.#notice !== undefined) {
      outputs.print("stderr", `${this.#notice}\n`);
      this.#notice = undefined;
    }
    const result = await this.#run(code, label, race);
    const { data, error } = { data: undefined, error: undefined, ...result };
    if (error) own(() => outputs.error(error));
    else if (data && !silent) own(() => outputs.executeResult(data, count));
    if (storing) history.add(count, code, "error" in result ? null : textOf(result.data));
    if ("error" in result) return { status: "error", execution_count: count, ...result.error };
    const expressions = await this.#userExpressions(content["user_expressions"], race);
    const payload = result.payload ?? [];
    return { status: "ok", execution_count: count, payload, user_expressions: expressions };
  }

  async #run(code: string, label: string, race: Race): Promise<CellResult> {
    const { engine, outputs, assistance } = this.#parts;
    const asked = askedName(code);
    if (asked !== undefined) return { data: undefined, payload: helpPayload(asked, assistance) };
    outputs.unheard.begin(this.#parts.contexts.current.output);
    try {
      const outcome = await engine.run(code, {
        label,
        checked: true,
        race,
        evaluate: this.#evaluate,
      });
      await race(outputs.settled());
      if (outcome.kind === "value") await race(outputs.unheard.end());
      return await this.#result(outcome, code, label, race);
    } catch (error) {
      outputs.forgetPending();
      return { error: this.#report(error) };
    }
  }

  async #result(
    outcome: CellOutcome,
    code: string,
    label: string,
    race: Race,
  ): Promise<CellResult> {
    switch (outcome.kind) {
      case "value":
        return { data: await this.#bundle(outcome.value, race) };
      case "thrown":
        return { error: this.#report(outcome.error) };
      case "terminated":
        return { error: this.#report(new KeyboardInterrupt()) };
      case "problems": {
        const [first] = outcome.problems;
        const evalue = `${label}:${first?.place.line}:${first?.place.column} - ${first?.message}`;
        const lines = showProblems(outcome.problems, code, label);
        return { error: { ...plainReport("TypeScriptError", evalue), traceback: lines } };
      }
    }
  }

  /** The bundle of a cell's value. Making it runs the value's own code, which may loop or fail. */
  async #bundle(value: unknown, race: Race): Promise<MimeBundle | undefined> {
    if (value === undefined) return undefined;
    const made = this.#parts.session.guarded(() => mimeBundle(value));
    if (made === "terminated") throw new KeyboardInterrupt();
    const bundle = isThenable(made.value) ? await race(made.value) : made.value;
    return Object.keys(bundle).length === 0 ? undefined : bundle;
  }

  #report(error: unknown): ErrorReport {
    if (error instanceof KeyboardInterrupt) return plainReport(error.name, error.message);
    const made = this.#parts.session.guarded(() => reportError(error, this.#parts.engine.stacks));
    return made === "terminated" ? plainReport("KeyboardInterrupt", "interrupted") : made.value;
  }

  async #userExpressions(expressions: unknown, race: Race): Promise<JsonObject> {
    if (typeof expressions !== "object" || expressions === null) return {};
    const results: JsonObject = {};
    for (const [name, code] of Object.entries(expressions) as [string, unknown][])
      results[name] = await this.#userExpression(String(code), race);
    return results;
  }

  async #userExpression(code: string, race: Race): Promise<JsonObject> {
    try {
      const options = { label: "expression", checked: false, race, evaluate: this.#evaluate };
      const outcome = await this.#parts.engine.run(code, options);
      const result = await this.#result(outcome, code, "expression", race);
      if ("error" in result) return { status: "error", ...result.error };
      const data = result.data ?? { "text/plain": "undefined" };
      return { status: "ok", data, metadata: {} };
    } catch (error) {
      return { status: "error", ...this.#report(error) };
    }
  }
}

function textOf(data: MimeBundle | undefined): string | null {
  const text = data?.["text/plain"];
  return typeof text === "string" ? text : null;
}

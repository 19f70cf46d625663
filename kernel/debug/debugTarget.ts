/**
 * The debugger's hand in the main thread: functions that it calls through the inspector, and news of scripts.
 *
 * A script is announced before it is evaluated, and the evaluation waits until its breakpoints are set. Without a
 * debugger nothing is announced and nothing waits.
 */
import { inspect } from "node:util";
import type { MessagePort } from "node:worker_threads";
import { isThenable, mimeBundle } from "../host/mimeBundle.js";
import type { MimeBundle } from "../host/hostTypes.js";
import { SessionTypes } from "../language/sessionTypes.js";
import { log } from "../protocol/log.js";
import type { Engine } from "../runtime/engine.js";
import { defineHidden } from "../runtime/inspectorSession.js";
import type { MappedScript, ScriptWatcher } from "../runtime/stackMapping.js";
import { targetName } from "./targetFunctions.js";
import type {
  FromTarget,
  ScriptDescription,
  SessionVariable,
  TargetFunctions,
} from "./targetFunctions.js";

export interface DebugTargetOptions {
  readonly port: MessagePort;
  readonly engine: Engine;
  /** Runs kernel code that an interrupt must not terminate. */
  readonly critical: <T>(run: () => T) => T;
  /** Whether kernel code runs that cannot be entered a second time, such as a type check. */
  readonly isCritical: () => boolean;
}

export class DebugTarget implements ScriptWatcher {
  readonly #options: DebugTargetOptions;
  readonly #types: SessionTypes;
  readonly #waiting: (() => void)[] = [];
  #attached = false;
  #news = false;
  #variables: readonly SessionVariable[] = [];

  constructor(options: DebugTargetOptions) {
    this.#options = options;
    this.#types = new SessionTypes(options.engine.checker);
    const { port, engine } = options;
    engine.stacks.watch(this);
    port.on("message", () => this.#waiting.shift()?.());
    port.unref();
    defineHidden(targetName, { ...this.#functions(), rich });
    this.#post({ kind: "listening" });
  }

  registered(name: string, script: MappedScript): void {
    if (!this.#attached) return;
    this.#news = true;
    this.#post({ kind: "script", script: describe(name, script) });
  }

  taken(): Promise<void> | undefined {
    if (!this.#news) return undefined;
    this.#news = false;
    this.#post({ kind: "flush" });
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #functions(): TargetFunctions {
    const { engine, critical } = this.#options;
    return {
      attach: () => {
        this.#attached = true;
        return [...engine.stacks.scripts].map(([name, script]) => describe(name, script));
      },
      detach: () => {
        this.#attached = false;
      },
      variables: () => this.#sessionVariables(),
      sourceMap: (code) => critical(() => engine.emit(code).sourceMap),
      javascript: (code) => critical(() => engine.emitExpression(code)),
      declare: (name) => critical(() => engine.checker.declare(name)),
    };
  }

  /** The list of last time if it comes while types are being checked. */
  #sessionVariables(): readonly SessionVariable[] {
    const { engine, critical, isCritical } = this.#options;
    if (isCritical()) return this.#variables;
    try {
      const types = critical(() => this.#types.list());
      const runtimeName = (name: string): string => engine.runtimeName(name);
      this.#variables = types.map((each) => ({ ...each, runtimeName: runtimeName(each.name) }));
    } catch (error) {
      log("debugger: no types", error); // a cell that nests deeply has left no room on the stack
    }
    return this.#variables;
  }

  #post(message: FromTarget): void {
    this.#options.port.postMessage(message);
  }
}

function describe(name: string, script: MappedScript): ScriptDescription {
  const { sourceMap, label, source, linesBefore } = script;
  // What magics are compiled to stands on their own lines, so lines are those that were written.
  return { name, sourceMap, label, source: source.code, linesBefore };
}

/**
 * The MIME bundle of a value, as JSON.
 *
 * @param wait Whether one that is made asynchronously may be waited for.
 */
function rich(value: unknown, wait: boolean): string | Promise<string> {
  const made = mimeBundle(value);
  if (!isThenable(made)) return JSON.stringify(made);
  const asText: MimeBundle = { "text/plain": inspect(value) };
  return wait ? made.then((bundle) => JSON.stringify(bundle)) : JSON.stringify(asText);
}

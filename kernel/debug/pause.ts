/** A stop of the program: the stack in places of the sources, and the scopes of its frames. */
import type { Debugger } from "node:inspector";
import type { EmittedScript, SourcePlace } from "./emittedScript.js";
import type { SessionScope } from "./sessionScope.js";
import type { Variables } from "./variables.js";
import type { DapVariable } from "./dap.js";

export interface Frame extends SourcePlace {
  readonly id: number;
  readonly script: EmittedScript;
  readonly call: Debugger.CallFrame;
}

export interface DapScope {
  readonly name: string;
  readonly variablesReference: number;
  readonly expensive: boolean;
}

type ScriptOf = (scriptId: string) => EmittedScript | undefined;

let lastFrame = 0; // over all stops: a client must not take an old frame for a new one

/** The frames in code that a person wrote; those of libraries and of the kernel are left out. */
export function framesOf(
  calls: readonly Debugger.CallFrame[],
  scriptOf: ScriptOf,
): readonly Frame[] {
  return calls.flatMap((call) => {
    const script = scriptOf(call.location.scriptId);
    const place = script && placeOf(call, script);
    return place ? [{ id: ++lastFrame, script, call, ...place }] : [];
  });
}

function placeOf({ location }: Debugger.CallFrame, script: EmittedScript): SourcePlace | undefined {
  const { lineNumber, columnNumber = 0 } = location;
  return script.original({ lineNumber, columnNumber });
}

/** As `stackTrace` tells it. */
export function describeFrame({ id, script, call, line, column }: Frame): Record<string, unknown> {
  const name = call.functionName.replace(/^\$\$/, "") || script.label;
  return { id, name, line, column, source: { name: script.label, path: script.path } };
}

export class Scopes {
  readonly #variables: Variables;
  readonly #session: SessionScope;

  constructor(variables: Variables, session: SessionScope) {
    this.#variables = variables;
    this.#session = session;
  }

  /** Innermost first: what the function declares, what it closes over, what cells left. */
  of(frame: Frame): DapScope[] {
    const isClosure = ({ type }: Debugger.Scope): boolean =>
      type === "closure" || type === "module";
    const { scopeChain } = frame.call;
    const outside = scopeChain.findIndex((s) => isClosure(s) || /script|global/.test(s.type));
    const local = scopeChain.slice(0, outside);
    const closures = scopeChain.filter(isClosure);
    return [
      ...(local.length === 0 ? [] : [this.#scope("Local", () => this.#local(frame, local))]),
      ...(closures.length === 0 ? [] : [this.#scope("Closure", () => this.#merged(closures))]),
      this.#scope("Session", () => this.#session.list()),
    ];
  }

  #scope(name: string, make: () => Promise<readonly DapVariable[]>): DapScope {
    return { name, variablesReference: this.#variables.refer(make), expensive: false };
  }

  async #local(
    { call }: Frame,
    scopes: readonly Debugger.Scope[],
  ): Promise<readonly DapVariable[]> {
    const variables = await this.#merged(scopes);
    const isBound = call.this.type !== "undefined" && call.this.className !== "global";
    return isBound ? [...variables, this.#variables.variable("this", call.this)] : variables;
  }

  /** Inner names hide outer ones. */
  async #merged(scopes: readonly Debugger.Scope[]): Promise<readonly DapVariable[]> {
    const all = new Map<string, DapVariable>();
    for (const { object } of scopes)
      for (const variable of object.objectId ? await this.#variables.members(object.objectId) : [])
        if (!all.has(variable.name)) all.set(variable.name, variable);
    return [...all.values()];
  }
}

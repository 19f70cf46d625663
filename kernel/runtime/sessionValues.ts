/** Values of the session's variables, read and forgotten from outside of any cell. */
import { runtimeName } from "../language/emit/renaming.js";
import { kernelGlobal } from "../language/emit/cellModule.js";
import type { InspectorSession } from "./inspectorSession.js";

type Getters = Readonly<Record<string, () => unknown>>;

export class SessionValues {
  readonly #session: InspectorSession;
  readonly #renamed: ReadonlySet<string>;
  #taken: Getters = {};

  /** @param renamed Names that have another name at run time. */
  constructor(session: InspectorSession, renamed: ReadonlySet<string>) {
    this.#session = session;
    this.#renamed = renamed;
  }

  /** Member of the kernel's global through which a script hands over its getters. */
  readonly take = (getters: Getters): void => {
    this.#taken = getters;
  };

  /** Functions that read the variables; they throw for one that was never set. */
  getters(names: readonly string[]): Getters {
    const members = names.map((name) => `${JSON.stringify(name)}: () => ${this.variable(name)}`);
    void this.#session.evaluate(`${kernelGlobal}.take({ ${members.join(", ")} })`);
    const taken = this.#taken;
    this.#taken = {};
    return taken;
  }

  /** V8 keeps a script's variables for good; without their values they take no memory. */
  forget(names: readonly string[]): void {
    const statements = names.map((name) => `try { ${this.variable(name)} = undefined } catch {}`);
    void this.#session.evaluate(`"use strict"; ${statements.join("; ")}`);
  }

  /** The name of a variable in the emitted JavaScript. */
  variable(name: string): string {
    return this.#renamed.has(name) ? runtimeName(name) : name;
  }
}

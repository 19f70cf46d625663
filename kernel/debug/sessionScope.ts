/** The variables that cells left, with the types that TypeScript gives them; also without a stop. */
import type { DapVariable } from "./dap.js";
import type { MainThread } from "./mainThread.js";
import type { SessionVariable } from "./targetFunctions.js";
import type { Variables } from "./variables.js";

/** Names that emitted code adds. */
const internal = /^(_default|__\w+)$/;
const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

export class SessionScope {
  readonly #main: MainThread;
  readonly #variables: Variables;

  constructor(main: MainThread, variables: Variables) {
    this.#main = main;
    this.#variables = variables;
  }

  /** Variables in the order in which they were declared; functions and classes behind them. */
  async list(): Promise<readonly DapVariable[]> {
    const known = new Map((await this.#main.call("variables")).map((v) => [v.runtimeName, v]));
    const { names } = await this.#main.session.post("Runtime.globalLexicalScopeNames");
    const shown = names.filter(
      (name) => isName.test(name) && !internal.test(name) && known.get(name)?.imported !== true,
    );
    const { result } = await this.#main.evaluate(collecting(shown), {
      objectGroup: this.#variables.objectGroup,
      silent: true,
    });
    if (result.objectId === undefined) return [];
    const members = await this.#variables.members(result.objectId);
    const described = members.map((member) => withType(member, known.get(member.name)));
    const isCode = ({ value }: DapVariable): boolean => /^(ƒ|class) /.test(value);
    return [...described.filter((v) => !isCode(v)), ...described.filter(isCode)];
  }
}

/** An object of the variables' values. One that is declared but not yet initialised cannot be read. */
function collecting(names: readonly string[]): string {
  const reads = names.map((name) => `try { all["${name}"] = ${name}; } catch {}`);
  return `(() => { const all = Object.create(null); ${reads.join(" ")} return all; })()`;
}

function withType(member: DapVariable, known: SessionVariable | undefined): DapVariable {
  if (known === undefined) return member;
  const named = { ...member, name: known.name };
  return member.type === undefined ? named : { ...named, type: known.type };
}

/** Runs cells: check types, emit, evaluate, tell the value of the last expression. */
import type { CellSource } from "../language/cellSource.js";
import { keepCompiledTypescript } from "../language/compiledTypescript.js";
import { emitCell, type EmittedCell } from "../language/emit/emit.js";
import { emitExpression } from "../language/emit/expression.js";
import { kernelGlobal } from "../language/emit/cellModule.js";
import type { Problem } from "../language/problem.js";
import { TypeChecker, type CheckedCell } from "../language/typeChecker.js";
import { isThenable } from "../host/mimeBundle.js";
import { MagicRunner } from "../magics/magicRunner.js";
import { log } from "../protocol/log.js";
import { CellModules } from "./cellModules.js";
import { defineHidden, type InspectorSession } from "./inspectorSession.js";
import { LocalModules } from "./localModules.js";
import { magicContext } from "./magicContext.js";
import { reservedNames } from "./reservedNames.js";
import { SessionValues } from "./sessionValues.js";
import { StackMapping } from "./stackMapping.js";

export type CellOutcome =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] }
  | { readonly kind: "thrown"; readonly error: unknown }
  | { readonly kind: "terminated" };

export interface EngineOptions {
  /** The notebook's folder. */
  readonly folder: string;
  readonly session: InspectorSession;
  /** Runs kernel code that an interrupt must not terminate. */
  critical<T>(run: () => T): T;
  /** Deals with interrupts that have not reached this thread yet; undefined if there is none. */
  interruptsHeard(): Promise<void> | undefined;
  /** Shows a line of text that the next call with this id replaces. */
  readonly showProgress: (id: string, text: string) => void;
}

export interface RunOptions {
  /** Names the cell in errors: "cell [3]". */
  readonly label: string;
  /** Whether types are checked and names are kept for later cells. */
  readonly checked: boolean;
  /** Called to evaluate a script; `run` returns when its synchronous part has ended. */
  readonly evaluate: <T>(script: string, run: () => T) => T;
  /** Settles with a promise, or rejects when the cell is interrupted. */
  readonly race: <T>(promise: PromiseLike<T>) => Promise<T>;
}

/** Lines that stand before the emitted ones. */
const scriptStart = '"use strict";\n';

export class Engine {
  readonly stacks = new StackMapping();
  readonly checker: TypeChecker;
  readonly #options: EngineOptions;
  readonly #modules: CellModules;
  readonly #local = new LocalModules(this.stacks, () => this.checker.hot.jsxPackage);
  /** `Deno` has another name from the start: see kernel/host/denoJupyter.ts. */
  readonly #renamed = new Set(["Deno"]);
  readonly #reserved = reservedNames();
  readonly #values: SessionValues;
  readonly #magics: MagicRunner;
  #race: RunOptions["race"] = (promise) => Promise.resolve(promise);
  #scripts = 0;
  #last: unknown;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.checker = options.critical(() => new TypeChecker(options.folder));
    this.#modules = new CellModules(options.folder, this.#local);
    this.#values = new SessionValues(options.session, this.#renamed);
    this.#magics = new MagicRunner(
      magicContext({
        ...options,
        checker: this.checker,
        values: this.#values,
        renamed: this.#renamed,
        loadedPackages: this.#modules.loadedPackages,
        race: (promise) => this.#race(promise),
      }),
    );
    this.#defineGlobals();
  }

  async run(code: string, options: RunOptions): Promise<CellOutcome> {
    this.#race = options.race;
    const source = this.#options.critical(() => this.checker.source(code));
    if (source.fault !== undefined) return { kind: "thrown", error: new SyntaxError(source.fault) };
    for (const call of source.first) await options.race(this.#magics.first(call));
    let cell: CheckedCell | undefined;
    if (options.checked) {
      cell = this.#check(source);
      if (cell && cell.problems.length > 0) return { kind: "problems", problems: cell.problems };
    }
    const name = `cell_${++this.#scripts}.ts`;
    const emitted = this.#options.critical(() => this.#emit(source, cell));
    // Checking can take long. An interrupt that came meanwhile is dealt with now, before the cell runs.
    const heard = this.#options.interruptsHeard();
    if (heard) await options.race(heard);
    const { label } = options;
    const { sourceMap } = emitted;
    this.stacks.register(name, { sourceMap, source, label, linesBefore: 1 });
    const taken = this.stacks.taken();
    if (taken) await options.race(taken);
    // `return await`, here and in all that leads here: returning a promise plainly would subscribe to it in a
    // microtask, and a termination drops the microtasks that wait. The cell would then never end.
    return await this.#evaluate(emitted.javascript, name, options);
  }

  /** What a cell would be emitted as; it is neither checked nor run. */
  emit(code: string): EmittedCell {
    return this.#emit(this.checker.source(code), undefined, new Set(this.#renamed));
  }

  /** The JavaScript of an expression in the names of the session. */
  emitExpression(code: string): string {
    return emitExpression(this.checker.source(code).text, this.#reserved, this.#renamed);
  }

  /** The name of a session's variable in the emitted JavaScript. */
  runtimeName(name: string): string {
    return this.#values.variable(name);
  }

  /** Work for idle moments. */
  tidy(): void {
    keepCompiledTypescript();
    const { hot } = this.checker;
    if (hot.crowded) this.#options.critical(() => hot.rebuild());
  }

  close(): void {
    this.#local.close();
  }

  /** undefined if the compiler itself failed; the cell then runs unchecked. */
  #check(source: CellSource): CheckedCell | undefined {
    return this.#options.critical(() => {
      try {
        const cell = this.checker.check(source);
        if (cell.problems.length === 0) this.checker.commit(cell);
        return cell;
      } catch (error) {
        log("the type checker failed; the cell runs unchecked", error);
        return undefined;
      }
    });
  }

  #emit(source: CellSource, cell: CheckedCell | undefined, renamed = this.#renamed): EmittedCell {
    const renaming = {
      reserved: this.#reserved,
      renamed,
      isTypeOnly: (local: string) => cell?.isTypeOnly(local) ?? false,
    };
    return emitCell(source.text, renaming, this.checker.hot.jsxPackage);
  }

  async #evaluate(
    javascript: string,
    name: string,
    { race, evaluate }: RunOptions,
  ): Promise<CellOutcome> {
    this.#last = undefined;
    this.#magics.start();
    const script = `${scriptStart}${javascript}\n;void 0\n//# sourceURL=${name}`;
    try {
      const evaluation = await race(evaluate(name, () => this.#options.session.evaluate(script)));
      if (evaluation.kind !== "done") return evaluation;
      const last = this.#last;
      return { kind: "value", value: isThenable(last) ? await race(last) : last };
    } catch (error) {
      if (error instanceof Error && error.name === "KeyboardInterrupt") this.#modules.abandon();
      return { kind: "thrown", error };
    } finally {
      this.#last = undefined;
    }
  }

  #defineGlobals(): void {
    const modules = this.#modules;
    defineHidden(kernelGlobal, {
      meta: modules.meta,
      import: modules.import.bind(modules),
      bind: modules.bind.bind(modules),
      namespace: modules.namespace.bind(modules),
      at: (folder: string) => modules.at(folder),
      last: (value: unknown): unknown => (this.#last = value),
      take: this.#values.take,
      ...this.#magics.members(),
    });
    defineHidden("require", modules.require);
    defineHidden("__dirname", modules.meta.dirname);
    defineHidden("__filename", modules.meta.filename);
  }
}

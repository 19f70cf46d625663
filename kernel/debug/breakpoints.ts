/**
 * Breakpoints of the sources, kept in all scripts that were emitted from them.
 *
 * V8 keeps a breakpoint by the script's name, so that one set just before the script is evaluated stops there.
 */
import type { DapBreakpoint, SourceBreakpoint } from "./dap.js";
import type { EmittedScript } from "./emittedScript.js";
import type { MainThread } from "./mainThread.js";
import type { Sources } from "./sources.js";

/** The main thread gets this long to say which lines of a new cell have code; native code may hold it up. */
const compileMs = 1000;

interface Breakpoint {
  readonly line: number;
  /** JavaScript. */
  readonly condition?: string;
}

export class Breakpoints {
  readonly #main: MainThread;
  readonly #sources: Sources;
  readonly #wanted = new Map<string, readonly Breakpoint[]>();
  /** V8's ids, by path. */
  readonly #set = new Map<string, string[]>();

  constructor(main: MainThread, sources: Sources) {
    this.#main = main;
    this.#sources = sources;
  }

  /** As debugInfo tells them. */
  get all(): readonly { source: string; breakpoints: readonly { line: number }[] }[] {
    return [...this.#wanted].map(([source, list]) => ({
      source,
      breakpoints: list.map(({ line }) => ({ line })),
    }));
  }

  /** Replaces all breakpoints of a source. */
  async replace(path: string, asked: readonly SourceBreakpoint[]): Promise<DapBreakpoint[]> {
    await this.#remove(path);
    const shape = this.#sources.scriptsOf(path).at(-1) ?? (await this.#compiled(path));
    const placed = await Promise.all(
      asked.map(async ({ line, condition }) => {
        const found = shape ? shape.lineWithCode(line) : line;
        const javascript = condition && (await this.#main.call("javascript", condition));
        return { line: found ?? line, hasCode: found !== undefined, condition: javascript };
      }),
    );
    const byLine = new Map<number, Breakpoint>();
    for (const { line, hasCode, condition } of placed)
      if (hasCode) byLine.set(line, condition ? { line, condition } : { line });
    if (byLine.size > 0) this.#wanted.set(path, [...byLine.values()]);
    else this.#wanted.delete(path);
    for (const script of this.#sources.scriptsOf(path)) await this.apply(script);
    return placed.map(({ line, hasCode }) => ({ line, verified: hasCode, source: { path } }));
  }

  /** Sets the breakpoints of a script that is about to run. */
  async apply(script: EmittedScript): Promise<void> {
    for (const { line, condition } of this.#wanted.get(script.path) ?? []) {
      const place = script.start(line);
      if (place === undefined) continue;
      const { breakpointId } = await this.#main.session.post("Debugger.setBreakpointByUrl", {
        url: script.name,
        ...place,
        ...(condition === undefined ? {} : { condition }),
      });
      const ids = this.#set.get(script.path) ?? [];
      this.#set.set(script.path, [...ids, breakpointId]);
    }
  }

  async clear(): Promise<void> {
    this.#wanted.clear();
    for (const path of [...this.#set.keys()]) await this.#remove(path);
  }

  async #remove(path: string): Promise<void> {
    const ids = this.#set.get(path) ?? [];
    this.#set.delete(path);
    for (const breakpointId of ids)
      await this.#main.session.post("Debugger.removeBreakpoint", { breakpointId });
  }

  /** The script that a cell would become; undefined for other sources, or if the main thread is held up. */
  async #compiled(path: string): Promise<EmittedScript | undefined> {
    const code = this.#sources.cell(path);
    if (code === undefined) return undefined;
    const late = new Promise<undefined>((resolve) => {
      setTimeout(resolve, compileMs, undefined).unref();
    });
    const sourceMap = await Promise.race([this.#main.call("sourceMap", code), late]);
    return sourceMap === undefined ? undefined : this.#sources.sketch(code, sourceMap);
  }
}

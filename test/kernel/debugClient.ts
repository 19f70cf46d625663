/** A debugger's front end without a screen: what JupyterLab sends and listens to, over a TestKernel. */
import { summary, type CellRun, type Message, type TestKernel } from "./testKernel.js";

type Json = Record<string, unknown>;

export interface Reply {
  readonly success: boolean;
  readonly message?: string;
  readonly body: Json;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  readonly variablesReference: number;
}

export interface StackFrame {
  readonly id: number;
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly source: { readonly path: string };
}

export class DebugClient {
  readonly #kernel: TestKernel;
  #sequence = 0;
  /** Everything that was broadcast, in order. */
  #messages: Message[] = [];
  #eventsRead = 0;

  constructor(kernel: TestKernel) {
    this.#kernel = kernel;
  }

  /** Sends a request without waiting. @returns Its id. */
  send(command: string, args: Json = {}): Promise<string> {
    const content = { type: "request", seq: this.#sequence++, command, arguments: args };
    return this.#kernel.send("debug_request", content, { channel: "control" });
  }

  async request(command: string, args: Json = {}): Promise<Reply> {
    const parent = await this.send(command, args);
    this.#messages.push(...(await this.#kernel.finish(parent)));
    return (await this.#kernel.reply(parent, "control")).content as unknown as Reply;
  }

  /** The body of a request that must succeed. */
  async body(command: string, args: Json = {}): Promise<Json> {
    const reply = await this.request(command, args);
    if (!reply.success) throw new Error(`${command}: ${reply.message}`);
    return reply.body;
  }

  async attach(): Promise<void> {
    await this.body("initialize");
    await this.body("attach");
  }

  /** Sets breakpoints in a cell's code, as a click beside a line does. @returns The lines where they are. */
  async breakAt(code: string, ...lines: (number | Json)[]): Promise<number[]> {
    const { sourcePath } = await this.body("dumpCell", { code });
    const { breakpoints } = await this.body("setBreakpoints", {
      source: { path: sourcePath },
      breakpoints: lines.map((line) => (typeof line === "number" ? { line } : line)),
      sourceModified: false,
    });
    return (breakpoints as { line: number }[]).map(({ line }) => line);
  }

  run(code: string): Promise<string> {
    return this.#kernel.sendCell(code);
  }

  /** The next event of this name. @returns Its body. */
  async event(name: string, timeout = 10): Promise<Json> {
    for (;;) {
      for (; this.#eventsRead < this.#messages.length; this.#eventsRead++) {
        const { type, content } = this.#messages[this.#eventsRead];
        if (type !== "debug_event" || content["event"] !== name) continue;
        this.#eventsRead++;
        return content["body"] as Json;
      }
      const fields = { type: "debug_event", timeout };
      this.#messages.push(...((await this.#kernel.command("iopub", fields)) as Message[]));
    }
  }

  /** Waits until the program stops. @returns The reason. */
  async stopped(): Promise<string> {
    return String((await this.event("stopped"))["reason"]);
  }

  async stack(): Promise<StackFrame[]> {
    return (await this.body("stackTrace", { threadId: 1 }))["stackFrames"] as StackFrame[];
  }

  /** "name:line" of each frame, innermost first. */
  async places(): Promise<string[]> {
    return (await this.stack()).map(({ name, line }) => `${name}:${line}`);
  }

  /** Waits for a stop and tells the innermost place. */
  async stopPlace(): Promise<string | undefined> {
    await this.stopped();
    return (await this.places())[0];
  }

  /** Sends a step and tells where it leads. */
  async step(command: "next" | "stepIn" | "stepOut"): Promise<string | undefined> {
    await this.body(command, { threadId: 1 });
    return this.stopPlace();
  }

  async resume(): Promise<void> {
    await this.body("continue", { threadId: 1 });
  }

  async expand(variablesReference: number): Promise<Variable[]> {
    return (await this.body("variables", { variablesReference }))["variables"] as Variable[];
  }

  /** Variables of the innermost frame, by scope and name. */
  async scopes(): Promise<Record<string, Record<string, Variable>>> {
    const [frame] = await this.stack();
    const { scopes } = await this.body("scopes", { frameId: frame?.id });
    const all: Record<string, Record<string, Variable>> = {};
    for (const { name, variablesReference } of scopes as Variable[])
      all[name] = byName(await this.expand(variablesReference));
    return all;
  }

  async inspect(): Promise<Record<string, Variable>> {
    return byName((await this.body("inspectVariables"))["variables"] as Variable[]);
  }

  /** Waits for the end of a cell. */
  async end(cell: string): Promise<CellRun> {
    const isEnd = ({ parent, content }: Message): boolean =>
      parent === cell && content["execution_state"] === "idle";
    if (!this.#messages.some(isEnd)) this.#messages.push(...(await this.#kernel.finish(cell)));
    const own = this.#messages.filter(({ parent }) => parent === cell);
    return summary(await this.#kernel.reply(cell), own);
  }

  /** Text that a cell has printed so far. */
  printed(cell: string): string {
    return this.#messages
      .filter(({ type, parent }) => type === "stream" && parent === cell)
      .map(({ content }) => String(content["text"]))
      .join("");
  }
}

export function byName(variables: readonly Variable[]): Record<string, Variable> {
  return Object.fromEntries(variables.map((variable) => [variable.name, variable]));
}

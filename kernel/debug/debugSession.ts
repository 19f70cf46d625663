/**
 * A client debugs the main thread: attached or not, running or stopped.
 *
 * V8's debugger is enabled only while a client is attached; without one, cells run as if it did not exist.
 */
import type { Debugger } from "node:inspector";
import type { MessagePort } from "node:worker_threads";
import { Breakpoints } from "./breakpoints.js";
import { threadId } from "./dap.js";
import type { EmittedScript } from "./emittedScript.js";
import { MainThread, unanswered } from "./mainThread.js";
import { framesOf, type Frame } from "./pause.js";
import { Sources } from "./sources.js";
import { isException, nextMove, type Step, type StepCommand } from "./stepping.js";
import type { FromTarget, ToTarget } from "./targetFunctions.js";
import { Variables } from "./variables.js";

type SendEvent = (event: string, body: Record<string, unknown>) => void;

/** A step that has not stopped again after this long is told to the client as running. */
const stepMs = 100;

export class DebugSession {
  readonly main = new MainThread();
  readonly sources = new Sources();
  readonly breakpoints = new Breakpoints(this.main, this.sources);
  readonly variables = new Variables(this.main);
  readonly #send: SendEvent;
  readonly #listening: Promise<void>;
  /** Names of V8's scripts by their ids. */
  readonly #names = new Map<string, string>();
  #filters: readonly string[] = [];
  #attached = false;
  #frames: readonly Frame[] | undefined;
  /** Calls on the stack while the program is stopped, those of the kernel and of libraries included. */
  #depth = 0;
  /** What the client asked for last, until the next stop. */
  #asked: Step | "pause" | undefined;
  #running: NodeJS.Timeout | undefined;
  /** Scripts that were announced and wait for their breakpoints. */
  #fresh: EmittedScript[] = [];

  /** @param port Leads to the main thread's DebugTarget. */
  constructor(port: MessagePort, send: SendEvent) {
    this.#send = send;
    this.#listening = new Promise((resolve) => {
      port.on("message", (message: FromTarget) => {
        if (message.kind === "listening") resolve();
        else this.#announced(port, message);
      });
    });
    port.unref();
  }

  get attached(): boolean {
    return this.#attached;
  }

  /** The stack while the program is stopped. */
  get frames(): readonly Frame[] | undefined {
    return this.#frames;
  }

  /** Resolves when the main thread can be asked: the language is loaded. */
  async listening(): Promise<void> {
    await this.#listening;
  }

  async attach(): Promise<void> {
    await this.#listening;
    if (this.#attached) return; // a client that was reloaded
    this.#attached = true;
    const { session } = this.main;
    session.removeAllListeners();
    session.on("Debugger.scriptParsed", ({ params }) => this.#parsed(params));
    session.on("Debugger.paused", ({ params }) => this.#paused(params));
    session.on("Debugger.resumed", () => this.#resumed());
    for (const script of await this.main.call("attach")) this.sources.add(script);
    await session.post("Debugger.enable"); // V8 tells all its scripts now
  }

  /** Removes all breakpoints and lets the program go on. */
  async detach(): Promise<void> {
    if (!this.#attached) return;
    await this.breakpoints.clear();
    await this.main.call("detach");
    if (this.#frames) await this.main.session.post("Debugger.resume");
    await this.main.session.post("Debugger.disable");
    this.#resumed(); // V8 need not tell it any more
    this.#attached = false;
    this.#filters = [];
    this.#names.clear();
  }

  async pauseOnExceptions(filters: readonly string[]): Promise<void> {
    this.#filters = filters;
    // V8's own "uncaught" does not count an exception that only the cell's promise carries out.
    const state = filters.length === 0 ? "none" : "all";
    await this.main.session.post("Debugger.setPauseOnExceptions", { state });
  }

  /** @throws If the program is not stopped. */
  async step(how: StepCommand): Promise<void> {
    const [from] = this.#mustBeStopped();
    this.#asked = from && { how, from, depth: this.#depth };
    await this.main.session.post(`Debugger.${how}`);
  }

  /** @throws If the program is not stopped. */
  async resume(): Promise<void> {
    this.#mustBeStopped();
    await this.main.session.post("Debugger.resume");
  }

  #mustBeStopped(): readonly Frame[] {
    if (this.#frames === undefined) throw new Error("the program is not stopped");
    return this.#frames;
  }

  /** Stops at the next statement that someone wrote. */
  async pause(): Promise<void> {
    this.#asked = "pause";
    await this.main.session.post("Debugger.pause");
  }

  /** Ends what is stopped, because it is interrupted; also what is being evaluated during the stop. */
  terminate(): void {
    this.#asked = undefined;
    const params = { terminateOnResume: true };
    if (this.#frames) unanswered(this.main.session.post("Debugger.resume", params));
  }

  /** Before the process ends. */
  close(): void {
    this.terminate();
    this.main.close();
  }

  #announced(port: MessagePort, message: FromTarget): void {
    if (message.kind === "script") {
      this.#fresh.push(this.sources.add(message.script));
      return;
    }
    const fresh = this.#fresh;
    this.#fresh = [];
    const set = Promise.all(fresh.map((script) => this.breakpoints.apply(script)));
    const answer: ToTarget = { kind: "flushed" };
    unanswered(set.finally(() => port.postMessage(answer)));
  }

  #parsed({ scriptId, url }: Debugger.ScriptParsedEventDataType): void {
    if (this.sources.script(url)) {
      this.#names.set(scriptId, url);
      return;
    }
    // A step does not lead into a library or the kernel, and what they catch themselves is no stop.
    const positions = [{ lineNumber: 0, columnNumber: 0 }];
    unanswered(this.main.session.post("Debugger.setBlackboxedRanges", { scriptId, positions }));
  }

  #paused(event: Debugger.PausedEventDataType): void {
    const scriptOf = (id: string): EmittedScript | undefined =>
      this.sources.script(this.#names.get(id));
    const frames = framesOf(event.callFrames, scriptOf);
    const [call] = event.callFrames;
    const script = call && scriptOf(call.location.scriptId);
    const step = this.#asked === "pause" ? undefined : this.#asked;
    const move = nextMove({ event, frames, script, filters: this.#filters, step });
    if (move !== "stop") {
      // A pause that was asked for hits the kernel's own code first when no cell runs.
      if (move === "resume" && this.#asked === "pause") unanswered(this.pause());
      unanswered(this.main.session.post(`Debugger.${move}`));
      return;
    }
    clearTimeout(this.#running);
    this.#frames = frames;
    this.#depth = event.callFrames.length;
    this.#send("stopped", { threadId, allThreadsStopped: true, ...this.#reason(event) });
    this.#asked = undefined;
  }

  #reason(event: Debugger.PausedEventDataType): { reason: string; text?: string } {
    if (isException(event)) return { reason: "exception", text: thrownText(event) };
    // A `debugger` statement has no breakpoint, and was not stepped to.
    if ((event.hitBreakpoints ?? []).length > 0 || this.#asked === undefined)
      return { reason: "breakpoint" };
    return { reason: this.#asked === "pause" ? "pause" : "step" };
  }

  #resumed(): void {
    if (this.#frames === undefined) return; // a pause that nobody saw
    this.#frames = undefined;
    unanswered(this.variables.clear());
    const tell = (): void => this.#send("continued", { threadId, allThreadsContinued: true });
    if (this.#asked !== undefined) this.#running = setTimeout(tell, stepMs);
    else tell();
  }
}

function thrownText({ data }: Debugger.PausedEventDataType): string {
  const description = data !== undefined && "description" in data ? data["description"] : undefined;
  return typeof description === "string" ? (description.split("\n")[0] ?? "") : "";
}

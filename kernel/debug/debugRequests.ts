/**
 * Answers debug_request: the Debug Adapter Protocol with Jupyter's additions (runs in the sockets' thread).
 *
 * The main thread may be paused; whatever is needed of it is asked for through the inspector.
 */
import type { JsonObject } from "../protocol/message.js";
import { isObject, numberArgument, parseRequest, textArgument, threadId } from "./dap.js";
import type { SourceBreakpoint } from "./dap.js";
import type { DebugSession } from "./debugSession.js";
import { copyToSession, evaluate, frameOf, richBundle } from "./evaluation.js";
import { describeFrame, Scopes } from "./pause.js";
import { SessionScope } from "./sessionScope.js";
import { cellPaths } from "./sources.js";
import { exceptionFilters } from "./stepping.js";

type Handler = (args: JsonObject) => JsonObject | Promise<JsonObject>;

const capabilities: JsonObject = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsModulesRequest: true,
  exceptionBreakpointFilters: exceptionFilters,
};

/**
 * Bodies of requests that failed. JupyterLab reads the lists without asking whether there was success: it may well
 * have asked for variables of a stop that is over.
 */
const emptyBodies: Readonly<Record<string, JsonObject>> = {
  stackTrace: { stackFrames: [] },
  scopes: { scopes: [] },
  variables: { variables: [] },
  inspectVariables: { variables: [] },
  setBreakpoints: { breakpoints: [] },
};

export class DebugRequests {
  readonly #session: DebugSession;
  readonly #scopes: Scopes;
  readonly #sessionScope: SessionScope;

  constructor(session: DebugSession) {
    this.#session = session;
    this.#sessionScope = new SessionScope(session.main, session.variables);
    this.#scopes = new Scopes(session.variables, this.#sessionScope);
  }

  /** Content of debug_reply; a request that fails is answered with its reason. */
  async answer(content: JsonObject): Promise<JsonObject> {
    const { seq, command, arguments: args } = parseRequest(content);
    const reply = { type: "response", seq, request_seq: seq, command };
    try {
      return { ...reply, success: true, body: await this.#handler(command)(args) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ...reply, success: false, message, body: emptyBodies[command] ?? {} };
    }
  }

  #handler(command: string): Handler {
    const always = this.#always[command];
    if (always) return always;
    const handler = this.#whenAttached[command];
    if (handler === undefined) throw new Error(`debug_request: unknown command ${command}`);
    if (!this.#session.attached) throw new Error(`${command}: the debugger is not attached`);
    return handler;
  }

  /** Answered also when nobody debugs. */
  readonly #always: Readonly<Record<string, Handler>> = {
    debugInfo: () => this.#debugInfo(),
    // Already here, as in Python's kernel: JupyterLab may ask debugInfo before it attaches, and must not hear
    // that nothing has started.
    initialize: async () => {
      await this.#session.attach();
      return capabilities;
    },
    attach: async () => {
      await this.#session.attach();
      return {};
    },
    disconnect: async () => {
      await this.#session.detach();
      return {};
    },
    configurationDone: () => ({}),
    dumpCell: (args) => ({ sourcePath: this.#session.sources.dump(textArgument(args, "code")) }),
    source: (args) => this.#source(args),
    threads: () => ({ threads: [{ id: threadId, name: "Cells" }] }),
    inspectVariables: () => this.#inspectVariables(),
    variables: async (args) => {
      const reference = numberArgument(args, "variablesReference");
      return { variables: await this.#session.variables.expand(reference) };
    },
    richInspectVariables: (args) => this.#richInspect(args),
    modules: () => this.#modules(),
  };

  readonly #whenAttached: Readonly<Record<string, Handler>> = {
    setBreakpoints: (args) => this.#setBreakpoints(args),
    setExceptionBreakpoints: async ({ filters }) => {
      await this.#session.pauseOnExceptions(Array.isArray(filters) ? filters.map(String) : []);
      return {};
    },
    stackTrace: () => {
      const stackFrames = (this.#session.frames ?? []).map(describeFrame);
      return { stackFrames, totalFrames: stackFrames.length };
    },
    scopes: ({ frameId }) => ({ scopes: this.#scopes.of(frameOf(this.#session, frameId)) }),
    evaluate: (args) => this.#evaluate(args),
    copyToGlobals: async (args) => {
      const from = textArgument(args, "srcVariableName");
      const to = textArgument(args, "dstVariableName");
      await copyToSession(this.#session, { from, to, frameId: args["srcFrameId"] });
      return {};
    },
    next: () => this.#move(() => this.#session.step("stepOver")),
    stepIn: () => this.#move(() => this.#session.step("stepInto")),
    stepOut: () => this.#move(() => this.#session.step("stepOut")),
    pause: () => this.#move(() => this.#session.pause()),
    continue: async () => {
      await this.#session.resume();
      return { allThreadsContinued: true };
    },
  };

  async #move(move: () => Promise<void>): Promise<JsonObject> {
    await move();
    return {};
  }

  #debugInfo(): JsonObject {
    const { attached, frames, breakpoints } = this.#session;
    return {
      isStarted: attached,
      ...cellPaths,
      breakpoints: breakpoints.all,
      stoppedThreads: frames ? [threadId] : [],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    };
  }

  async #source({ source, sourceReference }: JsonObject): Promise<JsonObject> {
    if (!isObject(source))
      throw new Error(`source: must name a path, got reference ${String(sourceReference)}`);
    const content = await this.#session.sources.text(textArgument(source, "path"));
    return { content, mimeType: "text/typescript" };
  }

  async #inspectVariables(): Promise<JsonObject> {
    const { frames, variables } = this.#session;
    await this.#session.listening();
    if (frames === undefined) await variables.clear();
    return { variables: await this.#sessionScope.list() };
  }

  async #richInspect({ variableName, frameId }: JsonObject): Promise<JsonObject> {
    const data = await richBundle(this.#session, String(variableName), frameId);
    return { data, metadata: {} };
  }

  #modules(): JsonObject {
    const { files } = this.#session.sources;
    const modules = files.map(({ path }, id) => ({ id, name: path.split(/[\\/]/).at(-1), path }));
    return { modules, totalModules: modules.length };
  }

  async #setBreakpoints({ source, breakpoints }: JsonObject): Promise<JsonObject> {
    if (!isObject(source)) throw new Error("setBreakpoints: must have a source");
    const asked = (Array.isArray(breakpoints) ? breakpoints : []).map(sourceBreakpoint);
    const path = textArgument(source, "path");
    return { breakpoints: await this.#session.breakpoints.replace(path, asked) };
  }

  async #evaluate({ expression, frameId }: JsonObject): Promise<JsonObject> {
    const value = await evaluate(this.#session, String(expression), frameId);
    const { value: result, ...more } = this.#session.variables.variable("", value);
    return { result, ...more };
  }
}

function sourceBreakpoint(given: unknown): SourceBreakpoint {
  if (!isObject(given)) throw new Error("setBreakpoints: must list objects with a line");
  const line = numberArgument(given, "line");
  const { condition } = given;
  return typeof condition === "string" && condition !== "" ? { line, condition } : { line };
}

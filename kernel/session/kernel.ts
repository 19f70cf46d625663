/** A kernel: the parts put together between the sockets and the cells. */
import { join } from "node:path";
import { DebugTarget } from "../debug/debugTarget.js";
import { Comms, type CommSession } from "../host/comms.js";
import { installHost } from "../host/host.js";
import { Input } from "../host/input.js";
import { jupyterDataFolder } from "../install/jupyterFolders.js";
import { lingerMs } from "../protocol/threadMessages.js";
import { endProcess } from "../protocol/endProcess.js";
import type { Sockets } from "../protocol/sockets.js";
import { ChildProcesses } from "../runtime/childProcesses.js";
import { Engine } from "../runtime/engine.js";
import { isError, reportError } from "../runtime/errorReport.js";
import { InspectorSession } from "../runtime/inspectorSession.js";
import { guardTimers } from "../runtime/timers.js";
import { Assistance } from "./assistance.js";
import { captureOutput } from "./capture.js";
import { Dispatcher } from "./dispatcher.js";
import { Executor } from "./executor.js";
import { History } from "./history.js";
import { HistoryFiles } from "./historyFiles.js";
import { Interruption, KeyboardInterrupt } from "./interruption.js";
import { Contexts, type OutputContext } from "./outputContext.js";
import { outputCapture } from "./outputCapture.js";
import { Outputs } from "./outputs.js";

/** A termination arrives within microseconds; it is not waited for longer than this. */
const absorbMs = 500;

export class Kernel {
  readonly #sockets: Sockets;
  readonly #contexts = new Contexts();
  readonly #session = new InspectorSession();
  readonly #interruption = new Interruption();
  readonly #history = new History(
    new HistoryFiles(join(jupyterDataFolder(), "eigenscape", "history")),
  );
  readonly #outputs: Outputs;
  readonly #comms: Comms;
  readonly #input: Input;
  readonly #engine: Engine;
  readonly #executor: Executor;
  readonly #dispatcher: Dispatcher;
  readonly #children = new ChildProcesses();
  readonly #exit = process.exit.bind(process);

  /** @param folder The notebook's folder. */
  constructor(sockets: Sockets, folder: string) {
    this.#sockets = sockets;
    this.#outputs = new Outputs(sockets, this.#contexts, (text) => this.#engine.stacks.map(text));
    this.#comms = new Comms(this.#commSession());
    this.#input = new Input(sockets);
    this.#engine = new Engine({
      folder,
      session: this.#session,
      critical: (run) => sockets.critical(run),
      interruptsHeard: () => {
        this.#absorbTermination();
        return sockets.interruptsHeard();
      },
      showProgress: (id, text) => this.#outputs.showText(id, text),
    });
    new DebugTarget({
      port: sockets.debugPort,
      engine: this.#engine,
      critical: (run) => sockets.critical(run),
      isCritical: () => sockets.isCritical,
    });
    const assistance = new Assistance(this.#engine, (run) => sockets.critical(run));
    this.#executor = new Executor({
      engine: this.#engine,
      assistance,
      session: this.#session,
      outputs: this.#outputs,
      contexts: this.#contexts,
      history: this.#history,
      interruption: this.#interruption,
    });
    this.#dispatcher = this.#newDispatcher(assistance);
  }

  /**
   * Takes over the process's output, timers and errors, and starts to answer.
   *
   * @param notice What the person should know first; printed by the first cell.
   */
  start(notice?: string): void {
    if (notice !== undefined) this.#executor.notice(notice);
    const { stacks } = this.#engine;
    captureOutput({
      print: (name, text) => this.#outputs.print(name, text),
      mapStacks: (text) => stacks.map(text),
      show: (value) => void this.#outputs.display(value),
    });
    guardTimers((callback, onTerminated) => this.#guardCallback(callback, onTerminated));
    installHost({
      outputs: this.#outputs,
      comms: this.#comms,
      capture: outputCapture({
        contexts: this.#contexts,
        outputs: this.#outputs,
        report: (error) => reportError(error, stacks),
      }),
      input: this.#input,
      asker: () => this.#contexts.current.asker,
    });
    this.#catchStrayErrors();
    this.#sockets.listen({
      request: (message) => this.#dispatcher.dispatch(message),
      input: (message) => this.#input.answer(message),
      interrupt: (cell) => this.#interrupt(cell),
      closed: () => this.#leave(),
    });
  }

  #newDispatcher(assistance: Assistance): Dispatcher {
    return new Dispatcher(this.#sockets, {
      execute: (request) => this.#executor.execute(request),
      onIdle: () => {
        this.#engine.tidy();
        this.#history.tidy();
      },
      handlers: {
        complete_request: (request) => assistance.complete(request),
        inspect_request: (request) => assistance.inspect(request),
        is_complete_request: (request) => assistance.isComplete(request),
        history_request: ({ content }) => this.#history.reply(content),
        comm_info_request: (request) => this.#comms.info(request),
        comm_open: (request) => void this.#comms.received(request),
        comm_msg: (request) => void this.#comms.message(request),
        comm_close: (request) => void this.#comms.closed(request),
      },
    });
  }

  #commSession(): CommSession {
    return {
      currentCell: () => this.#contexts.current.output,
      publish: (type, content, options) =>
        this.#sockets.publish(type, this.#contexts.current.comm, content, options),
      handle: (request, cell, run) =>
        this.#onBehalfOf({ output: cell, comm: request.header }, () => void run()),
    };
  }

  /** Runs code of a library or cell that no cell awaits; what it throws is shown, not thrown. */
  #onBehalfOf(context: OutputContext, run: () => void): void {
    this.#contexts.run(context, () => {
      try {
        if (this.#session.guarded(run) === "terminated") this.#showStray(new KeyboardInterrupt());
      } catch (error) {
        this.#showStray(error);
      }
    });
  }

  #guardCallback(
    callback: (this: unknown, ...args: unknown[]) => void,
    onTerminated: () => void,
  ): (this: unknown, ...args: unknown[]) => void {
    const context = this.#contexts.current;
    const contexts = this.#contexts;
    const session = this.#session;
    const interrupted = (): void => this.#showStray(new KeyboardInterrupt());
    return function (this: unknown, ...args: unknown[]): void {
      contexts.runTimer(context, () => {
        if (session.guarded(() => callback.apply(this, args)) !== "terminated") return;
        onTerminated();
        interrupted();
      });
    };
  }

  #catchStrayErrors(): void {
    process.on("uncaughtException", (error) => this.#showLost(error));
    process.on("unhandledRejection", (error, promise) => {
      const { unheard } = this.#outputs;
      if (unheard.take(promise, error)) return;
      const cell = unheard.cellOf(promise);
      if (cell === undefined) return this.#showLost(error);
      this.#contexts.run({ output: cell, comm: cell }, () => this.#showStray(error));
    });
    process.on("SIGINT", () => this.#interrupt(this.#dispatcher.runningCell));
    process.exit = (code?: number | string | null) => {
      throw new Error(
        `process.exit(${code ?? ""}): a cell cannot end the kernel; restart it from the front end (Kernel → Restart)`,
      );
    };
  }

  /** An error that nobody caught: its stack tells which cell it comes from. */
  #showLost(error: unknown): void {
    const stack = isError(error) ? String(error.stack) : "";
    const context = this.#contexts.ofStack(stack) ?? this.#contexts.current;
    this.#contexts.run(context, () => this.#showStray(error));
  }

  /** Errors outside a cell's own course go to its stderr: an `error` output would mark it as failed. */
  #showStray(error: unknown): void {
    const { traceback } = reportError(error, this.#engine.stacks);
    this.#outputs.print("stderr", `${traceback.join("\n")}\n`);
  }

  /** Lets a termination that is on its way hit a loop that is there for it, instead of the kernel's own code. */
  #absorbTermination(): void {
    const until = Date.now() + absorbMs;
    if (!this.#sockets.terminating) return;
    this.#session.guarded(() => {
      while (this.#sockets.terminating && Date.now() < until);
    });
  }

  #interrupt(cell: string | undefined): void {
    this.#absorbTermination();
    if (cell === undefined || cell !== this.#dispatcher.runningCell) return;
    this.#input.cancel(new KeyboardInterrupt());
    this.#interruption.interrupt();
  }

  #leave(): void {
    this.#engine.close();
    this.#history.close();
    this.#session.close();
    if (!this.#children.any) this.#exit(0);
    this.#children.end();
    process.once("exit", endProcess); // after the exit handlers of cells
    // Killed at once, the process would take the last messages with it.
    setTimeout(() => this.#exit(0), lingerMs);
  }
}

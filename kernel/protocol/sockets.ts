/** The main thread's end of the sockets' thread: typed messages in and out, nothing of ZeroMQ. */
import { writeSync } from "node:fs";
import { setImmediate } from "node:timers"; // not the global one, which runs callbacks of cells
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from "node:worker_threads";
import type { Connection } from "./connection.js";
import type { IncomingMessage, JsonObject } from "./message.js";
import {
  answersCame,
  criticalDepth,
  interruptState,
  interruptStates,
  outputSize,
  outputWaiting,
  sharedLength,
  type FromSockets,
  type SocketsThreadData,
  type StreamName,
  type ToSockets,
} from "./threadMessages.js";

/** Output that waits to be sent may take this much memory; a cell that makes more is held up. */
const maximalWaiting = 32 * 1024 * 1024;
const pauseMs = 20;

/** Taken before cells run, whose process.exit is another. */
const exit = process.exit.bind(process);

export interface SocketsEvents {
  request(message: IncomingMessage): void;
  input(message: IncomingMessage): void;
  /** @param cell Header text of the cell that should stop. */
  interrupt(cell: string | undefined): void;
  /** The sockets are closed; the process should end. */
  closed(): void;
}

export interface PublishOptions {
  readonly metadata?: JsonObject;
  readonly buffers?: readonly ArrayBufferView[];
}

/** Copies a view's bytes, so that what is sent is what the caller saw, and that only these bytes travel. */
function copyBytes(view: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
}

export class Sockets {
  /** Leads to the debugger in the sockets' thread. */
  readonly debugPort: MessagePort;
  /** Shared with the sockets' thread, see threadMessages.ts. */
  readonly #shared = new SharedArrayBuffer(sharedLength * Int32Array.BYTES_PER_ELEMENT);
  readonly #flags = new Int32Array(this.#shared);
  readonly #worker: Worker;
  readonly #answers: MessagePort;
  #events: SocketsEvents | undefined;
  #early: FromSockets[] = [];

  /** @param connectionFile Path of the file that `connection` was read from. */
  constructor(connection: Connection, connectionFile: string) {
    const answers = new MessageChannel();
    const debug = new MessageChannel();
    this.#answers = answers.port1;
    this.debugPort = debug.port1;
    const workerData: SocketsThreadData = {
      connection,
      connectionFile,
      shared: this.#shared,
      answers: answers.port2,
      debugPort: debug.port2,
    };
    this.#worker = new Worker(new URL("./socketsThread.js", import.meta.url), {
      workerData,
      transferList: [answers.port2, debug.port2],
      // Piping the thread's streams would open those of the process, see captureOutput.
      stdout: true,
      stderr: true,
    });
    this.#worker.on("message", (message: FromSockets) => {
      if (this.#events) this.#deliver(message, this.#events);
      else this.#early.push(message);
    });
    this.#worker.on("error", (error) => {
      // Nobody can reach the kernel any more. The text goes to the terminal of the Jupyter server.
      writeSync(2, `typescript kernel: the thread of the sockets failed: ${error.stack}\n`);
      exit(1);
    });
  }

  /** Requests that came before are delivered now: clients ask while the language is still loading. */
  listen(events: SocketsEvents): void {
    this.#events = events;
    if (this.#early.some(({ kind }) => kind === "closed")) return events.closed();
    for (const message of this.#early) this.#deliver(message, events);
    this.#early = [];
    this.#answers.on("message", (message: IncomingMessage) => events.input(message));
  }

  publish(type: string, parent: string, content: JsonObject, options: PublishOptions = {}): void {
    const buffers = (options.buffers ?? []).map(copyBytes);
    const message = {
      kind: "publish" as const,
      type,
      parent,
      content: JSON.stringify(content),
      metadata: JSON.stringify(options.metadata ?? {}),
      buffers,
    };
    this.#hold(outputSize(message));
    this.#post(
      message,
      buffers.map((bytes) => bytes.buffer),
    );
  }

  stream(name: StreamName, text: string, parent: string): void {
    this.#hold(text.length);
    this.#post({ kind: "stream", name, text, parent });
  }

  status(state: "busy" | "idle", parent: string, cell: boolean): void {
    this.#post({ kind: "status", state, parent, cell });
  }

  /** Answers a request, or asks its sender something over the stdin channel. */
  send(channel: "shell" | "stdin", to: IncomingMessage, type: string, content: JsonObject): void {
    this.#post({
      kind: "send",
      channel,
      identities: to.identities,
      type,
      parent: to.header,
      content: JSON.stringify(content),
    });
  }

  /** Whether this thread is in kernel code that an interrupt must not terminate. */
  get isCritical(): boolean {
    return Atomics.load(this.#flags, criticalDepth) !== 0;
  }

  /** Blocks this thread until an answer on the stdin channel comes. */
  waitForInput(): IncomingMessage {
    for (;;) {
      const seen = Atomics.load(this.#flags, answersCame);
      const received = receiveMessageOnPort(this.#answers) as
        { message: IncomingMessage } | undefined;
      if (received) return received.message;
      Atomics.wait(this.#flags, answersCame, seen);
    }
  }

  /** Runs kernel code that an interrupt must not terminate half-way, such as a type check. */
  critical<T>(run: () => T): T {
    Atomics.add(this.#flags, criticalDepth, 1);
    try {
      return run();
    } finally {
      Atomics.sub(this.#flags, criticalDepth, 1);
    }
  }

  /**
   * Deals with an interrupt that was asked for while this thread was busy; undefined if there is none. Nothing is
   * terminated meanwhile: this is kernel code.
   */
  interruptsHeard(): Promise<void> | undefined {
    const waits = (): boolean =>
      Atomics.load(this.#flags, interruptState) === interruptStates.asked;
    if (!waits()) return undefined;
    const turns = async (): Promise<void> => {
      Atomics.add(this.#flags, criticalDepth, 1);
      while (waits()) await new Promise((resolve) => void setImmediate(resolve));
      Atomics.sub(this.#flags, criticalDepth, 1);
    };
    return turns();
  }

  /** Whether a termination is on its way to this thread, or has just hit it. */
  get terminating(): boolean {
    return Atomics.load(this.#flags, interruptState) === interruptStates.terminating;
  }

  /** Sends what waits, closes the sockets; `closed` follows. */
  close(): void {
    this.#post({ kind: "close" });
  }

  #deliver(message: FromSockets, events: SocketsEvents): void {
    switch (message.kind) {
      case "request":
        return events.request(message.message);
      case "interrupt":
        this.#acknowledge();
        return events.interrupt(message.cell);
      case "closed":
        return events.closed();
    }
  }

  /** From now on this interrupt terminates nothing, unless the other thread was faster. */
  #acknowledge(): void {
    const { none, asked } = interruptStates;
    Atomics.compareExchange(this.#flags, interruptState, asked, none);
  }

  /** Output that is made faster than clients read it waits here, not in memory. An interrupt ends the wait. */
  #hold(amount: number): void {
    const before = Atomics.add(this.#flags, outputWaiting, amount);
    if (before <= maximalWaiting) return;
    const waiting = (): number => Atomics.load(this.#flags, outputWaiting) - amount;
    const undisturbed = (): boolean =>
      Atomics.load(this.#flags, interruptState) === interruptStates.none;
    this.critical(() => {
      while (waiting() > maximalWaiting && undisturbed())
        Atomics.wait(this.#flags, outputWaiting, waiting() + amount, pauseMs);
    });
  }

  #post(message: ToSockets, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}

/**
 * The thread that owns the sockets.
 *
 * While a cell computes, the main thread hears nothing; here heartbeats, kernel_info, interrupts and shutdowns
 * are answered all the same, and what the cell prints leaves the process while it still runs.
 */
import { Reply, Router, XPublisher } from "zeromq";
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { DebugChannel } from "../debug/debugChannel.js";
import { ControlRequests } from "./controlRequests.js";
import { InterruptLadder } from "./interruptLadder.js";
import { Iopub, noParent } from "./iopub.js";
import { log } from "./log.js";
import { endProcess } from "./endProcess.js";
import { decode, encode, type IncomingMessage } from "./message.js";
import { watchParent } from "./parentProcess.js";
import { highWaterMark, PatientPublisher } from "./patientPublisher.js";
import { RunningMark } from "./runningMark.js";
import { SendQueue } from "./sendQueue.js";
import { Signature } from "./signature.js";
import {
  answersCame,
  lingerMs,
  outputWaiting,
  type FromSockets,
  type SocketsThreadData,
  type ToSockets,
} from "./threadMessages.js";

type RoutedChannel = "shell" | "control" | "stdin";

interface RoutedReply {
  readonly channel: RoutedChannel;
  readonly identities: readonly Uint8Array[];
  readonly type: string;
  readonly parent: string;
  readonly content: string;
}

/** The main thread gets this long to leave; then the process is killed, since it may be computing. */
const exitMs = 400;

/** The first shell request waits this long for somebody to subscribe: a client's sockets connect in any order. */
const subscriptionMs = 1000;

const nativeNote = JSON.stringify({
  name: "stderr",
  text:
    "[interrupt: the cell is in native code, which cannot be stopped; it ends when that returns. " +
    "To end it now, restart the kernel.]\n",
});

class SocketsThread {
  readonly #port = parentPort!;
  readonly #data = workerData as SocketsThreadData;
  readonly #signature = new Signature(this.#data.connection.key);
  readonly #shared = new Int32Array(this.#data.shared);
  readonly #publisher = new XPublisher({
    linger: lingerMs,
    sendHighWaterMark: highWaterMark,
    sendTimeout: 0,
  });
  readonly #heartbeat = new Reply({ linger: 0 });
  readonly #routers: Record<RoutedChannel, Router> = {
    shell: new Router({ linger: lingerMs, sendHighWaterMark: 0 }),
    control: new Router({ linger: lingerMs, sendHighWaterMark: 0 }),
    stdin: new Router({ linger: lingerMs, sendHighWaterMark: 0 }),
  };
  readonly #iopub = new Iopub(new PatientPublisher(this.#publisher), this.#signature, (amount) => {
    if (amount === 0) return;
    Atomics.sub(this.#shared, outputWaiting, amount);
    Atomics.notify(this.#shared, outputWaiting);
  });
  readonly #queues = {
    shell: this.#queue("shell"),
    control: this.#queue("control"),
    stdin: this.#queue("stdin"),
  };
  readonly #debug = new DebugChannel(this.#data.debugPort, (event) =>
    this.#iopub.announce("debug_event", noParent, JSON.stringify(event)),
  );
  readonly #ladder = new InterruptLadder(
    this.#data.shared,
    (cell) => this.#post({ kind: "interrupt", cell }),
    (cell) => this.#iopub.announce("stream", cell, nativeNote),
    () => this.#debug.terminate(),
  );
  readonly #control = new ControlRequests(this.#data.connection, {
    interrupt: () => this.#ladder.interrupt(this.#iopub.runningCell),
    shutdown: () => void this.close(),
  });

  #listened: Promise<void> | undefined;

  async start(): Promise<void> {
    const { endpoints } = this.#data.connection;
    this.#publisher.verbosity = "allSubs"; // each client is welcomed, not only the first on a topic
    await this.#publisher.bind(endpoints.iopub);
    await this.#heartbeat.bind(endpoints.hb);
    for (const channel of ["shell", "control", "stdin"] as const)
      await this.#routers[channel].bind(endpoints[channel]);
    this.#port.on("message", (message: ToSockets) => this.#onMainThread(message));
    watchParent(() => void this.close());
    this.#iopub.status("starting", noParent);
    await Promise.all([
      this.#iopub.welcomeSubscribers(this.#publisher),
      this.#echoHeartbeats(),
      this.#receive("shell"),
      this.#receive("control"),
      this.#receive("stdin"),
    ]);
  }

  async close(): Promise<void> {
    new RunningMark(this.#data.connectionFile).remove();
    setTimeout(endProcess, exitMs);
    this.#debug.close();
    this.#ladder.close();
    await Promise.all([this.#iopub, ...Object.values(this.#queues)].map((each) => each.close()));
    // Ending a thread with open sockets aborts the whole process.
    for (const socket of [this.#publisher, this.#heartbeat, ...Object.values(this.#routers)])
      socket.close();
    this.#post({ kind: "closed" });
  }

  #post(message: FromSockets): void {
    this.#port.postMessage(message);
  }

  #queue(channel: RoutedChannel): SendQueue {
    return new SendQueue(this.#routers[channel], (error) =>
      log(`${channel}: could not send`, error),
    );
  }

  async #echoHeartbeats(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }

  async #receive(channel: RoutedChannel): Promise<void> {
    for await (const frames of this.#routers[channel]) {
      if (channel === "shell") await (this.#listened ??= this.#subscription());
      try {
        this.#onClient(channel, decode(frames, this.#signature));
      } catch (error) {
        log(`${channel}: message dropped`, error);
      }
    }
  }

  /** Outputs of a cell that ran before its client listens would be lost, its idle among them. */
  #subscription(): Promise<void> {
    const { subscribed } = this.#iopub;
    return Promise.race([subscribed, sleep(subscriptionMs, undefined, { ref: false })]);
  }

  #onClient(channel: RoutedChannel, message: IncomingMessage): void {
    if (channel === "stdin") {
      if (message.type === "input_reply") this.#answer(message);
      return;
    }
    if (message.type === "debug_request") {
      this.#onDebugger(channel, message);
      return;
    }
    const answer = this.#control.answer(message);
    if (answer === undefined) {
      if (channel === "shell") this.#post({ kind: "request", message });
      else log("control: unknown request", message.type);
      return;
    }
    this.#iopub.status("busy", message.header);
    const { type } = answer;
    const content = JSON.stringify(answer.content);
    const parent = message.header;
    this.#send({ channel, identities: message.identities, type, parent, content });
    if (answer.broadcast) this.#iopub.announce(type, parent, content);
    this.#iopub.status("idle", parent);
    answer.then?.();
  }

  #onDebugger(
    channel: RoutedChannel,
    { header: parent, identities, content }: IncomingMessage,
  ): void {
    this.#iopub.debugStatus("busy", parent);
    this.#debug.request(content, (reply) => {
      const text = JSON.stringify(reply);
      this.#send({ channel, identities, type: "debug_reply", parent, content: text });
      this.#iopub.debugStatus("idle", parent);
    });
  }

  #answer(message: IncomingMessage): void {
    this.#data.answers.postMessage(message);
    Atomics.add(this.#shared, answersCame, 1);
    Atomics.notify(this.#shared, answersCame);
  }

  #send({ channel, ...reply }: RoutedReply): void {
    // What was printed before a question is shown before it.
    if (channel === "stdin") this.#iopub.flush();
    const frames = encode({ ...reply, metadata: "{}", buffers: [] }, this.#signature);
    this.#queues[channel].push(frames);
  }

  #onMainThread(message: ToSockets): void {
    switch (message.kind) {
      case "publish":
        return this.#iopub.publish(message);
      case "stream":
        return this.#iopub.stream(message.name, message.text, message.parent);
      case "status":
        return this.#iopub.status(message.state, message.parent, message.cell);
      case "send":
        return this.#send(message);
      case "close":
        return void this.close();
    }
  }
}

await new SocketsThread().start();

/** The comms of a kernel: opened by either side, known by id, closed by either side. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, JsonObject } from "../protocol/message.js";
import type { PublishOptions } from "../protocol/sockets.js";
import type { Comm, CommMessage, CommOpenOptions, CommSendOptions } from "./hostTypes.js";

type Handler = (message: CommMessage) => void;
type TargetHandler = (comm: Comm, open: CommMessage) => void;

/** What comms need of the session. */
export interface CommSession {
  publish(type: string, content: JsonObject, options: PublishOptions): void;
  /** The cell to which the outputs of a comm's handlers go. */
  currentCell(): string;
  /** Runs a handler on behalf of a message, with its outputs going to `cell`; reports what it throws. */
  handle(request: IncomingMessage, cell: string, run: () => void): void;
}

class KernelComm implements Comm {
  readonly messageHandlers = new Set<Handler>();
  readonly closeHandlers = new Set<Handler>();
  readonly id: string;
  readonly target: string;
  /** The cell to which the outputs of its handlers go. */
  readonly cell: string;
  open = true;
  readonly #session: CommSession;
  readonly #onClosed: (comm: KernelComm) => void;

  constructor(
    { id, target, cell }: Pick<KernelComm, "id" | "target" | "cell">,
    session: CommSession,
    onClosed: (comm: KernelComm) => void,
  ) {
    this.id = id;
    this.target = target;
    this.cell = cell;
    this.#session = session;
    this.#onClosed = onClosed;
  }

  send(data: unknown, options: CommSendOptions = {}): void {
    if (!this.open) throw new Error(`Comm.send: the comm ${this.id} (${this.target}) is closed`);
    this.#session.publish("comm_msg", { comm_id: this.id, data: data ?? {} }, options);
  }

  close(data: unknown = {}): void {
    if (!this.open) return;
    this.#onClosed(this);
    this.#session.publish("comm_close", { comm_id: this.id, data }, {});
  }

  onMessage(handler: Handler): () => void {
    this.messageHandlers.add(handler);
    return () => void this.messageHandlers.delete(handler);
  }

  onClose(handler: Handler): () => void {
    this.closeHandlers.add(handler);
    return () => void this.closeHandlers.delete(handler);
  }
}

export class Comms {
  readonly #session: CommSession;
  readonly #comms = new Map<string, KernelComm>();
  readonly #targets = new Map<string, { readonly handler: TargetHandler; readonly cell: string }>();

  constructor(session: CommSession) {
    this.#session = session;
  }

  open(target: string, { id = randomUUID(), data = {}, ...options }: CommOpenOptions = {}): Comm {
    if (this.#comms.has(id)) throw new Error(`openComm: the id must be new, got ${id}`);
    const comm = this.#add(id, target, this.#session.currentCell());
    this.#session.publish("comm_open", { comm_id: id, target_name: target, data }, options);
    return comm;
  }

  onTarget(target: string, handler: TargetHandler): () => void {
    const entry = { handler, cell: this.#session.currentCell() };
    this.#targets.set(target, entry);
    return () => {
      if (this.#targets.get(target) === entry) this.#targets.delete(target);
    };
  }

  /** Content of comm_info_reply. */
  info({ content }: IncomingMessage): JsonObject {
    const wanted = content["target_name"];
    const comms = [...this.#comms.values()].filter(({ target }) => !wanted || target === wanted);
    const listed = comms.map(({ id, target }) => [id, { target_name: target }]);
    return { status: "ok", comms: Object.fromEntries(listed) as JsonObject };
  }

  /** A front end opens a comm. */
  received(request: IncomingMessage): void {
    const { comm_id: id, target_name: target } = request.content;
    if (typeof id !== "string" || this.#comms.has(id)) return;
    const entry = typeof target === "string" ? this.#targets.get(target) : undefined;
    if (!entry || typeof target !== "string") {
      this.#session.handle(request, request.header, () =>
        this.#session.publish("comm_close", { comm_id: id, data: {} }, {}),
      );
      return;
    }
    const comm = this.#add(id, target, entry.cell);
    this.#session.handle(request, comm.cell, () => entry.handler(comm, commMessage(request)));
  }

  message(request: IncomingMessage): void {
    const comm = this.#find(request);
    if (comm) this.#call(comm, comm.messageHandlers, request);
  }

  closed(request: IncomingMessage): void {
    const comm = this.#find(request);
    if (!comm) return;
    this.#remove(comm);
    this.#call(comm, comm.closeHandlers, request);
  }

  #add(id: string, target: string, cell: string): KernelComm {
    const comm = new KernelComm({ id, target, cell }, this.#session, (closed) =>
      this.#remove(closed),
    );
    this.#comms.set(id, comm);
    return comm;
  }

  #remove(comm: KernelComm): void {
    comm.open = false;
    this.#comms.delete(comm.id);
  }

  #find({ content }: IncomingMessage): KernelComm | undefined {
    const id = content["comm_id"];
    return typeof id === "string" ? this.#comms.get(id) : undefined;
  }

  #call(comm: KernelComm, handlers: ReadonlySet<Handler>, request: IncomingMessage): void {
    const message = commMessage(request);
    // A copy: a handler may add or remove handlers, for the next message.
    for (const handler of [...handlers])
      this.#session.handle(request, comm.cell, () => handler(message));
  }
}

function commMessage({ content, metadata, buffers }: IncomingMessage): CommMessage {
  return { data: content["data"], metadata, buffers };
}

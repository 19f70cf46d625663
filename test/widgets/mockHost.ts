/** A kernel host that records what widgets send and plays the browser's part. */
import type { Comm, CommMessage, CommOptions, KernelHost, OutputSink } from "../../widgets/host.js";

const symbol = Symbol.for("jupyter.kernel");

export interface Sent {
  readonly data: { readonly method?: string } & Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
}

export type Opened = Sent & { readonly metadata: unknown };

export class MockComm implements Comm {
  readonly id: string;
  readonly target: string;
  readonly opened: Opened;
  readonly sent: Sent[] = [];
  closed = false;
  /** Called with each message that the kernel side sends. */
  onSend: (sent: Sent) => void = () => undefined;
  readonly #handlers = new Set<(message: CommMessage) => void>();
  readonly #closers = new Set<(message: CommMessage) => void>();

  constructor(id: string, target: string, opened: Opened) {
    this.id = id;
    this.target = target;
    this.opened = opened;
  }

  send(data: unknown, { buffers = [] }: CommOptions = {}): void {
    const sent = { data: structuredClone(data) as Sent["data"], buffers: buffers.map(bytes) };
    this.sent.push(sent);
    this.onSend(sent);
  }

  close(): void {
    this.closed = true;
  }

  onMessage(handler: (message: CommMessage) => void): () => void {
    this.#handlers.add(handler);
    return () => void this.#handlers.delete(handler);
  }

  onClose(handler: (message: CommMessage) => void): () => void {
    this.#closers.add(handler);
    return () => void this.#closers.delete(handler);
  }

  /** A message from a browser. */
  receive(data: unknown, buffers: readonly Uint8Array[] = []): void {
    for (const handler of this.#handlers) handler({ data, metadata: {}, buffers });
  }

  /** A browser closes the comm. */
  receiveClose(): void {
    for (const handler of this.#closers) handler({ data: {}, metadata: {}, buffers: [] });
  }
}

export class MockHost implements KernelHost {
  readonly comms: MockComm[] = [];
  /** What went to no sink. */
  readonly printed: string[] = [];
  #sink: OutputSink | undefined;
  readonly #targets = new Map<string, (comm: Comm, open: CommMessage) => void>();

  openComm(target: string, options: CommOptions & { data?: unknown; id?: string } = {}): MockComm {
    const { data, buffers = [], metadata, id = String(this.comms.length) } = options;
    const opened = { data: data as Sent["data"], buffers: buffers.map(bytes), metadata };
    const comm = new MockComm(id, target, opened);
    this.comms.push(comm);
    return comm;
  }

  onComm(target: string, handler: (comm: Comm, open: CommMessage) => void): () => void {
    this.#targets.set(target, handler);
    return () => void this.#targets.delete(target);
  }

  print(text: string): void {
    if (this.#sink?.("stream", { name: "stdout", text }) !== true) this.printed.push(text);
  }

  display(value: unknown): Promise<void> {
    this.#sink?.("display_data", { data: { "text/plain": String(value) }, metadata: {} });
    return Promise.resolve();
  }

  /** As the kernel does it. */
  capture<T>(sink: OutputSink, block: () => T): T {
    const before = this.#sink;
    const leave = (): void => void (this.#sink = before);
    const tell = (error: unknown): never => {
      sink("error", { ename: (error as Error).name });
      throw error;
    };
    this.#sink = sink;
    try {
      const result = block();
      if (result instanceof Promise) return result.catch(tell).finally(leave) as T;
      leave();
      return result;
    } catch (error) {
      leave();
      return tell(error);
    }
  }

  /** A browser opens a comm to the kernel. */
  receiveOpen(target: string): MockComm {
    const comm = new MockComm("from the browser", target, { data: {}, buffers: [], metadata: {} });
    this.#targets.get(target)?.(comm, { data: {}, metadata: {}, buffers: [] });
    return comm;
  }

  get last(): MockComm {
    const comm = this.comms.at(-1);
    if (comm === undefined) throw new Error("MockHost: a comm must be open, got none");
    return comm;
  }
}

/** Puts a new host where widgets look for it. */
export function installMockHost(): MockHost {
  const host = new MockHost();
  Object.assign(globalThis, { [symbol]: host });
  return host;
}

export function removeHost(): void {
  Reflect.deleteProperty(globalThis, symbol);
}

function bytes(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

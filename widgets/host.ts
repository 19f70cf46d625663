/**
 * The kernel as widgets see it: the object at globalThis[Symbol.for("jupyter.kernel")]. Stated
 * here as a shape; widgets and kernel share no code.
 */
export interface CommMessage {
  readonly data: unknown;
  readonly metadata: Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
}

export interface CommOptions {
  readonly metadata?: Record<string, unknown>;
  readonly buffers?: readonly ArrayBufferView[];
}

export interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: unknown, options?: CommOptions): void;
  close(data?: unknown): void;
  onMessage(handler: (message: CommMessage) => void): () => void;
  onClose(handler: (message: CommMessage) => void): () => void;
}

export interface KernelHost {
  openComm(target: string, options?: CommOptions & { data?: unknown; id?: string }): Comm;
  onComm(target: string, handler: (comm: Comm, open: CommMessage) => void): () => void;
  display?(value: unknown): Promise<unknown>;
  /** Runs a block with its outputs going to a sink, which returns whether it took one. */
  capture?<T>(sink: OutputSink, block: () => T): T;
}

/** Type and content of a message by which a kernel publishes an output. */
export type OutputSink = (type: string, content: Readonly<Record<string, unknown>>) => boolean;

/** The kernel that runs this code; throws in plain Node. */
export function kernelHost(caller: string): KernelHost {
  const host = (globalThis as Record<symbol, unknown>)[Symbol.for("jupyter.kernel")];
  if (typeof host === "object" && host !== null && "openComm" in host && "onComm" in host) {
    return host as KernelHost;
  }
  throw new Error(
    `${caller}: must run in a Jupyter kernel with comms, got none; open a notebook with the ` +
      "TypeScript kernel of eigenscape, or make a figure, which needs no kernel",
  );
}

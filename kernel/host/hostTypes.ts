/** The host interface: all that a library may know of the kernel it runs in. Types only. */

/** MIME type → value: text for text types, base64 for binary ones, an object for JSON types. */
export type MimeBundle = Record<string, unknown>;

export interface DisplayOptions {
  /** Names the output, so that updateDisplay can replace it later. */
  readonly displayId?: string;
  readonly metadata?: Record<string, unknown>;
}

/** What came with a comm message. Buffers are the bytes of its binary frames. */
export interface CommMessage {
  readonly data: unknown;
  readonly metadata: Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
}

export interface CommSendOptions {
  readonly metadata?: Record<string, unknown>;
  readonly buffers?: readonly ArrayBufferView[];
}

export interface CommOpenOptions extends CommSendOptions {
  readonly data?: unknown;
  readonly id?: string;
}

/** A two-way channel between a library in the kernel and its counterpart in the front end. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: unknown, options?: CommSendOptions): void;
  close(data?: unknown): void;
  /** @returns A function that stops listening. */
  onMessage(handler: (message: CommMessage) => void): () => void;
  onClose(handler: (message: CommMessage) => void): () => void;
}

/** Found at `globalThis[Symbol.for("jupyter.kernel")]`; absent outside a kernel. */
export interface KernelHost {
  display(value: unknown, options?: DisplayOptions): Promise<void>;
  updateDisplay(value: unknown, displayId: string): Promise<void>;
  clearOutput(wait?: boolean): void;
  openComm(target: string, options?: CommOpenOptions): Comm;
  /** Accepts comms that a front end opens. @returns A function that stops accepting them. */
  onComm(target: string, handler: (comm: Comm, open: CommMessage) => void): () => void;
  /** Asks the person at the front end for a line of text. */
  input(prompt?: string, options?: { password?: boolean }): Promise<string>;
}

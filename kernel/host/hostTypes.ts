/** The host interface: all that a library may know of the kernel it runs in. Types only. */
import type { displaySymbol } from "../display/symbols.js";

/** MIME type → value: text for text types, base64 for binary ones, an object for JSON types. */
export type MimeBundle = Record<string, unknown>;

export interface DisplayOptions {
  /** Names the output, so that updateDisplay can replace it from anywhere; made up if not given. */
  readonly id?: string;
  /** Facts for the front end by MIME type: `{ "image/png": { width: 300 } }`. */
  readonly metadata?: Record<string, unknown>;
}

/** An output that was shown and can be replaced, from later cells too. */
export interface DisplayHandle {
  readonly id: string;
  update(value: unknown): Promise<void>;
}

/** A value that says itself how to be shown: Deno's convention, `Symbol.for("Jupyter.display")`. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/** A function of a text, and a tag of a template. */
export interface TextTag {
  (text: string): Displayable;
  (strings: TemplateStringsArray, ...values: readonly unknown[]): Displayable;
}

/** Shown size in pixels. */
export interface ImageOptions {
  readonly width?: number;
  readonly height?: number;
}

/** Makers of values that show themselves. */
export interface DisplayHelpers {
  readonly html: TextTag;
  readonly markdown: TextTag;
  readonly latex: TextTag;
  readonly svg: TextTag;
  readonly javascript: TextTag;
  json(value: unknown): Displayable;
  image(source: Uint8Array | ArrayBuffer | string | URL, options?: ImageOptions): Displayable;
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

export interface InputOptions {
  /** The front end hides what is typed. */
  readonly password?: boolean;
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

/**
 * Takes an output as it would have been published: stream, display_data, update_display_data, error or
 * clear_output. Returns false to leave it to the cell.
 */
export type OutputSink = (type: string, content: Readonly<Record<string, unknown>>) => boolean;

/** Found at `globalThis[Symbol.for("jupyter.kernel")]`; absent outside a kernel. */
export interface KernelHost extends DisplayHelpers {
  display(value: unknown, options?: DisplayOptions): Promise<DisplayHandle>;
  /** Replaces every output shown under an id. */
  updateDisplay(value: unknown, id: string): Promise<void>;
  /** Removes the outputs of the running cell; with `wait`, when the next one comes. */
  clearOutput(wait?: boolean): void;
  /**
   * Runs a block with its outputs going to a sink instead of the cell; a promise it returns counts until it has
   * settled. What the block throws goes to the sink as an `error` and is thrown on.
   */
  capture<T>(sink: OutputSink, block: () => T): T;
  openComm(target: string, options?: CommOpenOptions): Comm;
  /** Accepts comms that a front end opens. @returns A function that stops accepting them. */
  onComm(target: string, handler: (comm: Comm, open: CommMessage) => void): () => void;
  /** Asks the person at the front end for a line of text. */
  input(prompt?: string, options?: InputOptions): Promise<string>;
  /** The same, but blocks everything else until the answer is there. */
  inputSync(prompt?: string, options?: InputOptions): string;
}

/** What the main thread (cells, language) and the thread of the sockets say to each other. */
import type { MessagePort } from "node:worker_threads";
import type { Connection } from "./connection.js";
import type { IncomingMessage } from "./message.js";

export type StreamName = "stdout" | "stderr";

/** Given to the sockets' thread when it starts. */
export interface SocketsThreadData {
  readonly connection: Connection;
  readonly connectionFile: string;
  /** An `Int32Array` of numbers that both threads see, at the places below. */
  readonly shared: SharedArrayBuffer;
  /** Leads to the debugger's part of the main thread. */
  readonly debugPort: MessagePort;
  /** Answers to questions, on a port of their own so that a blocked main thread can take them. */
  readonly answers: MessagePort;
}

/** Not zero while the main thread is in kernel code that must not be terminated. */
export const criticalDepth = 0;

/**
 * What became of the last interrupt. The main thread takes an asked one back to none, the sockets' thread takes
 * it on to terminating; each by one atomic exchange, so that only one of them does.
 */
export const interruptState = 1;
export const interruptStates = { none: 0, asked: 1, terminating: 2 } as const;

/** Measure (characters, bytes) of output that the main thread has made and ZeroMQ has not taken yet. */
export const outputWaiting = 2;

/** Counts the answers to questions: a main thread that blocks until an answer comes waits for it to change. */
export const answersCame = 3;

export const sharedLength = 4;

/** Unsent messages after closing are given this long to reach a client that still reads. */
export const lingerMs = 200;

/** Main thread → sockets. All messages go one way through one port, so their order is kept. */
export type ToSockets =
  | {
      readonly kind: "publish";
      readonly type: string;
      readonly parent: string;
      readonly metadata: string;
      readonly content: string;
      readonly buffers: readonly Uint8Array[];
    }
  | {
      readonly kind: "stream";
      readonly name: StreamName;
      readonly text: string;
      readonly parent: string;
    }
  | {
      readonly kind: "status";
      readonly state: "busy" | "idle";
      readonly parent: string;
      /** Whether this is a running cell, in whose name the kernel stays busy. */
      readonly cell: boolean;
    }
  | {
      readonly kind: "send";
      readonly channel: "shell" | "stdin";
      readonly identities: readonly Uint8Array[];
      readonly type: string;
      readonly parent: string;
      readonly content: string;
    }
  | { readonly kind: "close" };

/** Sockets → main thread. */
export type FromSockets =
  | { readonly kind: "request"; readonly message: IncomingMessage }
  | {
      readonly kind: "interrupt";
      /** Header text of the cell that was running when the interrupt came; it may have ended meanwhile. */
      readonly cell: string | undefined;
    }
  | { readonly kind: "closed" };

/** A message for all clients. */
export type Publish = Omit<Extract<ToSockets, { kind: "publish" }>, "kind">;

/** Many small messages are as much work as a few large ones. */
const messageOverhead = 4096;

/** The measure of a message in `outputWaiting`; text counts by its length. */
export function outputSize({ content, metadata, buffers }: Publish): number {
  const bytes = buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return content.length + metadata.length + bytes + messageOverhead;
}

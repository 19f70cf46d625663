/** What the main thread (cells, language) and the thread of the sockets say to each other. */
import type { MessagePort } from "node:worker_threads";
import type { Connection } from "./connection.js";
import type { IncomingMessage } from "./message.js";

export type StreamName = "stdout" | "stderr";

/** Given to the sockets' thread when it starts. */
export interface SocketsThreadData {
  readonly connection: Connection;
  /** An `Int32Array` of two flags that both threads see, at the places below. */
  readonly shared: SharedArrayBuffer;
  /** Leads to the debugger's part of the main thread. */
  readonly debugPort: MessagePort;
}

/** Not zero while the main thread is in kernel code that must not be terminated. */
export const criticalDepth = 0;

/**
 * What became of the last interrupt. The main thread takes an asked one back to none, the sockets' thread takes
 * it on to terminating; each by one atomic exchange, so that only one of them does.
 */
export const interruptState = 1;
export const interruptStates = { none: 0, asked: 1, terminating: 2 } as const;

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
  | { readonly kind: "input"; readonly message: IncomingMessage }
  | {
      readonly kind: "interrupt";
      /** Header text of the cell that was running when the interrupt came; it may have ended meanwhile. */
      readonly cell: string | undefined;
    }
  | { readonly kind: "closed" };

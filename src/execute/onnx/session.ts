/**
 * ONNX Runtime sessions over float32 arrays. Equal models share one: an objective that is made anew
 * compiles nothing.
 *
 * `run` is a synchronous native call on the calling thread in spite of its promise, so users of a
 * shared session do not meet. Inputs pass without a copy, outputs are copied (about 0.5 ms per MB
 * beyond the first few).
 */
import { createHash } from "node:crypto";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { rowNumberError } from "../rowNumberError.js";

export interface Session {
  readonly inputNames: readonly string[];
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  /** Its last user's release frees it. */
  release(): Promise<void>;
}

interface Shared {
  readonly session: Promise<InferenceSession>;
  users: number;
}

const shared = new Map<string, Shared>();

export async function createSession(bytes: Uint8Array, threads: number): Promise<Session> {
  const key = `${threads} ${createHash("sha256").update(bytes).digest("base64")}`;
  const entry = shared.get(key) ?? { session: compile(bytes, threads), users: 0 };
  shared.set(key, entry);
  entry.users += 1;
  const release = async (): Promise<void> => {
    entry.users -= 1;
    if (entry.users > 0) return;
    shared.delete(key);
    await (await entry.session).release();
  };
  try {
    const session = await entry.session;
    let released: Promise<void> | undefined;
    return {
      inputNames: session.inputNames,
      async run(feeds) {
        try {
          return await session.run(feeds); // we declare tensors only
        } catch (error) {
          throw rowNumberError(error);
        }
      },
      release: () => (released ??= release()),
    };
  } catch (error) {
    shared.delete(key);
    throw error;
  }
}

function compile(bytes: Uint8Array, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(bytes, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 4, // errors are thrown: they need not be printed, too
  });
}

export function toTensor(values: Float32Array, shape: readonly number[]): Tensor {
  return new Tensor("float32", values, [...shape]);
}

/** The numbers of an output that was declared float32. */
export function fromTensor(tensor: Tensor): Float32Array {
  if (tensor.data instanceof Float32Array) return tensor.data;
  throw new TypeError(`run: outputs must be float32, got ${tensor.type}`);
}

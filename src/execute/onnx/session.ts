/**
 * ONNX Runtime sessions over float32 arrays.
 *
 * `run` is a synchronous native call on the calling thread in spite of its promise. Inputs pass
 * without a copy, outputs are copied (about 0.5 ms per MB beyond the first few).
 */
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { NumericArray } from "../executor.js";
import { debug } from "./debug.js";

/** @param what Names the session to those who debug. */
export async function createSession(
  bytes: Uint8Array,
  threads: number,
  what = "session",
): Promise<InferenceSession> {
  const start = performance.now();
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 3, // errors only
  });
  debug(`${what}: ${bytes.length} bytes compiled in ${since(start)} ms`);
  return session;
}

export async function runSession(
  session: InferenceSession,
  feeds: Readonly<Record<string, Tensor>>,
  what = "session",
): Promise<Readonly<Record<string, Tensor>>> {
  const start = performance.now();
  const results = await session.run(feeds);
  debug(`${what}: run in ${since(start)} ms`);
  return results; // we declare tensors only
}

const since = (start: number): string => (performance.now() - start).toFixed(2);

/** A tensor of ONNX Runtime; Float32 arrays are taken as they are, others are rounded. */
export function toTensor(values: NumericArray, shape: readonly number[]): Tensor {
  const single = values instanceof Float32Array ? values : Float32Array.from(values);
  return new Tensor("float32", single, [...shape]);
}

/** The numbers of an output that was declared float32. */
export function fromTensor(tensor: Tensor): Float32Array {
  if (tensor.data instanceof Float32Array) return tensor.data;
  throw new TypeError(`run: outputs must be float32, got ${tensor.type}`);
}

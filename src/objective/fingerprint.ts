/**
 * What tells one objective from another: the function (recorded program with its constants, names and
 * shapes of the parameters), the data, and what decides the last bits (batches, precision, executor).
 * Workers are left out, since they change no bit. Hashing costs about a second per GB, once.
 */
import { fingerprintOf, sha256 } from "../core/fingerprint.js";
import { bytesOf } from "../core/littleEndian.js";
import type { Partition } from "../core/partition.js";
import type { Executor } from "../execute/executor.js";
import type { BatchSum } from "./batchSum.js";
import type { DataSet } from "./data.js";

interface Subject {
  readonly sum: BatchSum;
  readonly parts: Partition;
  readonly data: DataSet | undefined;
  readonly batchSize: number | readonly number[];
  readonly executor: Executor;
}

/** @returns A function that hashes when it is first called. */
export function lazyFingerprint({ sum, parts, data, batchSize, executor }: Subject): () => string {
  let known: string | undefined;
  return () =>
    (known ??= fingerprintOf({
      program: sha256(JSON.stringify(parts), ...sum.recorded().map(bytes)),
      data: data ? hashOf(data) : "none",
      batches: data ? JSON.stringify(batchSize) : "none",
      executor: `${executor.name} ${executor.precision}`,
    }));
}

const bytes = (part: string | Float64Array): string | Uint8Array =>
  typeof part === "string" ? part : bytesOf(part);

function hashOf({ samples, leaves }: DataSet): string {
  const contents = leaves.flatMap(({ name, rowShape, dtype, values }) => [
    JSON.stringify([name, samples, ...rowShape, dtype]),
    values instanceof Float64Array ? bytesOf(values) : values,
  ]);
  return sha256(...contents);
}

/**
 * What a process that was started from a snapshot finds in its memory: the compiler, loaded, and the
 * declarations of the language and of Node.js, parsed and bound. Without a snapshot, nothing.
 */
import type TS from "typescript";

export interface StartupSnapshot {
  readonly ts: typeof TS;
  /** By path. The files were read when the snapshot was made; the blob's stamp names their versions. */
  readonly files: ReadonlyMap<string, TS.SourceFile>;
}

/** Set by snapshotEntry.cts. */
const key = Symbol.for("eigenscape.kernel.startupSnapshot");

export const startupSnapshot = (globalThis as { [key]?: StartupSnapshot })[key];

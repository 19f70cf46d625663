/**
 * What to do when V8 pauses: tell the client, or go on because nobody wrote the code there.
 *
 * Stepping past the end of a cell leads into the kernel, stepping into a library's function into the library.
 */
import type { Debugger } from "node:inspector";
import type { EmittedScript } from "./emittedScript.js";
import type { Frame } from "./pause.js";

export type Move = "stop" | "resume" | "stepOver" | "stepOut";

/** Filters of setExceptionBreakpoints. V8 itself would not call an exception uncaught that fails an async cell. */
export const exceptionFilters = [
  { filter: "all", label: "All exceptions", default: false },
  { filter: "uncaught", label: "Uncaught exceptions", default: false },
] as const;

export interface PausedAt {
  readonly event: Debugger.PausedEventDataType;
  readonly frames: readonly Frame[];
  /** The script of the innermost call; undefined if a library's or the kernel's. */
  readonly script: EmittedScript | undefined;
  readonly filters: readonly string[];
}

export function isException({ reason }: Debugger.PausedEventDataType): boolean {
  return reason === "exception" || reason === "promiseRejection";
}

export function nextMove({ event, frames, script, filters }: PausedAt): Move {
  if (frames.length === 0) return "resume";
  if (isException(event)) return filters.includes("all") || isUncaught(event) ? "stop" : "resume";
  const [call] = event.callFrames;
  if (call === undefined || script === undefined) return "stepOut";
  if (frames[0]?.call === call) return "stop";
  // Code that the compiler added: helpers in front of the cell, or what follows its last statement.
  const { lineNumber, columnNumber = 0 } = call.location;
  return script.isEnd({ lineNumber, columnNumber }) ? "resume" : "stepOver";
}

/** Not caught by a `try` around it; what an awaiting caller will do is not known. */
function isUncaught({ reason, data }: Debugger.PausedEventDataType): boolean {
  const told = data !== undefined && "uncaught" in data && data["uncaught"] === true;
  return told || reason === "promiseRejection";
}

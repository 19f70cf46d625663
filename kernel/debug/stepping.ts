/**
 * What to do when V8 pauses: tell the client, or go on because nobody wrote the code there.
 *
 * Stepping past the end of a cell leads into the kernel, stepping into a library's function into the library.
 */
import type { Debugger } from "node:inspector";
import type { EmittedScript } from "./emittedScript.js";
import type { Frame } from "./pause.js";

export type StepCommand = "stepOver" | "stepInto" | "stepOut";
export type Move = "stop" | "resume" | StepCommand;

/** A step that the client asked for, and where it began. */
export interface Step {
  readonly how: StepCommand;
  readonly from: Frame;
  /** Calls on the stack. */
  readonly depth: number;
}

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
  readonly step: Step | undefined;
}

export function isException({ reason }: Debugger.PausedEventDataType): boolean {
  return reason === "exception" || reason === "promiseRejection";
}

export function nextMove({ event, frames, script, filters, step }: PausedAt): Move {
  const [frame] = frames;
  if (frame === undefined) return "resume";
  if (isException(event)) return filters.includes("all") || isUncaught(event) ? "stop" : "resume";
  const [call] = event.callFrames;
  if (call === undefined || script === undefined) return "stepOut";
  if (frame.call === call)
    return step && isSameLine(frame, event.callFrames.length, step) ? step.how : "stop";
  // Code that the compiler added: helpers in front of the cell, or what follows its last statement.
  const { lineNumber, columnNumber = 0 } = call.location;
  return script.isEnd({ lineNumber, columnNumber }) ? "resume" : "stepOver";
}

/**
 * V8 stops several times in one line (a `return` and the leaving), of which a client that marks lines would show
 * nothing. A step back in the line is the next round of a loop.
 */
function isSameLine(frame: Frame, depth: number, { from, depth: before }: Step): boolean {
  const { script, line, column } = frame;
  return depth === before && script === from.script && line === from.line && column >= from.column;
}

/** Not caught by a `try` around it; what an awaiting caller will do is not known. */
function isUncaught({ reason, data }: Debugger.PausedEventDataType): boolean {
  const told = data !== undefined && "uncaught" in data && data["uncaught"] === true;
  return told || reason === "promiseRejection";
}

/** A thrown value → what Jupyter's `error` message holds: name, message and a readable traceback. */
import { inspect } from "node:util";
import { codeFrame } from "../language/codeFrame.js";
import type { StackMapping } from "./stackMapping.js";

export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

const bold = (text: string): string => `\u001b[1;31m${text}\u001b[0m`;

/** The report of something a cell threw, with the cell's lines around the place. */
export function reportError(error: unknown, stacks: StackMapping): ErrorReport {
  if (!isError(error)) {
    const evalue = typeof error === "string" ? error : inspect(error);
    return { ename: "Thrown", evalue, traceback: [`${bold("Thrown")}: ${evalue}`] };
  }
  const ename = error.name;
  const evalue = stacks.map(error.message); // libraries write places into their messages
  const found = stacks.firstPlace(error.stack ?? "");
  const frame = found ? [...codeFrame(found.script.source.code, found), ""] : [];
  const [first = "", ...rest] = stacks.map(describe(error)).split("\n");
  const heading = first.startsWith(ename) ? bold(ename) + first.slice(ename.length) : first;
  // The message may have several lines; the frame goes between it and the stack.
  const stackAt = rest.findIndex((line) => /^\s+at /.test(line));
  const message = stackAt < 0 ? rest : rest.slice(0, stackAt);
  const stack = stackAt < 0 ? [] : rest.slice(stackAt);
  return { ename, evalue, traceback: [heading, ...message, ...frame, ...stack] };
}

/** A report without a stack, for errors of the kernel's own making. */
export function plainReport(
  ename: string,
  evalue: string,
  lines: readonly string[] = [],
): ErrorReport {
  return { ename, evalue, traceback: [`${bold(ename)}: ${evalue}`, ...lines] };
}

/** Errors of other realms (node:vm, workers) are no instances of this realm's Error. */
export function isError(value: unknown): value is Error {
  if (value instanceof Error) return true;
  return Object.prototype.toString.call(value) === "[object Error]";
}

/** Stack, causes and own properties; an error whose own code fails is still described. */
function describe(error: Error): string {
  try {
    return inspect(error);
  } catch (failure) {
    return `${error.name}: ${error.message} (inspecting it failed: ${String(failure)})`;
  }
}

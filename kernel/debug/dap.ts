/**
 * The shapes of the Debug Adapter Protocol that are spoken here, and Jupyter's additions to it.
 *
 * https://microsoft.github.io/debug-adapter-protocol/specification
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#debug-request
 */
import type { JsonObject } from "../protocol/message.js";

/** There is one thread that runs cells. */
export const threadId = 1;

export interface DapRequest {
  readonly seq: number;
  readonly command: string;
  readonly arguments: JsonObject;
}

export interface DapVariable {
  readonly name: string;
  readonly value: string;
  /** Missing where the value's text says everything: JupyterLab shows a type in the value's place. */
  readonly type?: string;
  /** Names what `variables` expands; 0 for a value without parts. */
  readonly variablesReference: number;
}

/** A breakpoint as a client wants it. Lines count from 1. */
export interface SourceBreakpoint {
  readonly line: number;
  /** A TypeScript expression. */
  readonly condition?: string;
}

export interface DapBreakpoint {
  readonly verified: boolean;
  /** Where it really is: the next line that has code. */
  readonly line: number;
  readonly source: { readonly path: string };
}

/** Reads a request's content. @throws If it is none. */
export function parseRequest(content: JsonObject): DapRequest {
  const { seq = 0, command, arguments: args = {} } = content;
  if (typeof command !== "string" || typeof seq !== "number" || !isObject(args))
    throw new Error(`debug_request: must have a command, got ${JSON.stringify(content)}`);
  return { seq, command, arguments: args };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text argument of a request. @throws If it is missing. */
export function textArgument(args: JsonObject, name: string): string {
  const value = args[name];
  if (typeof value === "string") return value;
  throw new Error(`debug_request: ${name} must be a text, got ${JSON.stringify(value)}`);
}

/** A number of a request. @throws If it is missing. */
export function numberArgument(args: JsonObject, name: string): number {
  const value = args[name];
  if (typeof value === "number") return value;
  throw new Error(`debug_request: ${name} must be a number, got ${JSON.stringify(value)}`);
}

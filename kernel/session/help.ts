/** `name?` or `?name` as a whole cell: shows what is known about the name, in the front end's pager. */
import type { JsonObject } from "../protocol/message.js";
import type { Assistance } from "./assistance.js";

const question = /^\s*(?:\?\s*(%*[\p{ID_Continue}$.]+)|(%*[\p{ID_Continue}$.]+)\s*\?)\s*;?\s*$/u;

/** The name that a cell asks about; undefined if it is an ordinary cell. */
export function askedName(code: string): string | undefined {
  const match = question.exec(code);
  return match?.[1] ?? match?.[2];
}

/** Entries for execute_reply's payload. */
export function helpPayload(name: string, assistance: Assistance): JsonObject[] {
  const data = assistance.describe(name) ?? { "text/plain": `Nothing is known about '${name}'.` };
  return [{ source: "page", data, start: 0 }];
}

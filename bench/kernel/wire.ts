/**
 * Messages of Jupyter as ZeroMQ frames, as a client signs and reads them. Written apart from kernel/, so that
 * a mistake there is not made here, too.
 *
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { createHmac, randomUUID } from "node:crypto";

export type Json = Record<string, unknown>;

export interface Received {
  readonly type: string;
  /** Identifier of the request that caused it; empty if none. */
  readonly parent: string;
  readonly content: Json;
  /** When it came, on the clock of performance.now(). */
  readonly at: number;
}

const delimiter = "<IDS|MSG>";
const session = randomUUID();

const sign = (key: string, parts: readonly (string | Uint8Array)[]): string => {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
};

export function encodeRequest(key: string, type: string, id: string, content: Json): string[] {
  const date = new Date().toISOString();
  const header = { msg_id: id, session, username: "bench", date, msg_type: type, version: "5.3" };
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
  return [delimiter, sign(key, parts), ...parts];
}

/** @throws If there is no message in the frames or its signature is wrong. */
export function decodeMessage(key: string, frames: readonly Buffer[], at: number): Received {
  const start = frames.findIndex((frame) => frame.toString("latin1") === delimiter) + 1;
  const [signature, ...parts] = frames.slice(start, start + 5);
  if (start === 0 || parts.length < 4 || signature.toString("latin1") !== sign(key, parts)) {
    throw new Error(
      `decodeMessage: a message must be signed by the key, got ${frames.length} frames`,
    );
  }
  const [header, parent, , content] = parts.map((part) => JSON.parse(part.toString()) as Json);
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  return { type: text(header["msg_type"]), parent: text(parent["msg_id"]), content, at };
}

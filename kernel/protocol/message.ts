/**
 * Frames of ZeroMQ ↔ messages of Jupyter.
 *
 *     identity*, "<IDS|MSG>", signature, header, parent header, metadata, content, buffer*
 *
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { randomUUID } from "node:crypto";
import type { Signature } from "./signature.js";

/** Version of the protocol we speak: 5.5 brought iopub_welcome and kernel_info on the control channel. */
export const protocolVersion = "5.5";

export type JsonObject = Record<string, unknown>;

/** A request from a front end, already verified. */
export interface IncomingMessage {
  readonly identities: readonly Uint8Array[];
  readonly id: string;
  readonly type: string;
  /** The text of the header as it came: every answer carries it back as its parent header. */
  readonly header: string;
  readonly metadata: JsonObject;
  readonly content: JsonObject;
  readonly buffers: readonly Uint8Array[];
}

/** A message of ours; JSON is already text, for it was written by the thread that owns the objects. */
export interface OutgoingMessage {
  readonly identities: readonly Uint8Array[];
  readonly type: string;
  /** Header text of the request that caused this message; "{}" if none. */
  readonly parent: string;
  readonly metadata: string;
  readonly content: string;
  readonly buffers: readonly Uint8Array[];
}

const delimiter = Buffer.from("<IDS|MSG>");
// The session of the kernel is its own: a client tells kernels apart by it, and echoes of the client's
// session would look like messages of the client itself.
const session = randomUUID();

/** A text field of a message's content; empty if it is missing or no text. */
export function textField(content: JsonObject, name: string): string {
  const value = content[name];
  return typeof value === "string" ? value : "";
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseObject(frame: Uint8Array, what: string): JsonObject {
  const parsed: unknown = JSON.parse(Buffer.from(frame).toString("utf8"));
  if (!isObject(parsed)) throw new Error(`decode: ${what} must be a JSON object`);
  return parsed;
}

/** @throws If the frames are malformed or their signature is wrong; the caller drops such messages. */
export function decode(frames: readonly Uint8Array[], signature: Signature): IncomingMessage {
  const at = frames.findIndex((frame) => delimiter.equals(frame));
  const [given, ...parts] = frames.slice(at + 1, at + 6);
  const [headerFrame, , metadataFrame, contentFrame] = parts;
  if (at < 0 || !given || !headerFrame || !metadataFrame || !contentFrame)
    throw new Error(`decode: a message has a delimiter and five frames, got ${frames.length}`);
  if (!signature.verify(given, parts)) throw new Error("decode: the signature does not fit");
  const header = parseObject(headerFrame, "header");
  const { msg_id: id, msg_type: type } = header;
  if (typeof id !== "string" || typeof type !== "string")
    throw new Error("decode: the header must have msg_id and msg_type");
  return {
    identities: frames.slice(0, at),
    id,
    type,
    header: Buffer.from(headerFrame).toString("utf8"),
    metadata: parseObject(metadataFrame, "metadata"),
    content: parseObject(contentFrame, "content"),
    buffers: frames.slice(at + 6),
  };
}

/** The frames of a message, with a new header and a signature. */
export function encode(message: OutgoingMessage, signature: Signature): (Uint8Array | string)[] {
  const header = {
    msg_id: randomUUID(),
    session,
    username: "kernel",
    date: new Date().toISOString(),
    msg_type: message.type,
    version: protocolVersion,
  };
  const texts = [JSON.stringify(header), message.parent, message.metadata, message.content];
  const parts = texts.map((text) => Buffer.from(text));
  return [...message.identities, delimiter, signature.sign(parts), ...parts, ...message.buffers];
}

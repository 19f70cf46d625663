/**
 * The connection file that a Jupyter client writes for a kernel: five ports and the key that signs messages.
 *
 * https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files
 */
import { readFileSync } from "node:fs";

const channels = ["shell", "iopub", "stdin", "control", "hb"] as const;
export type Channel = (typeof channels)[number];

export interface Connection {
  readonly key: string;
  /** ZeroMQ address of each channel, such as "tcp://127.0.0.1:54321". */
  readonly endpoints: Readonly<Record<Channel, string>>;
  /** The file's ports, as connect_request reports them. */
  readonly ports: Readonly<Record<`${Channel}_port`, number>>;
}

function field<T>(file: Record<string, unknown>, name: string, is: (v: unknown) => v is T): T {
  const value = file[name];
  if (is(value)) return value;
  throw new Error(
    `readConnection: the connection file must have a valid ${name}, got ${String(value)}`,
  );
}

const isText = (value: unknown): value is string => typeof value === "string";
const isPort = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value > 0;

/** @param path The file whose name Jupyter puts in place of `{connection_file}`. */
export function readConnection(path: string): Connection {
  return parseConnection(JSON.parse(readFileSync(path, "utf8")));
}

/** Checks the parsed text of a connection file. */
export function parseConnection(parsed: unknown): Connection {
  if (typeof parsed !== "object" || parsed === null)
    throw new Error("readConnection: the connection file must hold a JSON object");
  const file: Record<string, unknown> = { ...parsed };
  const scheme = file["signature_scheme"] ?? "hmac-sha256";
  if (scheme !== "hmac-sha256")
    throw new Error(
      `readConnection: signature_scheme must be hmac-sha256, got ${JSON.stringify(scheme)}`,
    );
  const transport = field(file, "transport", isText);
  const ip = field(file, "ip", isText);
  // libzmq names ipc sockets by a path; Jupyter appends the port with a dash.
  const separator = transport === "ipc" ? "-" : ":";
  const port = (channel: Channel): number => field(file, `${channel}_port`, isPort);
  const endpoint = (channel: Channel): string => `${transport}://${ip}${separator}${port(channel)}`;
  return {
    key: field(file, "key", isText),
    endpoints: Object.fromEntries(channels.map((c) => [c, endpoint(c)])) as Connection["endpoints"],
    ports: Object.fromEntries(channels.map((c) => [`${c}_port`, port(c)])) as Connection["ports"],
  };
}

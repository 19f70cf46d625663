/** Sends what cells print (console, process.stdout, process.stderr, warnings) to the notebook. */
import { Console } from "node:console";
import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "../protocol/threadMessages.js";

export interface CaptureOptions {
  print(name: StreamName, text: string): void;
  /** Puts cells' lines into stack traces that console prints. */
  mapStacks(text: string): string;
}

type Done = (error?: Error | null) => void;

/** Replaces the streams' write and the global console, for the rest of the process. */
export function captureOutput({ print, mapStacks }: CaptureOptions): void {
  const stdout = captureStream(process.stdout, (text) => print("stdout", text));
  const stderr = captureStream(process.stderr, (text) => print("stderr", text));
  // Not Node's own console: with an inspector session it also keeps every logged value alive for a debugger.
  const mapped = (write: (text: string) => void): ((text: string) => void) => {
    return (text) => write(text.includes("    at ") ? mapStacks(text) : text);
  };
  const target = (write: (text: string) => void): NodeJS.WritableStream =>
    Object.assign(Object.create(process.stdout) as NodeJS.WriteStream, {
      write: (text: string) => (write(text), true),
    });
  globalThis.console = new Console({
    stdout: target(mapped(stdout)),
    stderr: target(mapped(stderr)),
    colorMode: false,
  });
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    // Node's notes on its own experiments (JSON modules, the loader for cells) say nothing about the cell.
    if (warning.name !== "ExperimentalWarning") stderr(`${warning.name}: ${warning.message}\n`);
  });
}

function captureStream(
  stream: NodeJS.WriteStream,
  print: (text: string) => void,
): (text: string) => void {
  // Bytes may be cut inside a character.
  const decoder = new StringDecoder("utf8");
  const write = (
    chunk: string | Uint8Array,
    encodingOrDone?: BufferEncoding | Done,
    maybeDone?: Done,
  ): boolean => {
    print(typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk)));
    const done = typeof encodingOrDone === "function" ? encodingOrDone : maybeDone;
    if (done) process.nextTick(done, null);
    return true;
  };
  stream.write = write;
  return print;
}

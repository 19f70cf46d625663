/** Sends what cells print (console, process.stdout, process.stderr, warnings) to the notebook. */
import { Console } from "node:console";
import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { consoleTableOf } from "../display/table/tableOf.js";
import { displayable } from "../display/helpers.js";
import { tableBundle } from "../display/table/tableBundle.js";
import type { StreamName } from "../protocol/threadMessages.js";

export interface CaptureOptions {
  readonly print: (name: StreamName, text: string) => void;
  /** Puts cells' lines into stack traces that console prints. */
  readonly mapStacks: (text: string) => string;
  /** Shows a value below the cell. */
  readonly show: (value: unknown) => void;
}

/** Taken before cells run, whose ticks are guarded: a tick for each print would take longer than the print. */
const nextTick = process.nextTick.bind(process);

/** What some versions of Node.js call experimental in the way the kernel imports; it says nothing about a cell. */
const ourExperiments = /Importing JSON modules|USE_MAIN_CONTEXT_DEFAULT_LOADER/;

type Done = (error?: Error | null) => void;

/**
 * Replaces the process's streams and the global console, for the rest of the process.
 *
 * The real streams are never opened: Node.js would make the terminal they share with the Jupyter server
 * non-blocking, on which Python programs fail.
 */
export function captureOutput({ print, mapStacks, show }: CaptureOptions): void {
  for (const name of ["stdout", "stderr"] as const) {
    const value = new NotebookStream((text) => print(name, text));
    Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
  }
  const mapped = (name: StreamName): NotebookStream =>
    new NotebookStream((text) => {
      try {
        print(name, text.includes("    at ") ? mapStacks(text) : text);
      } catch {
        // Who takes the output of others (host.capture) and fails must not fail their prints.
      }
    });
  // Not Node's own console: with an inspector session it also keeps every logged value alive for a debugger.
  globalThis.console = new Console({
    stdout: mapped("stdout"),
    stderr: mapped("stderr"),
    ignoreErrors: false, // Node's way of ignoring them takes as long as the print
    // Plain, unless FORCE_COLOR asks for colours: outputs are kept in files, where colours are noise.
    colorMode: "auto",
  });
  showTables(globalThis.console, show);
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => {
    if (!ourExperiments.test(message)) print("stderr", `${name}: ${message}\n`);
  });
}

/** console.table draws a table; what is none is printed as Node.js does. */
function showTables(console: Console, show: (value: unknown) => void): void {
  const print = console.table.bind(console);
  console.table = (value: unknown, columns?: readonly string[]) => {
    const table = consoleTableOf(value, columns);
    if (table) show(displayable(tableBundle(table)));
    else print(value);
  };
}

/** A stream that passes its text on at once, so that it stays in order with everything else. */
class NotebookStream extends Writable {
  readonly #print: (text: string) => void;
  // Bytes may be cut inside a character.
  readonly #decoder = new StringDecoder("utf8");

  constructor(print: (text: string) => void) {
    super({ decodeStrings: false });
    this.#print = print;
  }

  override write(
    chunk: string | Uint8Array,
    encodingOrDone?: BufferEncoding | Done,
    maybeDone?: Done,
  ): boolean {
    this.#print(typeof chunk === "string" ? chunk : this.#decoder.write(Buffer.from(chunk)));
    const done = typeof encodingOrDone === "function" ? encodingOrDone : maybeDone;
    if (done) nextTick(done, null);
    return true;
  }
}

/**
 * The module "tslab" as cells of this kernel find it, so that notebooks written for tslab 1.0.22 run unchanged:
 * the same names, the same meaning, also where tslab itself is installed (its own module works only inside its
 * own kernel).
 */
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { displayable } from "../display/helpers.js";
import { kernelHost } from "./display.js";
import type { KernelHost } from "./hostTypes.js";

/** The version strings of tslab and its dependencies. */
interface Versions {
  tslab: string;
  typescript: string;
  node: string;
}

const compiler = createRequire(import.meta.url)("typescript/package.json") as { version: string };

/** Versions: of the tslab whose API this is, of the compiler and of Node.js. */
export const versions: Versions = {
  tslab: "1.0.22",
  typescript: compiler.version,
  node: process.version,
};

/** Functions that show contents of one MIME type. */
export interface Display {
  javascript(s: string): void;
  html(s: string): void;
  markdown(s: string): void;
  latex(s: string): void;
  svg(s: string): void;
  png(b: Uint8Array): void;
  jpeg(b: Uint8Array): void;
  gif(b: Uint8Array): void;
  pdf(b: Uint8Array): void;
  text(s: string): void;
  /** @param b Text, or bytes of a binary type. */
  raw(contentType: string, b: string | Uint8Array): void;
}

/** A display whose calls all write to one output, each replacing what the one before showed. */
export function newDisplay(): Display {
  return new TslabDisplay(randomUUID());
}

class TslabDisplay implements Display {
  readonly #id: string | undefined;
  #isShown = false;

  constructor(id?: string) {
    this.#id = id;
  }

  javascript(s: string): void {
    this.raw("text/javascript", s);
  }

  html(s: string): void {
    this.raw("text/html", s);
  }

  markdown(s: string): void {
    this.raw("text/markdown", s);
  }

  latex(s: string): void {
    this.raw("text/latex", s);
  }

  svg(s: string): void {
    this.raw("image/svg+xml", s);
  }

  png(b: Uint8Array): void {
    this.raw("image/png", b);
  }

  jpeg(b: Uint8Array): void {
    this.raw("image/jpeg", b);
  }

  gif(b: Uint8Array): void {
    this.raw("image/gif", b);
  }

  pdf(b: Uint8Array): void {
    this.raw("application/pdf", b);
  }

  text(s: string): void {
    this.raw("text/plain", s);
  }

  raw(contentType: string, b: string | Uint8Array): void {
    const host = runningHost();
    const shown = displayable({ [contentType]: dataOf(contentType, b) });
    if (this.#id === undefined) void host.display(shown);
    else if (this.#isShown) void host.updateDisplay(shown, this.#id);
    else void host.display(shown, { id: this.#id });
    this.#isShown = true;
  }
}

/** Shows contents below the running cell. */
export const display: Display = new TslabDisplay();

function runningHost(): KernelHost {
  const host = kernelHost();
  if (host) return host;
  throw new Error("tslab: must run in a Jupyter kernel with a display, got none");
}

/** JSON travels as JSON; tslab sent its text, which front ends do not draw. */
function dataOf(contentType: string, data: string | Uint8Array): unknown {
  if (typeof data !== "string" || !/[/+]json$/.test(contentType)) return data;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return data;
  }
}

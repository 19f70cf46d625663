/** complete_request, inspect_request and is_complete_request in the protocol's terms. */
import { completeness } from "../language/completeness.js";
import { complete } from "../language/completion.js";
import { inspect } from "../language/inspection.js";
import { completeMagic, magicAt } from "../magics/magicCompletion.js";
import { textField, type IncomingMessage, type JsonObject } from "../protocol/message.js";
import type { Engine } from "../runtime/engine.js";
import { toCodePoints, toUnits } from "./codePoints.js";
import { inspectionBundle } from "./inspectionBundle.js";

/** JupyterLab draws an icon for each of these; TypeScript has finer words. */
const jupyterKinds: Readonly<Record<string, string>> = {
  "local function": "function",
  method: "function",
  "local class": "class",
  interface: "interface",
  enum: "enum",
  "enum member": "instance",
  const: "instance",
  let: "instance",
  var: "instance",
  "local var": "instance",
  parameter: "param",
  getter: "property",
  setter: "property",
  alias: "module",
  "": "instance",
  "external module name": "module",
};

/** Packages are read when the person has probably stopped typing. */
const readingDelayMs = 1000;

export class Assistance {
  readonly #engine: Engine;
  readonly #critical: <T>(run: () => T) => T;
  #reading = false;

  /** @param critical Runs kernel code that an interrupt must not terminate. */
  constructor(engine: Engine, critical: <T>(run: () => T) => T) {
    this.#engine = engine;
    this.#critical = critical;
  }

  complete({ content }: IncomingMessage): JsonObject {
    const { code, position } = cursor(content);
    this.#readExportsSoon();
    const { start, end, items } = this.#critical(
      () => completeMagic(code, position) ?? complete(this.#engine.checker, code, position),
    );
    const [from, to] = [toCodePoints(code, start), toCodePoints(code, end)];
    const types = items.map(({ text, kind, signature }) => ({
      text,
      type: jupyterKinds[kind] ?? kind,
      ...(signature !== undefined && { signature }),
      start: from,
      end: to,
    }));
    return {
      status: "ok",
      matches: items.map(({ text }) => text),
      cursor_start: from,
      cursor_end: to,
      metadata: { _jupyter_types_experimental: types },
    };
  }

  /** Not before an answer, which it would hold up: the next one has them. */
  #readExportsSoon(): void {
    const { exports } = this.#engine.checker;
    if (exports.ready || this.#reading) return;
    this.#reading = true;
    setTimeout(() => {
      this.#critical(() => exports.read());
      this.#reading = false;
    }, readingDelayMs).unref();
  }

  inspect({ content }: IncomingMessage): JsonObject {
    const { code, position } = cursor(content);
    const data = this.describe(code, position, content["detail_level"] === 1);
    return { status: "ok", found: data !== undefined, data: data ?? {}, metadata: {} };
  }

  /**
   * What is known about the name at a position, as a MIME bundle.
   *
   * @param detailed Whether the source is shown, where there is one.
   */
  describe(code: string, position = code.length, detailed = false): JsonObject | undefined {
    const magic = magicAt(code, position);
    if (magic) return { "text/plain": `${magic.usage}\n\n${magic.help}` };
    const found = this.#critical(() => inspect(this.#engine.checker, code, position));
    return found && inspectionBundle(found, detailed);
  }

  isComplete({ content }: IncomingMessage): JsonObject {
    const code = textField(content, "code");
    return { ...this.#critical(() => completeness(this.#engine.checker.source(code))) };
  }
}

function cursor(content: JsonObject): { code: string; position: number } {
  const code = textField(content, "code");
  const { cursor_pos: given } = content;
  return { code, position: typeof given === "number" ? toUnits(code, given) : code.length };
}

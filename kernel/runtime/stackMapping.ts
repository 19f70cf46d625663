/** Stack traces of emitted JavaScript, told in lines of the cells and files that were written. */
import { SourceMap, type SourceMapPayload } from "node:module";
import { offsetOf, placeOf } from "../language/codeFrame.js";

/** A script that was made from something a person wrote. */
export interface MappedScript {
  readonly sourceMap: string;
  /** What stands in a stack trace in its place: "cell [3]" or a path. */
  readonly label: string;
  /** What was written, and what was compiled: the offsets of the one in the other. */
  readonly source: WrittenSource;
  /** Lines that stand before the emitted ones in the script. */
  readonly linesBefore: number;
}

/** Hears of every script; a debugger sets its breakpoints. */
export interface ScriptWatcher {
  registered(name: string, script: MappedScript): void;
  /** Resolves when the watcher is ready for the scripts registered so far to run; undefined if it is already. */
  taken(): Promise<void> | undefined;
}

export interface WrittenSource {
  readonly code: string;
  readonly text: string;
  /** The offset in `code` of one in `text`. */
  toCode(offset: number): number;
}

/** A source that is compiled as it was written. */
export function plainSource(code: string): WrittenSource {
  return { code, text: code, toCode: (offset) => offset };
}

export interface MappedPlace {
  readonly script: MappedScript;
  readonly line: number;
  readonly column: number;
}

/** A script's name in a stack trace: a cell's, or the URL or path of a compiled local module. */
const place = /(cell_\d+\.ts|(?:file:\/\/)?\/[^\s():]+\.mjs):(\d+):(\d+)/g;
const hiddenFrame =
  /^\s+at .*(node:inspector|node:internal\/|\$kernel)|^\s+\.\.\. \d+ lines matching cause stack trace/;
const kernelUrl = new URL("../", import.meta.url).href;

export class StackMapping {
  readonly #scripts = new Map<string, MappedScript>();
  readonly #maps = new Map<string, SourceMap>();

  #watcher: ScriptWatcher | undefined;

  /** @param name The script's name as V8 shows it. */
  register(name: string, script: MappedScript): void {
    this.#scripts.set(name, script);
    this.#maps.delete(name);
    this.#watcher?.registered(name, script);
  }

  get scripts(): ReadonlyMap<string, MappedScript> {
    return this.#scripts;
  }

  watch(watcher: ScriptWatcher): void {
    this.#watcher = watcher;
  }

  /** To be awaited, if there is something to await, before a registered script runs. */
  taken(): Promise<void> | undefined {
    return this.#watcher?.taken();
  }

  /** Replaces every place of a registered script by the place that was written, and hides our own frames. */
  map(text: string): string {
    const lines: string[] = [];
    for (const line of text.split("\n"))
      if (!hiddenFrame.test(line) && !line.includes(kernelUrl)) lines.push(line);
      // The bracket of an error's own properties stands behind the last frame.
      else if (line.endsWith(" {") && lines.length > 0) lines.push(`${lines.pop()} {`);
    return lines.join("\n").replace(place, (all, name: string, line: string, column: string) => {
      const found = this.#find(name, Number(line), Number(column));
      return found ? `${found.script.label}:${found.line}:${found.column}` : all;
    });
  }

  /** The first place of a registered script in an unmapped stack trace. */
  firstPlace(stack: string): MappedPlace | undefined {
    for (const [, name, line, column] of stack.matchAll(place)) {
      const found = this.#find(name ?? "", Number(line), Number(column));
      if (found) return found;
    }
    return undefined;
  }

  #find(name: string, line: number, column: number): MappedPlace | undefined {
    const script = this.#scripts.get(name);
    if (!script || script.sourceMap === "") return undefined;
    let map = this.#maps.get(name);
    if (!map) {
      // Parsed only when an error asks for it.
      map = new SourceMap(JSON.parse(script.sourceMap) as SourceMapPayload);
      this.#maps.set(name, map);
    }
    const entry = map.findEntry(line - 1 - script.linesBefore, column - 1);
    if (!("originalLine" in entry)) return undefined;
    const { code, text } = script.source;
    const inText = { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
    if (code === text) return { script, ...inText };
    return { script, ...placeOf(code, script.source.toCode(offsetOf(text, inText))) };
  }
}

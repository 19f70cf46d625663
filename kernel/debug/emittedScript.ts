/** A script that V8 runs and the source that was written: places from the one to the other. */
import { eachMapping, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { ScriptDescription } from "./targetFunctions.js";

/** Line and column count from 1, as in the Debug Adapter Protocol. */
export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

/** Line and column count from 0, as in V8's inspector. */
export interface ScriptPlace {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export class EmittedScript {
  readonly name: string;
  /** By which the client names the source. */
  readonly path: string;
  readonly label: string;
  readonly source: string;
  readonly #map: TraceMap;
  readonly #linesBefore: number;
  /** For each line of the source that has code, where its code begins. */
  readonly #starts = new Map<number, ScriptPlace>();
  #lastLine = 0;

  constructor({ name, label, source, sourceMap, linesBefore }: ScriptDescription, path: string) {
    this.name = name;
    this.path = path;
    this.label = label;
    this.source = source;
    this.#map = new TraceMap(sourceMap);
    this.#linesBefore = linesBefore;
    eachMapping(this.#map, ({ generatedLine, generatedColumn, originalLine }) => {
      if (originalLine === null) return;
      const lineNumber = generatedLine - 1 + linesBefore;
      this.#lastLine = Math.max(this.#lastLine, lineNumber);
      // Mappings come in the order of the script, so the first is the earliest.
      if (!this.#starts.has(originalLine))
        this.#starts.set(originalLine, { lineNumber, columnNumber: generatedColumn });
    });
  }

  /** The written place; undefined for code that the compiler added. */
  original({ lineNumber, columnNumber }: ScriptPlace): SourcePlace | undefined {
    const line = lineNumber + 1 - this.#linesBefore;
    if (line < 1) return undefined;
    const found = originalPositionFor(this.#map, { line, column: columnNumber });
    return found.line === null ? undefined : { line: found.line, column: found.column + 1 };
  }

  /** Whether a place lies behind everything that was written. */
  isEnd({ lineNumber }: ScriptPlace): boolean {
    return lineNumber > this.#lastLine;
  }

  /** The line itself if it has code, else the next one that has, else the last; undefined if none has. */
  lineWithCode(line: number): number | undefined {
    const lines = [...this.#starts.keys()].sort((a, b) => a - b);
    return lines.find((each) => each >= line) ?? lines.at(-1);
  }

  /** Where the code of a line begins. */
  start(line: number): ScriptPlace | undefined {
    return this.#starts.get(line);
  }
}

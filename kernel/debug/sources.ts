/** The sources that can be debugged, by the paths that the client and the kernel both can tell, and their scripts. */
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { EmittedScript } from "./emittedScript.js";
import { murmur2 } from "./murmur2.js";
import type { ScriptDescription } from "./targetFunctions.js";

const cellScript = /^cell_\d+\.ts$/;

/** How a client finds the path of a cell: prefix + murmur2(code, seed) + suffix. No file is written there. */
export const cellPaths = {
  hashMethod: "Murmur2",
  hashSeed: 0xe16e,
  tmpFilePrefix: join(tmpdir(), `typescript-kernel-${process.pid}`) + sep,
  tmpFileSuffix: ".ts",
} as const;

export function cellPath(code: string): string {
  const { tmpFilePrefix, hashSeed, tmpFileSuffix } = cellPaths;
  return `${tmpFilePrefix}${murmur2(code, hashSeed)}${tmpFileSuffix}`;
}

export class Sources {
  readonly #scripts = new Map<string, EmittedScript>();
  readonly #cells = new Map<string, string>();

  /** Notes a cell's code. @returns Its path. */
  dump(code: string): string {
    const path = cellPath(code);
    this.#cells.set(path, code);
    return path;
  }

  add(description: ScriptDescription): EmittedScript {
    const { name, source, label } = description;
    const path = cellScript.test(name) ? this.dump(source) : label;
    const script = new EmittedScript(description, path);
    this.#scripts.set(name, script);
    return script;
  }

  /** A cell's script as it would be, for its lines; V8 does not know it. */
  sketch(code: string, sourceMap: string): EmittedScript {
    const description = { name: "", label: "", source: code, sourceMap, linesBefore: 0 };
    return new EmittedScript(description, cellPath(code));
  }

  /** The script of this name in V8. */
  script(name: string | undefined): EmittedScript | undefined {
    return name === undefined ? undefined : this.#scripts.get(name);
  }

  /** A source that ran several times has several scripts: functions of each run may be alive. */
  scriptsOf(path: string): readonly EmittedScript[] {
    return [...this.#scripts.values()].filter((script) => script.path === path);
  }

  /** Code of a cell that was dumped or has run. */
  cell(path: string): string | undefined {
    return this.#cells.get(path);
  }

  /** Local files that cells imported. */
  get files(): readonly EmittedScript[] {
    return [...this.#scripts.values()].filter(({ name }) => !cellScript.test(name));
  }

  /** What a person wrote at a path. @throws If the path is none of ours. */
  async text(path: string): Promise<string> {
    const cell = this.#cells.get(path);
    if (cell !== undefined) return cell;
    if (this.scriptsOf(path).length > 0) return readFile(path, "utf8");
    throw new Error(`source: must be a cell or an imported local file, got ${path}`);
  }
}

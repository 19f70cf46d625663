/**
 * The names that earlier cells left, and how a new cell is made to see them.
 *
 * Each cell is checked as a module of its own. One line before it imports what it uses of earlier cells; lines
 * after it export what it declares, and the types its variables have when it ends:
 *
 *     import { f } from "./cell_1"; let x: typeof import("./cell_1").x = null! as import("./cell_2").$end_x;
 *     …the cell…
 *     export { y }; export type $end_x = typeof x;
 *
 * So a `let` can be assigned in later cells with its declared type, and still keeps what is known about its
 * value, as in one long file.
 */
import type { CellAnalysis, NameKind } from "./cellAnalysis.js";
import { jsxPragmas } from "./jsx.js";

export interface SessionName {
  readonly kind: NameKind;
  /** The cell that declares it. */
  readonly cell: number;
  /** The cell after which its type is known best; undefined when any callback may change it. */
  readonly end: number | undefined;
  /** Type parameters if it is a type as well as a variable. */
  readonly alsoType: readonly string[] | undefined;
}

export interface WrappedCell {
  readonly prefix: string;
  readonly text: string;
  /** Variables whose type at the end of this cell is exported. */
  readonly tracked: readonly string[];
}

const cellModule = /^\.\/cell_(\d+)$/;
/** Prefix of the types that wrapping adds; completion hides them. */
export const endTypePrefix = "$end_";

/** The number of a cell from its module name, as wrapping writes it. */
export function cellNumber(moduleName: string): number | undefined {
  const match = cellModule.exec(moduleName);
  return match ? Number(match[1]) : undefined;
}

export class SessionNames {
  readonly #names = new Map<string, SessionName>();

  /** @param all Whether every name is made visible (for completion), or only those the cell mentions. */
  wrap(code: string, analysis: CellAnalysis, all: boolean): WrappedCell {
    const tracked = new Set<string>();
    const imports = new Map<number, string[]>();
    let prefix = jsxPragmas(code);
    for (const [name, entry] of this.#names) {
      if (analysis.declared.has(name) || !(all || analysis.used.has(name))) continue;
      if (entry.kind === "constant") {
        imports.set(entry.cell, [...(imports.get(entry.cell) ?? []), name]);
      } else {
        prefix += variableLine(name, entry);
        tracked.add(name);
      }
    }
    for (const [cell, names] of imports)
      prefix += `import { ${names.join(", ")} } from "./cell_${cell}";`;
    for (const [name, { kind }] of analysis.declared) if (kind !== "constant") tracked.add(name);
    const exported = [...analysis.declared].filter(([, { exported }]) => !exported);
    const exports = `export { ${exported.map(([name]) => name).join(", ")} };`;
    const ends = [...tracked].map(
      (name) => `export type ${endTypePrefix}${name} = typeof ${name};`,
    );
    // The line break ends a comment on the cell's last line; the semicolon ends an open statement.
    return { prefix, text: `${prefix}${code}\n;${exports}${ends.join("")}`, tracked: [...tracked] };
  }

  /** Names in the order in which they were declared. */
  entries(): IterableIterator<[string, SessionName]> {
    return this.#names.entries();
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** All names, oldest first. */
  list(): string[] {
    return [...this.#names.keys()];
  }

  /** Takes over the names of a cell that was checked without errors. */
  commit(cell: number, analysis: CellAnalysis, wrapped: WrappedCell): void {
    for (const [name, { kind, alsoType }] of analysis.declared) {
      this.#names.delete(name); // so that the newest name is the last
      this.#names.set(name, { kind, cell, end: cell, alsoType });
    }
    for (const name of wrapped.tracked) {
      const entry = this.#names.get(name);
      if (entry === undefined) continue;
      const unsure = analysis.assignedInFunctions.has(name) || entry.end === undefined;
      this.#names.set(name, { ...entry, end: unsure ? undefined : cell });
    }
  }
}

function variableLine(name: string, { kind, cell, end, alsoType }: SessionName): string {
  const declared = `typeof import("./cell_${cell}").${name}`;
  const current = end === undefined ? declared : `import("./cell_${end}").${endTypePrefix}${name}`;
  const variable =
    kind === "evolving"
      ? `let ${name}; ${name} = null! as ${current};`
      : `let ${name}: ${declared} = null! as ${current};`;
  return variable + (alsoType ? typeLine(name, cell, alsoType) : "");
}

function typeLine(name: string, cell: number, parameters: readonly string[]): string {
  const inBrackets = (list: readonly string[]): string =>
    list.length > 0 ? `<${list.join(", ")}>` : "";
  const declared = inBrackets(parameters.map((each) => `${each} = any`));
  return `type ${name}${declared} = import("./cell_${cell}").${name}${inBrackets(parameters)};`;
}

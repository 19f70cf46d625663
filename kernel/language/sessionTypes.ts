/** The names that cells left, with their types as TypeScript writes them. */
import type TS from "typescript";
import { endTypePrefix, type SessionName } from "./sessionNames.js";
import type { TypeChecker } from "./typeChecker.js";
import { ts, type BoundSymbol } from "./typescript.js";

export interface SessionType {
  readonly name: string;
  readonly type: string;
  readonly imported: boolean;
}

export class SessionTypes {
  readonly #checker: TypeChecker;
  /** Types already written; a name that is declared or assigned again has another entry. */
  readonly #written = new WeakMap<SessionName, SessionType[]>();

  constructor(checker: TypeChecker) {
    this.#checker = checker;
  }

  /** Values only: an interface has nothing to show. */
  list(): SessionType[] {
    return [...this.#checker.names.entries()].flatMap(([name, entry]) => {
      const written = this.#written.get(entry) ?? this.#describe(name, entry);
      this.#written.set(entry, written);
      return written;
    });
  }

  #describe(name: string, { kind, cell, end }: SessionName): SessionType[] {
    const symbol = symbolIn(this.#checker, cell, name);
    if (symbol === undefined) return [];
    if (symbol.flags & ts.SymbolFlags.Alias) return [{ name, type: "", imported: true }];
    if (!(symbol.flags & ts.SymbolFlags.Value)) return [];
    const types = this.#checker.hot.checker;
    // `let x;` has no type of its own, only the one of its last value.
    const last =
      kind === "evolving" && end !== undefined
        ? symbolIn(this.#checker, end, `${endTypePrefix}${name}`)
        : undefined;
    const type = last ? types.getDeclaredTypeOfSymbol(last) : types.getTypeOfSymbol(symbol);
    return [{ name, type: write(types, type), imported: false }];
  }
}

function symbolIn(checker: TypeChecker, cell: number, name: string): BoundSymbol | undefined {
  const local = checker.cellLocals(cell)?.get(name);
  return local?.exportSymbol ?? local;
}

function write(checker: TS.TypeChecker, type: TS.Type): string {
  const flags = ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  return checker.typeToString(type, undefined, flags);
}

/** The names that cells left, with their types as TypeScript writes them. */
import type TS from "typescript";
import { endTypePrefix } from "./sessionNames.js";
import type { TypeChecker } from "./typeChecker.js";
import { ts, type BoundSymbol } from "./typescript.js";

export interface SessionType {
  readonly name: string;
  readonly type: string;
  readonly imported: boolean;
}

/** Values only: an interface has nothing to show. */
export function sessionTypes(checker: TypeChecker): SessionType[] {
  return [...checker.sessionNames()].flatMap(([name, { kind, cell, end }]): SessionType[] => {
    const symbol = symbolIn(checker, cell, name);
    if (symbol === undefined) return [];
    if (symbol.flags & ts.SymbolFlags.Alias) return [{ name, type: "", imported: true }];
    if (!(symbol.flags & ts.SymbolFlags.Value)) return [];
    const types = checker.hot.checker;
    // `let x;` has no type of its own, only the one of its last value.
    const last =
      kind === "evolving" && end !== undefined
        ? symbolIn(checker, end, `${endTypePrefix}${name}`)
        : undefined;
    const type = last ? types.getDeclaredTypeOfSymbol(last) : types.getTypeOfSymbol(symbol);
    return [{ name, type: write(types, type), imported: false }];
  });
}

function symbolIn(checker: TypeChecker, cell: number, name: string): BoundSymbol | undefined {
  const local = checker.cellLocals(cell)?.get(name);
  return local?.exportSymbol ?? local;
}

function write(checker: TS.TypeChecker, type: TS.Type): string {
  const flags = ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  return checker.typeToString(type, undefined, flags);
}

/** The names of the session with their kinds and types, for %who and %whos. */
import { ts } from "./typescript.js";
import type { TypeChecker } from "./typeChecker.js";

export interface ListedName {
  readonly name: string;
  /** TypeScript's word: "const", "function", "class", "interface", … */
  readonly kind: string;
  readonly type: string;
}

/** Oldest first. */
export function listNames(checker: TypeChecker): ListedName[] {
  const names = checker.names.list();
  const { file } = checker.open(checker.source(names.join(";"), true), true);
  const types = checker.hot.checker;
  return names.map((name) => {
    const local = file.locals?.get(name);
    if (!local) return { name, kind: "", type: "" };
    const symbol = local.flags & ts.SymbolFlags.Alias ? types.getAliasedSymbol(local) : local;
    const kind = ts.SymbolDisplay.getSymbolKind(types, symbol, file) || "module";
    const hasValue = (symbol.flags & ts.SymbolFlags.Value) !== 0 || types.isUnknownSymbol(symbol);
    const type = hasValue ? types.typeToString(types.getTypeOfSymbol(symbol)) : "";
    return { name, kind, type };
  });
}

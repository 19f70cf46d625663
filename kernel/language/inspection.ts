/** What is known about the name at a position: its signature and its documentation. */
import type TS from "typescript";
import { ts } from "./typescript.js";
import type { TypeChecker } from "./typeChecker.js";

export interface Inspection {
  /** The declaration as the language service shows it: "const x: number". */
  readonly signature: string;
  readonly documentation: string;
  /** JSDoc tags: "@param steps The number of products." */
  readonly tags: readonly string[];
}

export function inspect(
  checker: TypeChecker,
  code: string,
  position: number,
): Inspection | undefined {
  const source = checker.source(code, true);
  const { file, wrapped } = checker.open(source);
  const at = source.toText(position) + wrapped.prefix.length;
  const found = symbolNear(checker.hot.checker, file, at);
  if (!found) return undefined;
  const parts = ts.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker.hot.checker,
    standsFor(found.symbol, checker.hot.checker),
    file,
    found.node.parent,
    found.node,
  );
  return {
    signature: ts
      .displayPartsToString(parts.displayParts)
      .replace(/^\(alias\) /, "")
      .replace(/\nimport \S+$/, ""),
    documentation: ts.displayPartsToString(parts.documentation),
    tags: (parts.tags ?? []).map(({ name, text }) =>
      `@${name} ${ts.displayPartsToString(text)}`.trimEnd(),
    ),
  };
}

/** Names of earlier cells are imports to the compiler; what they stand for is what readers want to know. */
function standsFor(symbol: TS.Symbol, checker: TS.TypeChecker): TS.Symbol {
  if (!(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
  const target = checker.getAliasedSymbol(symbol);
  const isModule = (target.flags & ts.SymbolFlags.ValueModule) !== 0;
  return checker.isUnknownSymbol(target) || isModule ? symbol : target;
}

interface FoundSymbol {
  readonly node: TS.Node;
  readonly symbol: TS.Symbol;
}

/** The symbol under the cursor, just before it, or that of the call in whose arguments the cursor is. */
function symbolNear(
  checker: TS.TypeChecker,
  file: TS.SourceFile,
  position: number,
): FoundSymbol | undefined {
  for (const at of [position, position - 1]) {
    const node = ts.getTouchingPropertyName(file, at);
    const symbol = ts.isSourceFile(node) ? undefined : checker.getSymbolAtLocation(node);
    if (symbol) return { node, symbol };
  }
  let node = ts.getTouchingPropertyName(file, position - 1);
  while (!ts.isSourceFile(node)) {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const callee = node.expression;
      const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
      const symbol = checker.getSymbolAtLocation(name);
      return symbol && { node: name, symbol };
    }
    node = node.parent;
  }
  return undefined;
}

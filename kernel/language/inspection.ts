/** What is known about the name at a position: its signature and its documentation. */
import type TS from "typescript";
import { readDocumentation } from "./documentation.js";
import { callHelp, type CallHelp } from "./signatureHelp.js";
import { ts } from "./typescript.js";
import type { TypeChecker } from "./typeChecker.js";

export interface Inspection {
  /** The declaration as the language service shows it: "const x: number". */
  readonly signature: string;
  readonly documentation: string;
  /** JSDoc tags: "@param steps The number of products." */
  readonly tags: readonly string[];
  /** The call whose argument is being written at the position, if it is not on a name. */
  readonly call: CallHelp | undefined;
  /** How a cell or a local file declares it; undefined for what packages declare. */
  readonly source: string | undefined;
}

export function inspect(
  checker: TypeChecker,
  code: string,
  position: number,
): Inspection | undefined {
  const source = checker.source(code, true);
  const { file, wrapped } = checker.open(source);
  const at = source.cursor(position) + wrapped.prefix.length;
  const found = symbolNear(checker.hot.checker, file, at);
  if (!found) return undefined;
  const { node } = found;
  const symbol = standsFor(found.symbol, checker.hot.checker);
  readDocumentation(symbol, checker.hot.checker);
  const parts = ts.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker.hot.checker,
    symbol,
    file,
    node.parent,
    node,
  );
  const { documentation, tags } = documented(parts, symbol, checker.hot.checker);
  return {
    signature: ts
      .displayPartsToString(parts.displayParts)
      .replace(/^\(alias\) /, "")
      .replace(/\nimport \S+$/, ""),
    documentation: ts.displayPartsToString(documentation),
    tags: tags.map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`.trimEnd()),
    // Behind the name of a function is within its call.
    call: at > node.end ? callHelp(checker.hot.program, file, at) : undefined,
    source: declarationText(symbol),
  };
}

interface Documented {
  readonly documentation: TS.SymbolDisplayPart[];
  readonly tags: TS.JSDocTagInfo[] | undefined;
}

/** A constant that holds a function (as all of TensorFlow.js') has the function's documentation. */
function documented(
  { documentation, tags = [] }: Documented,
  symbol: TS.Symbol,
  checker: TS.TypeChecker,
): { documentation: TS.SymbolDisplayPart[]; tags: TS.JSDocTagInfo[] } {
  if (documentation.length > 0 || tags.length > 0 || !(symbol.flags & ts.SymbolFlags.Variable))
    return { documentation, tags };
  const [call] = checker.getTypeOfSymbol(symbol).getCallSignatures();
  if (!call) return { documentation, tags };
  return { documentation: call.getDocumentationComment(checker), tags: call.getJsDocTags() };
}

/** The declarations of a symbol, unless they are a package's or plain as the signature. */
function declarationText(symbol: TS.Symbol): string | undefined {
  const texts = (symbol.declarations ?? []).flatMap((declaration) => {
    const file = declaration.getSourceFile();
    if (file.isDeclarationFile || file.fileName.includes("/node_modules/")) return [];
    const variable = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : undefined;
    const whole = variable && ts.isVariableStatement(variable) ? variable : declaration;
    return [file.text.slice(whole.getStart(file, true), whole.end)];
  });
  return texts.length > 0 ? texts.join("\n\n") : undefined;
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
  let node = ts.findPrecedingToken(position, file);
  while (node && !ts.isSourceFile(node)) {
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

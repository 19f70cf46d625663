/** What one cell declares at its top level and which names it mentions; syntax and binding only, no types. */
import type TS from "typescript";
import { compilerOptions } from "./compilerOptions.js";
import { makeSourceFile } from "./sourceFile.js";
import { ts, type BoundSymbol } from "./typescript.js";

/**
 * - constant: const, function, class, enum, type, import: later cells import it.
 * - variable: let, var: later cells may assign to it.
 * - evolving: `let x;`, whose type is what was assigned last.
 */
export type NameKind = "constant" | "variable" | "evolving";

export interface DeclaredName {
  readonly kind: NameKind;
  /** Whether the cell itself exports it under this name. */
  readonly exported: boolean;
  /** Names of the type parameters if it is a type as well as a variable. */
  readonly alsoType?: readonly string[];
}

export interface CellAnalysis {
  readonly declared: ReadonlyMap<string, DeclaredName>;
  /** Every identifier that occurs. */
  readonly used: ReadonlySet<string>;
  /** Identifiers assigned inside functions: they may change at any time, so narrowing must not outlive a cell. */
  readonly assignedInFunctions: ReadonlySet<string>;
  /** Whether the cell has `declare global` or `declare module "…"`. */
  readonly augments: boolean;
}

/** @param name A file name that no other file has. */
export function analyseCell(name: string, code: string): CellAnalysis {
  const file = makeSourceFile(name, code);
  ts.bindSourceFile(file, compilerOptions);
  const declared = new Map<string, DeclaredName>();
  file.locals?.forEach((local, key) => {
    if (key.startsWith('"') || key === "__global") return;
    const exported = local.exportSymbol?.escapedName === local.escapedName;
    const symbol = local.exportSymbol ?? local;
    const alsoType = typeParameters(symbol) ?? typeParameters(local);
    declared.set(key, { kind: kindOf(symbol), exported, ...(alsoType && { alsoType }) });
  });
  return { declared, augments: file.statements.some(isAugmentation), ...mentionedNames(file) };
}

function isAugmentation(statement: TS.Statement): boolean {
  return (
    ts.isModuleDeclaration(statement) &&
    (ts.isStringLiteral(statement.name) ||
      (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0)
  );
}

function kindOf(symbol: BoundSymbol): NameKind {
  if (symbol.flags & ts.SymbolFlags.FunctionScopedVariable) return "variable";
  const declaration = symbol.valueDeclaration;
  if (!(symbol.flags & ts.SymbolFlags.BlockScopedVariable) || !declaration) return "constant";
  const flags: number = ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.BlockScoped;
  if (flags !== Number(ts.NodeFlags.Let)) return "constant";
  const bare =
    ts.isVariableDeclaration(declaration) &&
    !declaration.type &&
    !declaration.initializer &&
    ts.isVariableStatement(declaration.parent.parent);
  return bare ? "evolving" : "variable";
}

function typeParameters({ flags, declarations }: BoundSymbol): string[] | undefined {
  if (!(flags & ts.SymbolFlags.Type)) return undefined;
  const parameters = declarations?.flatMap((each) =>
    ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)
      ? [each.typeParameters ?? []]
      : [],
  );
  return parameters?.[0]?.map(({ name }) => name.text) ?? [];
}

function mentionedNames(file: TS.SourceFile): {
  used: ReadonlySet<string>;
  assignedInFunctions: ReadonlySet<string>;
} {
  const used = new Set<string>();
  const assignedInFunctions = new Set<string>();
  const visit = (node: TS.Node, inFunction: boolean): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    const target = inFunction ? assignmentTarget(node) : undefined;
    if (target) for (const name of identifiersIn(target)) assignedInFunctions.add(name);
    const inside = inFunction || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, false);
  return { used, assignedInFunctions };
}

function assignmentTarget(node: TS.Node): TS.Node | undefined {
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    const assigns =
      operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
    return assigns ? node.left : undefined;
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    const changes =
      operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return changes ? node.operand : undefined;
  }
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return node.initializer;
  return undefined;
}

/** Names in an assignment target; too many do no harm (a property name counts as well). */
function identifiersIn(target: TS.Node): string[] {
  if (ts.isIdentifier(target)) return [target.text];
  if (!ts.isArrayLiteralExpression(target) && !ts.isObjectLiteralExpression(target)) return [];
  const names: string[] = [];
  const visit = (node: TS.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(target);
  return names;
}

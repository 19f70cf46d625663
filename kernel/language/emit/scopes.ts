/** Which identifiers of a cell refer to the cell's top level. Needs a bound source file with parents. */
import type TS from "typescript";
import { ts, type ScopeNode } from "../typescript.js";

/** Whether an identifier reads, writes or declares a variable, rather than naming a property or label. */
export function isVariableName(id: TS.Identifier): boolean {
  const { parent } = id;
  if (ts.isPropertyAccessExpression(parent) || ts.isMetaProperty(parent)) return parent.name !== id;
  if (ts.isBindingElement(parent)) return parent.propertyName !== id;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isExpressionWithTypeArguments(parent)) return true; // `extends Base`, which also is a type node
  if (ts.isJsxAttribute(parent) || ts.isTypeNode(parent)) return false;
  if (ts.isClassElement(parent) || ts.isObjectLiteralElement(parent) || ts.isEnumMember(parent))
    return parent.name !== id;
  return true;
}

/** Whether no scope between the identifier and the cell's top level declares its name. */
export function refersToTopLevel(id: TS.Identifier): boolean {
  for (let node: ScopeNode = id.parent; !ts.isSourceFile(node); node = node.parent)
    if (declares(node, id.text)) return false;
  return true;
}

function declares(node: ScopeNode, name: string): boolean {
  if (node.locals?.has(name)) return true;
  if ((ts.isFunctionExpression(node) || ts.isClassExpression(node)) && node.name?.text === name)
    return true;
  // Members of an enum and exports of a namespace are visible inside by their bare names.
  const { symbol } = node;
  const opensMembers = ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
  return opensMembers && symbol?.exports?.has(ts.escapeLeadingUnderscores(name)) === true;
}

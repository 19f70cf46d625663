/**
 * Import declarations as awaited calls:
 *
 *     import d, { a as b } from "m"   →   const { "default": d, "a": b } = await $kernel.bind("m", ["default", "a"])
 *     import * as ns from "m"         →   const ns = await $kernel.namespace("m")
 *     import "m"                      →   await $kernel.import("m")
 */
import type TS from "typescript";
import { ts } from "../typescript.js";

const { factory } = ts;

export interface ImportLowering {
  /** The object whose `bind`, `namespace` and `import` load modules. */
  readonly loader: TS.Expression;
  /** Whether an imported name is only a type and disappears. */
  readonly isTypeOnly: (name: string) => boolean;
}

/** The statements that replace an import declaration. */
export function lowerImport(node: TS.ImportDeclaration, lowering: ImportLowering): TS.Statement[] {
  const { loader, isTypeOnly } = lowering;
  const clause = node.importClause;
  if (!clause)
    return [factory.createExpressionStatement(load(loader, "import", argumentsOf(node)))];
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const statements: TS.Statement[] = [];
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings) && !isTypeOnly(bindings.name.text))
    statements.push(constant(bindings.name, load(loader, "namespace", argumentsOf(node))));
  const names: [property: string, local: TS.Identifier][] = [];
  if (clause.name && !isTypeOnly(clause.name.text)) names.push(["default", clause.name]);
  if (bindings && ts.isNamedImports(bindings))
    for (const element of bindings.elements)
      if (!element.isTypeOnly && !isTypeOnly(element.name.text))
        names.push([(element.propertyName ?? element.name).text, element.name]);
  if (names.length > 0) statements.push(bindNames(node, names, loader));
  return statements;
}

/** `await loader.name(…)` */
export function load(
  loader: TS.Expression,
  name: string,
  args: readonly TS.Expression[],
): TS.Expression {
  const method = factory.createPropertyAccessExpression(loader, name);
  return factory.createAwaitExpression(factory.createCallExpression(method, undefined, args));
}

export function constant(name: TS.BindingName, value: TS.Expression): TS.Statement {
  const declaration = factory.createVariableDeclaration(name, undefined, undefined, value);
  const list = factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const);
  return factory.createVariableStatement(undefined, list);
}

function bindNames(
  node: TS.ImportDeclaration,
  names: readonly [property: string, local: TS.Identifier][],
  loader: TS.Expression,
): TS.Statement {
  const wanted = names.map(([property]) => factory.createStringLiteral(property));
  const [specifier, ...attributes] = argumentsOf(node);
  const list = factory.createArrayLiteralExpression(wanted);
  const elements = names.map(([property, local]) =>
    factory.createBindingElement(undefined, factory.createStringLiteral(property), local),
  );
  const pattern = factory.createObjectBindingPattern(elements);
  return constant(pattern, load(loader, "bind", [specifier, list, ...attributes]));
}

/** The specifier and, if given, `{ with: { type: "json" } }`. */
function argumentsOf(node: TS.ImportDeclaration): [TS.Expression, ...TS.Expression[]] {
  if (!node.attributes) return [node.moduleSpecifier];
  const entries = node.attributes.elements.map((e) =>
    factory.createPropertyAssignment(e.name, e.value),
  );
  const attributes = factory.createObjectLiteralExpression(entries);
  const options = [factory.createPropertyAssignment("with", attributes)];
  return [node.moduleSpecifier, factory.createObjectLiteralExpression(options)];
}

/** `var` inside blocks and loops of a cell's top level, rewritten as assignments to a hoisted `let`. */
import type TS from "typescript";
import { ts } from "../typescript.js";

const { factory } = ts;

/** All names that a pattern binds. */
export function boundNames(name: TS.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}

/** `a = 1, { b } = c` for the declarations that have a value; undefined if none has. */
export function declarationsAsAssignment(
  declarations: readonly TS.VariableDeclaration[],
): TS.Expression | undefined {
  const assignments = declarations.flatMap(({ name, initializer }) =>
    initializer ? [factory.createAssignment(assignmentTarget(name), initializer)] : [],
  );
  const [first, ...rest] = assignments;
  return first && rest.reduce<TS.Expression>((all, next) => factory.createComma(all, next), first);
}

/** Rewrites every `var` of a statement, except those of functions and classes, and notes their names. */
export function lowerNestedVar(
  statement: TS.Statement,
  names: Set<string>,
  context: TS.TransformationContext,
): TS.Statement {
  const visit = (node: TS.Node): TS.Node => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return node;
    if (ts.isVariableStatement(node) && isVar(node.declarationList)) {
      const value = note(node.declarationList, names);
      const lowered = value
        ? factory.createExpressionStatement(factory.createParenthesizedExpression(value))
        : factory.createEmptyStatement();
      return ts.visitEachChild(ts.setTextRange(lowered, node), visit, context);
    }
    return ts.visitEachChild(lowerLoop(node, names), visit, context);
  };
  return visit(statement) as TS.Statement;
}

function lowerLoop(node: TS.Node, names: Set<string>): TS.Node {
  if (ts.isForStatement(node)) {
    const { initializer } = node;
    if (!initializer || !ts.isVariableDeclarationList(initializer) || !isVar(initializer))
      return node;
    const { condition, incrementor, statement } = node;
    const start = note(initializer, names);
    return factory.updateForStatement(node, start, condition, incrementor, statement);
  }
  if (!ts.isForInStatement(node) && !ts.isForOfStatement(node)) return node;
  const { initializer, expression, statement } = node;
  if (!ts.isVariableDeclarationList(initializer) || !isVar(initializer)) return node;
  note(initializer, names);
  const target = assignmentTarget(initializer.declarations[0]!.name);
  return ts.isForInStatement(node)
    ? factory.updateForInStatement(node, target, expression, statement)
    : factory.updateForOfStatement(node, node.awaitModifier, target, expression, statement);
}

function note(list: TS.VariableDeclarationList, names: Set<string>): TS.Expression | undefined {
  for (const { name } of list.declarations) for (const bound of boundNames(name)) names.add(bound);
  return declarationsAsAssignment(list.declarations);
}

function isVar(list: TS.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.BlockScoped) === 0;
}

function withDefault(name: TS.BindingName, initializer: TS.Expression | undefined): TS.Expression {
  const target = assignmentTarget(name);
  return initializer ? factory.createAssignment(target, initializer) : target;
}

/** The same pattern as an assignment's left side. */
function assignmentTarget(name: TS.BindingName): TS.Expression {
  if (ts.isIdentifier(name)) return name;
  if (ts.isObjectBindingPattern(name))
    return factory.createObjectLiteralExpression(name.elements.map(propertyTarget));
  return factory.createArrayLiteralExpression(
    name.elements.map((element) => {
      if (ts.isOmittedExpression(element)) return element;
      if (element.dotDotDotToken)
        return factory.createSpreadElement(assignmentTarget(element.name));
      return withDefault(element.name, element.initializer);
    }),
  );
}

function propertyTarget({
  name,
  propertyName,
  dotDotDotToken,
  initializer,
}: TS.BindingElement): TS.ObjectLiteralElementLike {
  if (dotDotDotToken) return factory.createSpreadAssignment(assignmentTarget(name));
  const key = propertyName ?? (name as TS.Identifier);
  return factory.createPropertyAssignment(key, withDefault(name, initializer));
}

/**
 * Turns what only a module may say into what an evaluation may: imports become awaited calls, `import()` and
 * `import.meta` go to the kernel, and the value of the last expression is handed over.
 *
 *     import d, { a as b } from "m"   →   const { default: d, a: b } = await $kernel.bind("m", ["default", "a"])
 *     import * as ns from "m"         →   const ns = await $kernel.namespace("m")
 *     x + 1 (as the last statement)   →   $kernel.last(x + 1)
 */
import type TS from "typescript";
import { ts } from "../typescript.js";
import { constant, load, lowerImport } from "./imports.js";

const { factory } = ts;

/** The one global through which emitted code reaches the kernel. */
export const kernelGlobal = "$kernel";

type IsTypeOnly = (name: string) => boolean;

export function lowerModule(isTypeOnly: IsTypeOnly): TS.TransformerFactory<TS.SourceFile> {
  return (context) => (file) => {
    const visit = (node: TS.Node): TS.Node => {
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        return kernelCall(
          "import",
          node.arguments.map((a) => ts.visitNode(a, visit) as TS.Expression),
        );
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
        return kernelMember("meta");
      return ts.visitEachChild(node, visit, context);
    };
    const last = lastExpression(file.statements);
    const imports: TS.Statement[] = [];
    const others: TS.Statement[] = [];
    for (const statement of file.statements) {
      const bound = importedStatement(statement, isTypeOnly);
      if (bound) imports.push(...bound.map((s) => ts.setTextRange(s, statement)));
      else {
        const visited = ts.visitNode(statement, visit) as TS.Statement;
        others.push(statement === last ? handOver(visited) : visited);
      }
    }
    // Imports come first, as in a module: when one fails, nothing of the cell has run.
    const statements = factory.createNodeArray([...imports, ...others]);
    return factory.updateSourceFile(file, ts.setTextRange(statements, file.statements));
  };
}

function kernelMember(name: string): TS.Expression {
  return factory.createPropertyAccessExpression(factory.createIdentifier(kernelGlobal), name);
}

function kernelCall(name: string, args: readonly TS.Expression[]): TS.Expression {
  return factory.createCallExpression(kernelMember(name), undefined, args);
}

function lastExpression(statements: readonly TS.Statement[]): TS.Statement | undefined {
  const last = statements.findLast(
    (s) =>
      !ts.isEmptyStatement(s) && !ts.isInterfaceDeclaration(s) && !ts.isTypeAliasDeclaration(s),
  );
  return last && (ts.isExpressionStatement(last) || ts.isExportAssignment(last)) ? last : undefined;
}

function handOver(statement: TS.Statement): TS.Statement {
  if (!ts.isExpressionStatement(statement) && !ts.isExportAssignment(statement)) return statement;
  const call = kernelCall("last", [statement.expression]);
  return ts.setTextRange(factory.createExpressionStatement(call), statement);
}

/** The statements that replace an import or re-export; undefined for any other statement. */
function importedStatement(
  statement: TS.Statement,
  isTypeOnly: IsTypeOnly,
): TS.Statement[] | undefined {
  const loader = factory.createIdentifier(kernelGlobal);
  if (ts.isImportDeclaration(statement)) return lowerImport(statement, { loader, isTypeOnly });
  if (ts.isImportEqualsDeclaration(statement)) {
    const reference = statement.moduleReference;
    if (!ts.isExternalModuleReference(reference)) return undefined;
    const required = factory.createIdentifier("require");
    const call = factory.createCallExpression(required, undefined, [reference.expression]);
    return [constant(statement.name, call)];
  }
  if (!ts.isExportDeclaration(statement)) return undefined;
  const { moduleSpecifier, isTypeOnly: onlyTypes } = statement;
  if (!moduleSpecifier || onlyTypes) return [];
  // A cell has no importers: of `export … from` only loading the module remains.
  return [factory.createExpressionStatement(load(loader, "import", [moduleSpecifier]))];
}

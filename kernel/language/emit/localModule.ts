/** Compiles a local TypeScript module that will be loaded from another folder. */
import type TS from "typescript";
import { isBuiltin } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { ts } from "../typescript.js";
import { kernelGlobal } from "./cellModule.js";
import { lowerImport } from "./imports.js";
import { transpilerByJsx, type Transpiled } from "./transpiler.js";

const { factory } = ts;

const transpilerFor = transpilerByJsx({});

/**
 * @param file Path of the source, which import.meta still tells.
 * @param resolveName Gives the absolute form of a module name.
 * @param jsxPackage The package whose runtime JSX uses.
 */
export function compileLocalModule(
  text: string,
  file: string,
  resolveName: (name: string) => string,
  jsxPackage: string,
): Transpiled {
  return transpilerFor(jsxPackage).transpile(text, file, {
    // Afterwards, so that imports of types alone are gone already and need not be resolved.
    after: [absoluteImports(file, resolveName)],
  });
}

function absoluteImports(
  file: string,
  resolveName: (name: string) => string,
): TS.TransformerFactory<TS.SourceFile> {
  return (context) => (source) => {
    const visit = (node: TS.Node): TS.Node =>
      ts.isMetaProperty(node)
        ? importMeta(file)
        : ts.visitEachChild(withAbsoluteName(node, resolveName), visit, context);
    const statements = source.statements.flatMap((statement) =>
      isPackageImport(statement)
        ? lowerImport(statement, { loader: loaderAt(dirname(file)), isTypeOnly: () => false })
        : [ts.visitNode(statement, visit) as TS.Statement],
    );
    return factory.updateSourceFile(source, statements);
  };
}

/** Imports of packages go through the kernel, which finds them as it does for cells of that folder. */
function isPackageImport(statement: TS.Statement): statement is TS.ImportDeclaration {
  if (!ts.isImportDeclaration(statement)) return false;
  const { moduleSpecifier } = statement;
  return (
    ts.isStringLiteralLike(moduleSpecifier) &&
    !/^[./]|^\w+:/.test(moduleSpecifier.text) &&
    !isBuiltin(moduleSpecifier.text)
  );
}

/** `$kernel.at("/the/folder")` */
function loaderAt(folder: string): TS.Expression {
  const at = factory.createPropertyAccessExpression(factory.createIdentifier(kernelGlobal), "at");
  return factory.createCallExpression(at, undefined, [factory.createStringLiteral(folder)]);
}

/** The import, export or `import()` with its module name made absolute; any other node as it is. */
function withAbsoluteName(node: TS.Node, resolveName: (name: string) => string): TS.Node {
  const absolute = (name: TS.Expression): TS.Expression =>
    ts.isStringLiteralLike(name) ? factory.createStringLiteral(resolveName(name.text)) : name;
  if (ts.isImportDeclaration(node)) {
    const { modifiers, importClause, moduleSpecifier, attributes } = node;
    const name = absolute(moduleSpecifier);
    return factory.updateImportDeclaration(node, modifiers, importClause, name, attributes);
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    const { modifiers, isTypeOnly, exportClause, moduleSpecifier, attributes } = node;
    const name = absolute(moduleSpecifier);
    return factory.updateExportDeclaration(
      node,
      modifiers,
      isTypeOnly,
      exportClause,
      name,
      attributes,
    );
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [name, ...others] = node.arguments;
    const args = name ? [absolute(name), ...others] : others;
    return factory.updateCallExpression(node, node.expression, undefined, args);
  }
  return node;
}

function importMeta(file: string): TS.Expression {
  const members = { url: pathToFileURL(file).href, dirname: dirname(file), filename: file };
  const properties = Object.entries(members).map(([name, value]) =>
    factory.createPropertyAssignment(name, factory.createStringLiteral(value)),
  );
  return factory.createParenthesizedExpression(factory.createObjectLiteralExpression(properties));
}

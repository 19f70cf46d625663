/** Compiles a local TypeScript module that will be loaded from another folder. */
import type TS from "typescript";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { ts } from "../typescript.js";
import type { EmittedCell } from "./emit.js";

const { factory } = ts;

const options: TS.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  sourceMap: true,
  jsx: ts.JsxEmit.ReactJSX,
};

/**
 * @param file Path of the source, which import.meta still tells.
 * @param resolveName Gives the absolute form of a module name.
 */
export function compileLocalModule(
  text: string,
  file: string,
  resolveName: (name: string) => string,
): EmittedCell {
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: options,
    // Afterwards, so that imports of types alone are gone already and need not be resolved.
    transformers: { after: [absoluteImports(file, resolveName)] },
  });
  return {
    javascript: outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ""),
    sourceMap: sourceMapText ?? "",
  };
}

function absoluteImports(
  file: string,
  resolveName: (name: string) => string,
): TS.TransformerFactory<TS.SourceFile> {
  const absolute = (name: TS.Expression | undefined): TS.StringLiteral | undefined =>
    name && ts.isStringLiteralLike(name)
      ? factory.createStringLiteral(resolveName(name.text))
      : undefined;
  return (context) => (source) => {
    const visit = (node: TS.Node): TS.Node => {
      if (ts.isImportDeclaration(node)) {
        const { modifiers, importClause, moduleSpecifier, attributes } = node;
        const name = absolute(moduleSpecifier) ?? moduleSpecifier;
        return factory.updateImportDeclaration(node, modifiers, importClause, name, attributes);
      }
      if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
        const { modifiers, isTypeOnly, exportClause, moduleSpecifier, attributes } = node;
        const name = absolute(moduleSpecifier) ?? moduleSpecifier;
        return factory.updateExportDeclaration(
          node,
          modifiers,
          isTypeOnly,
          exportClause,
          name,
          attributes,
        );
      }
      if (ts.isMetaProperty(node)) return importMeta(file);
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        const name = absolute(node.arguments[0]);
        if (name)
          return factory.updateCallExpression(node, node.expression, undefined, [
            name,
            ...node.arguments.slice(1),
          ]);
      }
      return ts.visitEachChild(node, visit, context);
    };
    return ts.visitEachChild(source, visit, context);
  };
}

function importMeta(file: string): TS.Expression {
  const members = { url: pathToFileURL(file).href, dirname: dirname(file), filename: file };
  const properties = Object.entries(members).map(([name, value]) =>
    factory.createPropertyAssignment(name, factory.createStringLiteral(value)),
  );
  return factory.createParenthesizedExpression(factory.createObjectLiteralExpression(properties));
}

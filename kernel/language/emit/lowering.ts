/**
 * Makes every top-level declaration of a cell a `let`.
 *
 * V8's REPL mode, in which cells run, lets a later cell redeclare a `let` by a `let` (and closures of earlier
 * cells then see the new value), but refuses `const` → `let`, `function` → `const`, `var` → `let` and so on.
 * Constness was checked with the types already.
 *
 * Functions are assigned before everything else, so that they can be called before they are written.
 */
import type TS from "typescript";
import { ts } from "../typescript.js";
import { kernelGlobal } from "./cellModule.js";
import { lowerImport } from "./imports.js";
import { boundNames, declarationsAsAssignment, lowerNestedVar } from "./varDeclarations.js";

const { factory } = ts;

export function lowerToLet(context: TS.TransformationContext): TS.Transformer<TS.SourceFile> {
  return (file) => {
    const lowering = new Lowering(context);
    for (const statement of file.statements) lowering.add(statement);
    return factory.updateSourceFile(file, lowering.statements());
  };
}

class Lowering {
  readonly #context: TS.TransformationContext;
  readonly #inPlace = new Set<string>();
  readonly #hoisted = new Set<string>();
  readonly #functions: TS.Statement[] = [];
  readonly #others: TS.Statement[] = [];

  constructor(context: TS.TransformationContext) {
    this.#context = context;
  }

  statements(): TS.Statement[] {
    const names = [...this.#hoisted].filter((name) => !this.#inPlace.has(name));
    const head = names.map((name) => factory.createVariableDeclaration(name));
    const declared = head.length > 0 ? [letStatement(head)] : [];
    return [...declared, ...this.#functions, ...this.#others];
  }

  add(statement: TS.Statement): void {
    if (ts.isExportDeclaration(statement)) return;
    // Imports that are left are those of the JSX runtime, which the compiler has added.
    if (ts.isImportDeclaration(statement)) this.#addImport(statement);
    else if (ts.isFunctionDeclaration(statement)) this.#addFunction(statement);
    else if (ts.isClassDeclaration(statement)) this.#addClass(statement);
    else if (ts.isVariableStatement(statement)) this.#addVariables(statement);
    else if (ts.isExportAssignment(statement))
      this.#others.push(
        replace(statement, factory.createExpressionStatement(statement.expression)),
      );
    else this.#others.push(lowerNestedVar(statement, this.#hoisted, this.#context));
  }

  #addImport(statement: TS.ImportDeclaration): void {
    const loader = factory.createIdentifier(kernelGlobal);
    for (const lowered of lowerImport(statement, { loader, isTypeOnly: () => false }))
      this.add(lowered);
  }

  #addFunction(node: TS.FunctionDeclaration): void {
    const name = node.name?.text ?? "_default";
    if (!this.#inPlace.has(name)) this.#hoisted.add(name);
    // Without a name of its own: inside, the name means the variable, which may be redeclared later. The
    // assignment still gives it the `name` property.
    const value = factory.createFunctionExpression(
      node.modifiers?.filter((m) => m.kind === ts.SyntaxKind.AsyncKeyword),
      node.asteriskToken,
      undefined,
      undefined,
      node.parameters,
      undefined,
      node.body ?? factory.createBlock([]),
    );
    const assigned = factory.createAssignment(
      factory.createIdentifier(name),
      ts.setTextRange(value, node),
    );
    this.#functions.push(replace(node, factory.createExpressionStatement(assigned)));
  }

  #addClass(node: TS.ClassDeclaration): void {
    const { name, heritageClauses, members } = node;
    const modifiers = node.modifiers?.filter((m) => !isExportKeyword(m));
    const value = factory.createClassExpression(
      modifiers,
      name,
      undefined,
      heritageClauses,
      members,
    );
    const variable = factory.createVariableDeclaration(
      name?.text ?? "_default",
      undefined,
      undefined,
      ts.setTextRange(value, node),
    );
    this.#inPlace.add(name?.text ?? "_default");
    this.#others.push(replace(node, letStatement([variable])));
  }

  #addVariables(node: TS.VariableStatement): void {
    const { declarations, flags } = node.declarationList;
    const names = declarations.flatMap((declaration) => boundNames(declaration.name));
    const isVar = (flags & ts.NodeFlags.BlockScoped) === 0;
    const taken = names.some((name) => this.#inPlace.has(name) || this.#hoisted.has(name));
    if (isVar || taken) {
      for (const name of names) if (!this.#inPlace.has(name)) this.#hoisted.add(name);
      const assignment = declarationsAsAssignment(declarations);
      if (assignment) this.#others.push(replace(node, parenthesized(assignment)));
      return;
    }
    for (const name of names) this.#inPlace.add(name);
    this.#others.push(replace(node, letStatement(declarations)));
  }
}

function isExportKeyword(modifier: TS.ModifierLike): boolean {
  return (
    modifier.kind === ts.SyntaxKind.ExportKeyword || modifier.kind === ts.SyntaxKind.DefaultKeyword
  );
}

function letStatement(declarations: readonly TS.VariableDeclaration[]): TS.Statement {
  const list = factory.createVariableDeclarationList(declarations, ts.NodeFlags.Let);
  return factory.createVariableStatement(undefined, list);
}

function parenthesized(expression: TS.Expression): TS.Statement {
  return factory.createExpressionStatement(factory.createParenthesizedExpression(expression));
}

function replace(original: TS.Node, replacement: TS.Statement): TS.Statement {
  return ts.setTextRange(replacement, original);
}

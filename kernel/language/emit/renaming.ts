/**
 * Gives top-level names of cells that are also names of globals another name at run time: URL → $$URL.
 *
 * A cell's top-level variables live in the realm's global scope, where every library looks up its globals:
 * after `const URL = "https://…"` in a cell, all of Node.js would see a string instead of the class.
 */
import type TS from "typescript";
import { ts, type CellSourceFile } from "../typescript.js";
import { isVariableName, refersToTopLevel } from "./scopes.js";

const { factory } = ts;

/** The name a renamed variable has at run time. */
export function runtimeName(name: string): string {
  return `$$${name}`;
}

export interface Renaming {
  /** Names of globals, and names that libraries probe for, such as `window`. */
  readonly reserved: ReadonlySet<string>;
  /** Names renamed so far in this session; the transformer adds to it. */
  readonly renamed: Set<string>;
  /** Whether an imported name is only a type and disappears. */
  isTypeOnly(name: string): boolean;
}

export function renameGlobals(renaming: Renaming): TS.TransformerFactory<TS.SourceFile> {
  return (context) => (file) => {
    collect(file as CellSourceFile, renaming);
    if (![...renaming.renamed].some((name) => file.text.includes(name))) return file;
    const visit = (node: TS.Node): TS.Node =>
      ts.visitEachChild(rename(node, renaming.renamed), visit, context);
    return ts.visitEachChild(file, visit, context);
  };
}

function collect(file: CellSourceFile, renaming: Renaming): void {
  const { reserved, renamed } = renaming;
  const values = ts.SymbolFlags.Value | ts.SymbolFlags.Alias;
  file.locals?.forEach((local, name) => {
    const { flags } = local.exportSymbol ?? local;
    if (reserved.has(name) && flags & values && !renaming.isTypeOnly(name)) renamed.add(name);
  });
}

function rename(node: TS.Node, renamed: ReadonlySet<string>): TS.Node {
  // An identifier made here is not bound and has no parent; it is left as it is.
  const isRenamed = (id: TS.Identifier): boolean =>
    renamed.has(id.text) && id.pos >= 0 && refersToTopLevel(id);
  if (ts.isIdentifier(node))
    return isRenamed(node) && isVariableName(node) ? renamedIdentifier(node) : node;
  if (ts.isShorthandPropertyAssignment(node) && isRenamed(node.name)) {
    const name = renamedIdentifier(node.name);
    const initializer = node.objectAssignmentInitializer;
    const value = initializer ? factory.createAssignment(name, initializer) : name;
    return factory.createPropertyAssignment(node.name.text, value);
  }
  if (ts.isImportSpecifier(node) && isRenamed(node.name))
    return factory.updateImportSpecifier(
      node,
      node.isTypeOnly,
      node.propertyName ?? factory.createIdentifier(node.name.text),
      renamedIdentifier(node.name),
    );
  return renamedBinding(node, isRenamed);
}

/** `{ Buffer }` in a pattern becomes `{ Buffer: $$Buffer }`. */
function renamedBinding(node: TS.Node, isRenamed: (id: TS.Identifier) => boolean): TS.Node {
  if (!ts.isBindingElement(node) || node.propertyName || node.dotDotDotToken) return node;
  if (!ts.isIdentifier(node.name) || !ts.isObjectBindingPattern(node.parent)) return node;
  if (!isRenamed(node.name)) return node;
  return factory.updateBindingElement(
    node,
    undefined,
    factory.createIdentifier(node.name.text),
    renamedIdentifier(node.name),
    node.initializer,
  );
}

function renamedIdentifier(id: TS.Identifier): TS.Identifier {
  return ts.setTextRange(factory.createIdentifier(runtimeName(id.text)), id);
}

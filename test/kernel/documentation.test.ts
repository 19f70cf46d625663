/** Comments that are read when they are asked for: the same ones as if they had been read at once. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type TS from "typescript";
import { expect, it } from "vitest";
import { parseUndocumented, readDocumentation } from "../../kernel/language/documentation.js";
import { inspect } from "../../kernel/language/inspection.js";
import { TypeChecker } from "../../kernel/language/typeChecker.js";
import { ts, type DocumentedNode } from "../../kernel/language/typescript.js";
import { repository, scratchFolder } from "./testKernel.js";

const checker = new TypeChecker(repository);

function documentation(code: string): string {
  const position = code.indexOf("|");
  const found = inspect(checker, code.replace("|", ""), position);
  return [found?.documentation, ...(found?.tags ?? []), found?.call?.parameter?.documentation]
    .filter(Boolean)
    .join("\n");
}

it.each([
  ["of the language", "[1].ma|p", /^Calls a defined callback function on each element/],
  [
    "of Node.js",
    `import { readFileSync } from "node:fs"; readFile|Sync`,
    /Returns the contents of/,
  ],
  ["of a global", "process.cwd|", /current working directory/],
  ["of a package", `import * as tf from "@tensorflow/tfjs"; tf.tensor1|d`, /rank-1/],
  [
    "of a method of a package",
    `import * as tf from "@tensorflow/tfjs"; tf.scalar(1).dataSy|nc`,
    /downloads/,
  ],
  ["of the parameter that is written", "setTimeout(() => 1, |", /milliseconds/],
  [
    "of what a member overrides",
    `import { Readable } from "node:stream"; new Readable().read|`,
    /reads data out of the internal buffer/,
  ],
])("%s", (_name, code, expected) => {
  expect(documentation(code)).toMatch(expected);
});

it("of a method whose class says nothing: that of its interface, in another file", () => {
  const folder = scratchFolder();
  const packageFolder = join(folder, "node_modules", "counting");
  mkdirSync(packageFolder, { recursive: true });
  const files = {
    "package.json": '{ "name": "counting", "types": "b.d.ts" }',
    "a.d.ts": "export interface A {\n  /** Says how many. */\n  count(): number;\n}",
    "b.d.ts":
      'import type { A } from "./a";\nexport declare class B implements A { count(): number; }',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(packageFolder, name), text);
  const own = new TypeChecker(folder);
  const code = 'import { B } from "counting"; new B().count';
  expect(inspect(own, code, code.length)?.documentation).toBe("Says how many.");
  rmSync(folder, { recursive: true });
});

/** Positions of all nodes with their comments' texts. */
function comments(file: TS.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: DocumentedNode): void => {
    for (const each of node.jsDoc ?? []) {
      expect(each.parent).toBe(node);
      found.push(`${node.kind} ${node.pos} ${file.text.slice(each.pos, each.end)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

it("each node gets the comments that it has when they are parsed at once", () => {
  const name = join(repository, "node_modules", "@types", "node", "fs.d.ts");
  const text = readFileSync(name, "utf8");
  const late = parseUndocumented(name, text, ts.ScriptTarget.ESNext);
  expect(comments(late)).toEqual([]);
  const host = { ...ts.createCompilerHost({}), getSourceFile: () => late };
  const program = ts.createProgram([name], { noLib: true, noResolve: true, types: [] }, host);
  const types = program.getTypeChecker();
  const [module] = types.getAmbientModules();
  const [symbol] = module ? types.getExportsOfModule(module) : [];
  if (symbol) readDocumentation(symbol, types);
  const atOnce = comments(ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true));
  expect(atOnce.length).toBeGreaterThan(300);
  expect(comments(late)).toEqual(atOnce);
});

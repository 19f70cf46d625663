/** What cells mean: each row is a little notebook, and what its last cells show. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errors } from "./semantics/errors.js";
import { modules } from "./semantics/modules.js";
import type { Row } from "./semantics/row.js";
import { syntax } from "./semantics/syntax.js";
import { types } from "./semantics/types.js";
import { values } from "./semantics/values.js";
import { variables } from "./semantics/variables.js";
import { scratchFolder, TestKernel } from "./testKernel.js";

describe("cells", () => {
  const folder = scratchFolder();
  let kernel: TestKernel;

  beforeAll(async () => {
    const write = (name: string, text: string): void => {
      const path = join(folder, name);
      mkdirSync(join(path, ".."), { recursive: true });
      writeFileSync(path, text);
    };
    write("data.json", '{ "k": 7 }');
    write(
      "local.ts",
      "export const v: number = 1; export interface OnlyT { a: number }\nexport function where() { return import.meta.filename }\n",
    );
    write(
      "node_modules/tla-mod/package.json",
      '{ "name": "tla-mod", "type": "module", "exports": "./i.js" }',
    );
    write("node_modules/tla-mod/i.js", "export const t = await Promise.resolve(11);");
    write(
      "node_modules/cjs-mod/package.json",
      '{ "name": "cjs-mod", "main": "i.js", "types": "i.d.ts" }',
    );
    // Names that Node's scan of CommonJS sources does not find.
    write(
      "node_modules/cjs-mod/i.js",
      "const all = { hidden: 5, seen: () => typeof TextEncoder };\nmodule.exports = Object.assign({}, all);",
    );
    write(
      "node_modules/cjs-mod/i.d.ts",
      "declare const all: { hidden: number; seen(): string }; export = all;",
    );
    write(
      "node_modules/preact/package.json",
      '{ "name": "preact", "exports": { "./jsx-runtime": "./j.js" } }',
    );
    write(
      "node_modules/preact/j.js",
      "exports.jsx = exports.jsxs = (tag, props) => ({ tag, props });",
    );
    write(
      "node_modules/preact/j.d.ts",
      `export namespace JSX {
         interface Element { tag: unknown; props: object }
         interface ElementChildrenAttribute { children: {} }
         interface IntrinsicElements { [tag: string]: Record<string, unknown> }
       }
       export function jsx(tag: unknown, props: object): JSX.Element; export const jsxs: typeof jsx;`,
    );
    kernel = await TestKernel.start(folder);
  });

  afterAll(async () => {
    await kernel.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function check({ cells, shows }: Row): Promise<void> {
    const seen: (string | null)[] = [];
    for (const code of cells) {
      const { value, error } = await kernel.run(code);
      seen.push(error ?? value ?? null);
    }
    const last = seen.slice(-shows.length);
    for (const [at, expected] of shows.entries())
      if (expected instanceof RegExp) expect(last[at]).toMatch(expected);
      else expect(last[at]).toBe(expected);
  }

  const groups = { variables, types, syntax, values, modules, errors };
  for (const [name, rows] of Object.entries(groups))
    describe(name, () => {
      for (const each of rows) it(each.title, () => check(each));
    });

  it("a local file imports packages as a cell of its folder would, the kernel's own too", async () => {
    writeFileSync(
      join(folder, "uses.ts"),
      `import cjs, { hidden } from "cjs-mod"; import { t } from "tla-mod"; import { kernelName } from "eigenscape/kernel";
       import type { Comm } from "eigenscape/kernel"; import { join } from "path";
       export const all: unknown[] = [cjs.hidden, hidden, t, kernelName, join("a", "b")]; export type C = Comm;`,
    );
    const { value, error } = await kernel.run("import { all } from './uses.js'; all.join()");
    expect(error ?? value).toBe("'5,5,11,typescript,a/b'");
  });

  it("an edited local file is loaded again, with its new types", async () => {
    writeFileSync(join(folder, "local.ts"), "export const v: number = 2; export const w = 'new'\n");
    expect((await kernel.run("import { v as vv, w } from './local'; vv + w")).value).toBe("'2new'");
  });

  it("a local file sees an edit of the file that it imports", async () => {
    writeFileSync(join(folder, "inner.ts"), "export const n = 1");
    writeFileSync(
      join(folder, "outer.ts"),
      "import { n } from './inner.js'; export const twice = 2 * n",
    );
    expect((await kernel.run("import { twice } from './outer'; twice")).value).toBe("2");
    writeFileSync(join(folder, "inner.ts"), "export const n = 50");
    expect((await kernel.run("import { twice } from './outer'; twice")).value).toBe("100");
  });
});

/** Cells as JavaScript: what must be changed is, and the rest stays. */
import { describe, expect, it } from "vitest";
import { emitCell } from "../../kernel/language/emit/emit.js";
import { CellSource } from "../../kernel/language/cellSource.js";
import { completeness, type Completeness } from "../../kernel/language/completeness.js";

function emit(code: string, reserved: string[] = [], types: string[] = []): string {
  const isTypeOnly = (name: string): boolean => types.includes(name);
  const renaming = { reserved: new Set(reserved), renamed: new Set<string>(), isTypeOnly };
  return emitCell(code, renaming, "react").javascript.trim();
}

describe("declarations", () => {
  it.each([
    ["const a = 1;", "let a = 1;"],
    ["let a: number;", "let a;"],
    ["export const a = 1;", "let a = 1;"],
    ["class A {}", "let A = class A {\n};"],
    ["var a = 1, b;", "let a, b;\n(a = 1);"],
    [
      "var { a, b: [c = 1, ...d], ...e } = f;",
      "let a, c, d, e;\n({ a: a, b: [c = 1, ...d], ...e } = f);",
    ],
    ["for (var i = 0; i < 2; i++) ;", "let i;\nfor (i = 0; i < 2; i++)\n    ;"],
    ["for (const x of y) { const z = x; }", "for (const x of y) {\n    const z = x;\n}"],
    ["interface A {} type B = 1;", ""],
  ])("%s", (code, expected) => {
    expect(emit(code)).toBe(expected);
  });

  it("functions are assigned before everything else", () => {
    expect(emit("f(); async function f() {}; 1")).toMatch(
      /^let f;\nf = async function \(\) \{ \};\nf\(\);/,
    );
  });
});

describe("modules", () => {
  it.each([
    ["import 'm'", 'await $kernel.import("m");'],
    [
      "import d, { a as b } from 'm'",
      'let { "default": d, "a": b } = await $kernel.bind("m", ["default", "a"]);',
    ],
    ["import * as n from 'm'", 'let n = await $kernel.namespace("m");'],
    [
      "import j from './j' with { type: 'json' }",
      'let { "default": j } = await $kernel.bind("./j", ["default"], { with: { type: "json" } });',
    ],
    ["import type { T } from 'm'", ""],
    ["import { T } from 'm'", ""],
    ["import { T, v } from 'm'", 'let { "v": v } = await $kernel.bind("m", ["v"]);'],
    ["import c = require('m')", 'let c = require("m");'],
    ["export * from 'm'", 'await $kernel.import("m");'],
    ["f(import('m'), import.meta.url);", '$kernel.last(f($kernel.import("m"), $kernel.meta.url));'],
  ])("%s", (code, expected) => {
    expect(emit(code, [], ["T"]).replaceAll("'", '"')).toBe(expected);
  });

  it("imports come before everything else", () => {
    expect(emit("f(); import a from 'm'; g()")).toMatch(
      /^let \{ "default": a \}[^]*f\(\);\n\$kernel\.last\(g\(\)\);$/,
    );
  });
});

describe("JSX", () => {
  it.each([
    [
      "<a b={1}>x</a>",
      'let { "jsx": _jsx } = await $kernel.bind("react/jsx-runtime", ["jsx"]);\n$kernel.last(_jsx("a", { b: 1, children: "x" }));',
    ],
    [
      "/** @jsxImportSource m */ <a/>",
      'let { "jsx": _jsx } = await $kernel.bind("m/jsx-runtime", ["jsx"]);\n$kernel.last(_jsx("a", {}));',
    ],
    ["/** @jsxRuntime classic */ /** @jsx h */ <a/>", '$kernel.last(h("a", null));'],
    ["<T,>(x: T) => x", "$kernel.last((x) => x);"],
    ["<number>x", "$kernel.last(x);"],
  ])("%s", (code, expected) => expect(emit(code)).toBe(expected));
});

describe("names of globals", () => {
  it.each([
    ["const URL = 1; URL;", "let $$URL = 1;\n$kernel.last($$URL);"],
    [
      "const URL = 1; ({ URL, x: URL, URL: 2 }).URL;",
      "let $$URL = 1;\n$kernel.last(({ URL: $$URL, x: $$URL, URL: 2 }).URL);",
    ],
    ["const { URL = 1 } = a;", "let { URL: $$URL = 1 } = a;"],
    ["let URL; ({ URL = 1 } = a);", "let $$URL;\n$kernel.last(({ URL: $$URL = 1 } = a));"],
    ["const URL = 1; (URL) => URL;", "let $$URL = 1;\n$kernel.last((URL) => URL);"],
    [
      "const URL = 1; class A extends URL { URL = URL }",
      "let $$URL = 1;\nlet A = class A extends $$URL {\n    URL = $$URL;\n};",
    ],
    [
      "import { URL } from 'm'; URL: for (;;) break URL;",
      'let { "URL": $$URL } = await $kernel.bind("m", ["URL"]);\nURL: for (;;)\n    break URL;',
    ],
    ["new URL('x');", '$kernel.last(new URL("x"));'],
  ])("%s", (code, expected) => {
    expect(emit(code, ["URL"]).replaceAll("'", '"')).toBe(expected);
  });
});

describe("completeness", () => {
  const statusOf = (code: string): Completeness => completeness(new CellSource(code, () => false));

  it.each([
    ["a(1", "incomplete"],
    ["if (a) {\n  b({", "incomplete"],
    ["`a ${", "incomplete"],
    ["const a: ", "incomplete"],
    ["}", "invalid"],
    ["'a", "invalid"],
    ["/a", "invalid"],
    ["a b", "invalid"],
    ["await a; for await (const b of c) {}", "complete"],
    ["%time f(", "incomplete"],
    ["%timeit f(", "incomplete"],
    ["%time f(1)", "complete"],
    ["!ls -la | grep '(", "complete"],
    ["%%sh\nfor a in", "incomplete"],
    ["%%sh\nfor a in\n", "complete"],
    ["%%time", "incomplete"],
    ["%%time\nf()\n", "complete"],
    ["%%time\nf(\n", "incomplete"],
  ])("%s is %s", (code, status) => {
    expect(statusOf(code).status).toBe(status);
  });

  it("indents after an opening bracket", () => {
    expect(statusOf("  if (a) {")).toEqual({ status: "incomplete", indent: "    " });
  });
});

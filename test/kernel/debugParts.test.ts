/** Parts of the debugger that need no kernel. */
import { execFileSync } from "node:child_process";
import type { Runtime } from "node:inspector";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberedRanges } from "../../kernel/debug/arrayRanges.js";
import { EmittedScript } from "../../kernel/debug/emittedScript.js";
import { murmur2 } from "../../kernel/debug/murmur2.js";
import { isToldByText, valueText } from "../../kernel/debug/valueText.js";
import { emitCell } from "../../kernel/language/emit/emit.js";
import { pythonPath } from "./python.js";

describe("murmur2", () => {
  it("is the hash of Python's kernel, which JupyterLab computes too", () => {
    const texts = ["", "a", "ab", "abc", "abcd", "x = 1\n", "let 🌍 = 'ä';", "long ".repeat(999)];
    const program = [
      "import json, sys",
      "from ipykernel.compiler import murmur2_x86",
      "print(json.dumps([murmur2_x86(t, 0xE16E) for t in json.load(sys.stdin)]))",
    ].join("\n");
    const input = JSON.stringify(texts);
    const answer = execFileSync(pythonPath(), ["-c", program], { input, encoding: "utf8" });
    expect(texts.map((text) => murmur2(text, 0xe16e))).toEqual(JSON.parse(answer));
  });
});

describe("an emitted script", () => {
  const source = [
    "interface A {",
    "  a: number;",
    "}",
    "const later = () => first({ a: 1 });",
    "function first({ a }: A): number {",
    "  // nothing here",
    "  return a;",
    "}",
    "later();",
  ].join("\n");
  const renaming = { reserved: new Set<string>(), renamed: new Set<string>() };
  const { javascript, sourceMap } = emitCell(
    source,
    { ...renaming, isTypeOnly: () => false },
    "react",
  );
  const description = { name: "cell_1.ts", label: "cell [1]", source, sourceMap, linesBefore: 1 };
  const script = new EmittedScript(description, "/cell.ts");
  const lines = ["'use strict';", ...javascript.split("\n")];

  it("begins a line where its code stands, though functions come first", () => {
    const textAt = (line: number): string | undefined => {
      const start = script.start(line);
      return start && lines[start.lineNumber]?.slice(start.columnNumber);
    };
    expect(textAt(4)).toMatch(/^let later/);
    expect(textAt(7)).toMatch(/^return a/);
    expect(textAt(9)).toMatch(/later\(\)/);
    expect(textAt(2)).toBeUndefined();
  });

  it("leads every place back to the line it began", () => {
    for (const line of [4, 5, 7, 9]) {
      const start = script.start(line);
      expect(start && script.original(start)?.line).toBe(line);
    }
    expect(script.original({ lineNumber: 0, columnNumber: 0 })).toBeUndefined();
  });

  it("moves a line without code to the next with code, behind the last to the last", () => {
    expect([1, 3, 6, 9, 99].map((line) => script.lineWithCode(line))).toEqual([4, 4, 7, 9, 9]);
    expect(script.isEnd({ lineNumber: lines.length, columnNumber: 0 })).toBe(true);
    expect(script.isEnd(script.start(9)!)).toBe(false);
  });
});

describe("ranges of a long array", () => {
  it("cover it once, in order, at most a hundred", () => {
    const length = fc.integer({ min: 101, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(length, (to) => {
        const ranges = numberedRanges(0, to);
        expect(ranges.length).toBeLessThanOrEqual(100);
        expect(ranges[0]?.from).toBe(0);
        expect(ranges.at(-1)?.to).toBe(to);
        for (const [i, { from, to: end }] of ranges.entries()) {
          expect(end).toBeGreaterThan(from);
          expect(ranges[i + 1]?.from ?? to).toBe(end);
        }
      }),
    );
  });
});

describe("the text of a value", () => {
  const functionOf = (description: string): Runtime.RemoteObject => ({
    type: "function",
    description,
  });

  it.each([
    [{ type: "string", value: 'a "b"' }, '"a \\"b\\""'],
    [{ type: "number", value: 1.5, description: "1.5" }, "1.5"],
    [{ type: "bigint", description: "10n" }, "10n"],
    [{ type: "undefined" }, "undefined"],
    [{ type: "object", subtype: "null", value: null }, "null"],
    [{ type: "object", subtype: "error", description: "Error: no\n    at f" }, "Error: no"],
    [functionOf("function (a, b = {}) { return a; }"), "ƒ (a, b = {})"],
    [functionOf("x => (x + 1)"), "ƒ x"],
    [functionOf("method(a = f(1)) { return a; }"), "ƒ method(a = f(1))"],
    [functionOf("async (x) => { await x; }"), "ƒ async (x)"],
    [functionOf("class A extends B { m() {} }"), "class A extends B"],
  ] as [Runtime.RemoteObject, string][])("%j is %s", (value, text) => {
    expect(valueText(value)).toBe(text);
  });

  it("is cut when it is long, and says all there is of a number but not of an array", () => {
    expect(valueText({ type: "string", value: "x".repeat(5000) })).toHaveLength(1001);
    expect(isToldByText({ type: "number" })).toBe(true);
    expect(isToldByText({ type: "object", subtype: "null" })).toBe(true);
    expect(isToldByText({ type: "object", subtype: "array" })).toBe(false);
    expect(isToldByText({ type: "function" })).toBe(false);
  });
});

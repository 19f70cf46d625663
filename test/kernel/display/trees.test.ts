/** Structures that fold: what is in them, what is not run, and how much they may take. */
import { describe, expect, it } from "vitest";
import { represent } from "../../../kernel/display/represent.js";
import { treeOf, type TreeNode } from "../../../kernel/display/tree/tree.js";
import type { MimeBundle } from "../../../kernel/host/hostTypes.js";

const shown = (value: unknown): MimeBundle => represent(value) as MimeBundle;
const html = (value: unknown): string => {
  const data = shown(value)["text/html"];
  return typeof data === "string" ? data : "";
};
const lines = (node: TreeNode): string[] =>
  (node.children ?? []).map(({ label, line }) => `${label}: ${line}`);
const deep = (levels: number): object => (levels === 0 ? {} : { next: deep(levels - 1) });

describe("a structure folds", () => {
  it("when its text leaves something out", () => {
    expect(html(deep(3))).toBe("");
    expect(html(deep(5))).toMatch(/^<style>[^]*<details open>[^]*<details>/);
    expect(shown(deep(5))["text/plain"]).toBe("{ next: { next: { next: [Object] } } }");
  });

  it("when its text is longer than a glance", () => {
    const flat = (n: number): object =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`a rather long name ${i}`, i]));
    expect(html(flat(9))).toBe("");
    expect(html(flat(20))).toContain("<details open>");
  });

  it("but not a plain list, an error, or a class that prints itself its own way", () => {
    class Own {
      deep = deep(9);
      [Symbol.for("nodejs.util.inspect.custom")](): string {
        return "line\n".repeat(30);
      }
    }
    for (const value of [Array(150).fill("word"), new Error("e"), new Own(), new Set("abc")])
      expect(html(value)).toBe("");
  });
});

describe("a tree", () => {
  it("has members, symbols, entries and items, and names getters without reading them", () => {
    const read = (): never => {
      throw new Error("read");
    };
    const value = Object.defineProperties(
      { list: [1, [2]], map: new Map([[{ k: 1 }, "v"]]), set: new Set(["s"]), [Symbol("y")]: 1n },
      {
        get: { get: read, enumerable: true },
        both: { get: read, set: read, enumerable: true },
        hidden: { value: 1, enumerable: false },
      },
    );
    const tree = treeOf(value);
    expect(lines(tree)).toEqual([
      "list: [ 1, [Array] ]",
      "map: Map(1) { [Object] => 'v' }",
      "set: Set(1) { 's' }",
      "get: [Getter]",
      "both: [Getter/Setter]",
      "[Symbol(y)]: 1n",
    ]);
    expect(tree.children?.slice(0, 3).map(lines)).toEqual([
      ["0: 1", "1: [ 2 ]"],
      ["{ k: 1 }: 'v'"],
      ["0: 's'"],
    ]);
  });

  it("tells a circle, and what is merely used twice", () => {
    const shared = { x: 1 };
    const circle: Record<string, unknown> = { one: shared, two: shared };
    circle["self"] = circle;
    const tree = treeOf(circle);
    expect(lines(tree).at(-1)).toBe("self: [Circular]");
    expect(tree.children?.at(-1)?.children).toBeUndefined();
    expect(tree.children?.slice(0, 2).map(lines)).toEqual([["x: 1"], ["x: 1"]]);
  });

  it("keeps to a hundred members and eight levels", () => {
    const tree = treeOf({ many: Array(1000).fill(0), deep: deep(20) });
    expect(tree.children?.[0]?.children).toHaveLength(101);
    expect(lines(tree.children?.[0] as TreeNode).at(-1)).toBe("…: 900 more");
    let levels = 0;
    for (let at = tree.children?.[1]; at?.children; at = at.children[0]) levels++;
    expect(levels).toBe(7);
  });

  it("takes at most 100 kB, and no branch takes the room of the others", () => {
    const bush = (levels: number): object =>
      levels === 0
        ? { leaf: "x".repeat(100) }
        : Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`<${i}>`, bush(levels - 1)]));
    const value = { huge: bush(3), small: { a: { b: { c: 1 } } } };
    const markup = html(value);
    expect(markup.length).toBeGreaterThan(20_000);
    expect(markup.length).toBeLessThan(100_000);
    // The huge branch comes first, and the small one is opened as far all the same.
    const [huge, small] = treeOf(value).children ?? [];
    expect(huge?.children).toHaveLength(30);
    expect(lines(small?.children?.[0] as TreeNode)).toEqual(["b: { c: 1 }"]);
  });

  it("stays shorter than that whatever must be escaped", () => {
    const value = Array.from({ length: 1000 }, () => ({
      a: { b: { c: { '"""': "<>&'\"".repeat(99) } } },
    }));
    expect(html(value).length).toBeLessThan(100_000);
  });

  it("escapes names and values", () => {
    const markup = html({ "<img onerror=1>": { a: { b: { c: { d: "<script>" } } } } });
    expect(markup).toContain("&lt;img onerror=1&gt;");
    expect(markup).not.toMatch(/<(img|script)/);
  });

  it("asks proxies nothing", () => {
    const fail = (): never => {
      throw new Error("asked");
    };
    const spy = new Proxy({ p: 1 }, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail });
    expect(lines(treeOf({ spy }))).toEqual(["spy: { p: 1 }"]);
  });
});

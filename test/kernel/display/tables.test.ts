/** Which values are tables, and what their three forms say. */
import { describe, expect, it } from "vitest";
import { represent } from "../../../kernel/display/represent.js";
import { consoleTableOf } from "../../../kernel/display/table/tableOf.js";
import { tableBundle } from "../../../kernel/display/table/tableBundle.js";
import { stringWidth } from "../../../kernel/display/table/stringWidth.js";
import type { MimeBundle } from "../../../kernel/host/hostTypes.js";

const shown = (value: unknown): MimeBundle => represent(value) as MimeBundle;
const isTable = (value: unknown): boolean => String(shown(value)["text/html"]).includes("<table");
const text = (...lines: string[]): string => lines.join("\n");
const records = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => ({ id: i, name: `n${i}` }));

describe("a table", () => {
  it("is HTML, text and data, numbers to the right", () => {
    const bundle = shown([
      { letter: "A", frequency: 0.08167 },
      { letter: "BB", frequency: 12 },
    ]);
    expect(bundle["text/plain"]).toBe(
      text("   letter  frequency", "0  A         0.08167", "1  BB             12"),
    );
    expect(bundle["text/html"]).toContain(
      `<td style="text-align:left">A</td><td style="text-align:right">0.08167</td>`,
    );
    expect(bundle["application/vnd.dataresource+json"]).toEqual({
      schema: {
        fields: [
          { name: "letter", type: "string" },
          { name: "frequency", type: "number" },
        ],
      },
      data: [
        { letter: "A", frequency: 0.08167 },
        { letter: "BB", frequency: 12 },
      ],
    });
  });

  it("escapes names and values", () => {
    const html = String(shown([{ "<i>": "<script>alert('1')</script>" }])["text/html"]);
    expect(html).toContain("&lt;i&gt;");
    expect(html).toContain("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
    expect(html).not.toContain("<script>");
  });

  it("of 10,000 rows shows ten and says so; its data is left out", () => {
    const bundle = shown(records(10_000));
    expect(String(bundle["text/plain"]).split("\n")).toHaveLength(12);
    expect(bundle["text/plain"]).toMatch(/9 {2}n9\n… 9,990 more rows$/);
    expect(bundle["text/html"]).toContain("… 9,990 more rows");
    expect(bundle["application/vnd.dataresource+json"]).toBeUndefined();
  });

  it("of fifty rows shows all", () => {
    expect(String(shown(records(50))["text/plain"]).split("\n")).toHaveLength(51);
    expect(shown(records(50))["text/plain"]).not.toContain("more");
  });

  it("with many columns shows twenty", () => {
    const wide = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`c${i}`, i]));
    expect(shown([wide])["text/plain"]).toMatch(/\n… 1 more column$/);
  });

  it("has the columns of all rows, empty where a row has none", () => {
    expect(shown([{ a: 1 }, { b: null, a: 2 }])["text/plain"]).toBe(
      text("   a  b", "0  1", "1  2  null"),
    );
  });

  it("cuts long texts, names structures, and does not read getters", () => {
    const row = {
      long: "x".repeat(500),
      inner: { deep: { deeper: 1 } },
      when: new Date(0),
      get read(): never {
        throw new Error("read");
      },
    };
    const plain = String(shown([row])["text/plain"]);
    expect(plain).toContain(`${"x".repeat(60)}…`);
    expect(plain).toContain("{ deep: [Object] }");
    expect(plain).toContain("1970-01-01T00:00:00.000Z");
    expect(plain).toContain("[Getter]");
  });

  it("as data says types as JSON has them", () => {
    const row = { n: 1, x: NaN, b: true, d: new Date(0), big: 2n, none: undefined };
    const { schema, data } = shown([row])["application/vnd.dataresource+json"] as {
      schema: { fields: { type: string }[] };
      data: unknown[];
    };
    expect(schema.fields.map(({ type }) => type)).toEqual([
      "integer",
      "number",
      "boolean",
      "datetime",
      "string",
      "string",
    ]);
    expect(data).toEqual([{ n: 1, x: null, b: true, d: "1970-01-01T00:00:00.000Z", big: "2" }]);
  });

  it("aligns East Asian letters and emoji", () => {
    expect([stringWidth("abc"), stringWidth("日本"), stringWidth("👩‍👩‍👧"), stringWidth("é")]).toEqual([
      3, 4, 2, 1,
    ]);
    expect(
      shown([
        { a: "日本", b: 1 },
        { a: "x", b: 2 },
      ])["text/plain"],
    ).toBe(text("   a     b", "0  日本  1", "1  x     2"));
  });
});

describe("tables are", () => {
  it.each<[string, unknown]>([
    ["arrays of records", [{ a: 1 }]],
    ["sets of records", new Set([{ a: 1 }, { a: 2 }])],
    ["long arrays of arrays of one length", Array.from({ length: 20 }, (_, i) => [i, -i])],
    ["arrays of typed arrays", Array.from({ length: 20 }, () => new Float32Array(4))],
  ])("%s", (_name, value) => expect(isTable(value)).toBe(true));

  it("maps of records, with the keys as names of the rows", () => {
    const map = new Map([["sgd", { rate: 0.1 }], ["adam", { rate: 1 }]]); // prettier-ignore
    expect(shown(map)["text/plain"]).toBe(text("      rate", "sgd    0.1", "adam     1"));
  });
});

describe("no tables are", () => {
  class Person {
    name = "A";
  }
  it.each<[string, unknown]>([
    ["an empty array", []],
    ["objects without members", [{}, {}]],
    ["instances of classes, which are more than data", [new Person(), new Person()]],
    ["records and others", [{ a: 1 }, 2]],
    ["records with hardly a member in common", [{ a: 1 }, { b: 2 }, { c: 3 }]],
    [
      "records of structures",
      [
        { a: {}, b: [] },
        { a: {}, b: [] },
      ],
    ],
    ["records that show themselves", [{ a: 1, [Symbol.for("Jupyter.display")]: () => ({}) }]],
    ["short matrices", [[1, 2], [3, 4]]], // prettier-ignore
    [
      "arrays of different lengths",
      Array.from({ length: 20 }, (_, i) => new Array<number>(i + 2).fill(0)),
    ],
    ["arrays of arrays of objects", Array.from({ length: 20 }, () => [{}, {}])],
    ["proxies", [new Proxy({ a: 1 }, {})]],
  ])("%s", (_name, value) => expect(isTable(value)).toBe(false));
});

describe("console.table", () => {
  const table = (value: unknown, columns?: string[]): unknown => {
    const made = consoleTableOf(value, columns);
    return made && tableBundle(made)["text/plain"];
  };

  it("takes any objects and single values", () => {
    class Point {
      x = 1;
    }
    expect(table([new Point(), 5])).toBe(text("   x  Values", "0  1", "1          5"));
    expect(table({ first: [1, 2], second: [3, 4] })).toBe(
      text("        0  1", "first   1  2", "second  3  4"),
    );
  });

  it("shows the columns that are asked for", () => {
    expect(table([{ a: 1, b: 2 }], ["b"])).toBe(text("   b", "0  2"));
  });

  it("leaves what is no table to Node.js", () => {
    for (const value of [5, "text", null, undefined]) expect(table(value)).toBeUndefined();
  });
});

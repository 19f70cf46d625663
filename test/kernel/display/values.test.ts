/** What a value is shown as: one row of docs/kernel-display.md, one test. */
import { Duplex, PassThrough, Readable } from "node:stream";
import vm from "node:vm";
import { describe, expect, it } from "vitest";
import { represent } from "../../../kernel/display/represent.js";
import type { MimeBundle } from "../../../kernel/host/hostTypes.js";

const shown = (value: unknown): MimeBundle => {
  const bundle = represent(value);
  if (bundle instanceof Promise) throw new Error("shown: must be ready at once, got a promise");
  return bundle;
};
/** The text of a value that is shown as text and nothing else. */
const text = (value: unknown): unknown => {
  const { "text/plain": plain, ...others } = shown(value);
  expect(others).toEqual({});
  return plain;
};

describe("short values are text, as Node.js prints them", () => {
  it.each<[unknown, string]>([
    [1, "1"],
    [-0, "-0"],
    [10n, "10n"],
    ["it's", `"it's"`],
    [true, "true"],
    [null, "null"],
    [Symbol("s"), "Symbol(s)"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [/a+/g, "/a+/g"],
    [{ a: 1, b: [2] }, "{ a: 1, b: [ 2 ] }"],
    [new Map([["k", 1]]), "Map(1) { 'k' => 1 }"],
    [new Set([1, 2]), "Set(2) { 1, 2 }"],
    [Promise.resolve(3), "Promise { 3 }"],
    [[1, 2, 3], "[ 1, 2, 3 ]"],
    [new Float32Array(2), "Float32Array(2) [ 0, 0 ]"],
    [Buffer.from("ab"), "<Buffer 61 62>"],
    [
      new ReadableStream(),
      "ReadableStream { locked: false, state: 'readable', supportsBYOB: false }",
    ],
  ])("%s", (value, expected) => {
    expect(text(value)).toBe(expected);
  });

  it("an error shows its stack and its cause", () => {
    const error = new Error("outer", { cause: new Error("inner") });
    expect(text(error)).toMatch(/^Error: outer\n {4}at .*[^]*\[cause\]: Error: inner/);
  });
});

describe("functions show their parameters", () => {
  const keyed = Object.assign((q: number) => q, { k: 1 });
  it.each<[string, unknown, string]>([
    ["declared", function add(a: number, b = 2) { return a + b; }, "[Function: add] (a, b = 2)"],
    ["an arrow", (x: number) => x, "[Function (anonymous)] (x)"],
    ["an arrow without brackets", eval("y => y"), "[Function (anonymous)] (y)"],
    ["async", async () => {}, "[AsyncFunction (anonymous)] ()"],
    ["brackets in a text", function f(a = "(") { return a; }, '[Function: f] (a = "(")'],
    ["patterns", ({ a }: { a: [number] }) => a, "[Function (anonymous)] ({ a })"],
    ["built in", parseInt, "[Function: parseInt]"],
    ["a class", class A extends Array {}, "[class A extends Array]"],
    ["with members", keyed, "[Function (anonymous)] (q) { k: 1 }"],
  ])("%s", (_name, value, expected) => {
    expect(text(value)).toBe(expected);
  }); // prettier-ignore
});

describe("a proxy", () => {
  it("is shown without being asked anything", () => {
    const asked: PropertyKey[] = [];
    const fail = (): never => {
      throw new Error("asked");
    };
    const spy = new Proxy(
      { a: 1 },
      {
        get: (_target, name) => asked.push(name),
        has: fail,
        ownKeys: fail,
        getPrototypeOf: fail,
        getOwnPropertyDescriptor: fail,
      },
    );
    expect(text(spy)).toBe("{ a: 1 }");
    expect(asked).toEqual([]);
  });

  it("that was revoked is shown too", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(text(proxy)).toBe("<Revoked Proxy>");
  });
});

describe("many numbers are summed up", () => {
  it("typed arrays: length, range, mean, what is missing, first and last", () => {
    const numbers = Float64Array.from({ length: 10_000 }, (_, i) => i / 3);
    numbers[3] = NaN;
    numbers[4] = Infinity;
    expect(text(numbers)).toBe(
      "Float64Array(10,000)  min 0, max Infinity, mean 1666.83, 1 NaN, 1 infinite\n" +
        "[0, 0.333333, 0.666667, NaN, Infinity, …, 3331.67, 3332, 3332.33, 3332.67, 3333]",
    );
  });

  it("big integers", () => {
    expect(text(new BigInt64Array(200).fill(-7n))).toBe(
      "BigInt64Array(200)  min -7, max -7, mean -7\n[-7, -7, -7, -7, -7, …, -7, -7, -7, -7, -7]",
    );
  });

  it("nothing but NaN has neither range nor mean", () => {
    expect(text(new Float32Array(101).fill(NaN))).toMatch(/^Float32Array\(101\) {2}101 NaN\n/);
  });

  it("arrays of numbers; not those with holes or other values", () => {
    const numbers = Array.from({ length: 101 }, (_, i) => i);
    expect(text(numbers)).toMatch(
      /^Array\(101\) {2}min 0, max 100, mean 50\n\[0, 1, 2, 3, 4, …, 96/,
    );
    numbers[150] = 1;
    expect(text(numbers)).toMatch(/^\[\n/);
    expect(text([...numbers.slice(0, 100), "x", 1])).toMatch(/^\[\n/);
  });

  it("up to a hundred are listed", () => {
    expect(text(new Uint8Array(100))).toMatch(/^Uint8Array\(100\) \[\n/);
  });
});

describe("images are shown as images", () => {
  const png = Buffer.from("89504e470d0a1a0a0000", "hex");
  const svg =
    "\ufeff<?xml version='1.0'?>\n<!-- made by x -->\n<svg xmlns='http://www.w3.org/2000/svg'/>";
  it.each<[string, Uint8Array | ArrayBuffer, string]>([
    ["PNG", png, "image/png"],
    ["JPEG", Buffer.from("ffd8ffe000ffd9", "hex"), "image/jpeg"],
    ["GIF", Buffer.from("GIF89a…"), "image/gif"],
    ["WebP", Buffer.from("RIFF\0\0\0\0WEBPVP8 "), "image/webp"],
    ["PNG in an ArrayBuffer", new Uint8Array(png).buffer, "image/png"],
    ["PNG in the middle of a buffer", Buffer.concat([Buffer.of(1), png]).subarray(1), "image/png"],
  ])("%s", (_name, bytes, type) => {
    const data = Buffer.from(bytes as Uint8Array);
    expect(shown(bytes)).toEqual({
      [type]: data.toString("base64"),
      "text/plain": `<${type}, ${data.length} bytes>`,
    });
  });

  it("SVG, which is text", () => {
    expect(shown(Buffer.from(svg))["image/svg+xml"]).toBe(svg);
  });

  it("but no other bytes", () => {
    for (const bytes of [
      "",
      "ffd8ff",
      "ffd8ffe000",
      "ffd8ffe0d9",
      "89504e47",
      Buffer.from("<p><svg>").toString("hex"),
    ])
      expect(text(Buffer.from(bytes, "hex"))).toMatch(/^<Buffer/);
  });
});

describe("streams say what can be done with them", () => {
  it.each<[string, () => unknown, string]>([
    ["readable", () => Readable.from(["a"]), "Readable (readable: for await (const part of …))"],
    [
      "both ways",
      () => new PassThrough(),
      "PassThrough (readable: for await (const part of …), writable)",
    ],
    ["flowing", () => new PassThrough().resume(), "PassThrough (being read, writable)"],
    [
      "ended",
      () => new PassThrough().end(),
      "PassThrough (readable: for await (const part of …), writing ended)",
    ],
    [
      "destroyed",
      () => new Duplex().destroy(),
      "Duplex (readable: for await (const part of …), writable, destroyed)",
    ],
  ])("%s", (_name, make, expected) => {
    expect(text(make())).toBe(expected);
  });
});

describe("values that can draw themselves", () => {
  class Canvas {
    toDataURL(): string {
      return "data:image/png;base64,AAAA";
    }
  }
  const spec = { $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar" };
  class Chart {
    toSpec(): unknown {
      return spec;
    }
  }
  class Element {
    readonly tagName: string;
    readonly outerHTML: string;
    constructor(tagName: string) {
      this.tagName = tagName;
      this.outerHTML = `<${tagName}></${tagName}>`;
    }
  }

  it("a canvas", () => expect(shown(new Canvas())["image/png"]).toBe("AAAA"));
  it("a Vega chart and its specification", () => {
    for (const value of [new Chart(), spec])
      expect(shown(value)["application/vnd.vegalite.v5+json"]).toBe(spec);
  });
  it("an SVG element", () =>
    expect(shown(new Element("svg"))["image/svg+xml"]).toBe("<svg></svg>"));
  it("but not an HTML element: its scripts would run", () => {
    expect(Object.keys(shown(new Element("div")))).toEqual(["text/plain"]);
  });
});

it("a text of any length is bounded, and says how much is missing", () => {
  const plain = text(Array.from({ length: 50 }, () => "long ".repeat(1000)));
  expect(String(plain).length).toBeLessThan(20_100);
  expect(plain).toMatch(/\n… [\d,]+ more characters$/);
});

it("a crowd of members is counted, not listed, and getters among them are not read", () => {
  const crowd = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`m${i}`, i]));
  Object.defineProperty(crowd, "m5", {
    enumerable: true,
    get: () => {
      throw new Error("read");
    },
  });
  const plain = String(shown(crowd)["text/plain"]);
  expect(plain).toMatch(
    /^\{\n {2}m0: 0,\n[^]*m5: \[Getter\],[^]*m99: 99,\n {2}… 4,900 more members\n\}$/,
  );
});

it("objects of other realms are what they are here", () => {
  const records: unknown = vm.runInNewContext("[{ a: 1 }, { a: 2 }]");
  expect(shown(records)["text/html"]).toContain("<table");
});

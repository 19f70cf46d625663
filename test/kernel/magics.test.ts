/** Magics as TypeScript: which lines they are, and what stands in their place. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellSource } from "../../kernel/language/cellSource.js";
import { EditedText, type Edit } from "../../kernel/language/editedText.js";
import { duration } from "../../kernel/magics/duration.js";
import { magics } from "../../kernel/magics/magicTable.js";

const variables = new Set(["flag", "rest", "a"]);
const source = (code: string): CellSource => new CellSource(code, (name) => variables.has(name));
const text = (code: string): string => source(code).text;

describe("a line is a magic", () => {
  it.each([
    ["!ls", ';await $kernel.magic("system", `ls`);'],
    ["5\n%who", '5\n;await $kernel.magic("who", ``);'],
    ["const a = 1\n%cd ..", 'const a = 1\n;await $kernel.magic("cd", `..`);'],
    ["if (a) {\n  !ls -l\n}", 'if (a) {\n  ;await $kernel.magic("system", `ls -l`);\n}'],
    ["const f = !ls *.ts", ';const f = await $kernel.magic("sx", `ls *.ts`);'],
    ["f = %pwd", ';f = await $kernel.magic("pwd", ``);'],
    ["!!ls", ';await $kernel.magic("sx", `ls`);'],
    ["!/usr/bin/env", ';await $kernel.magic("system", `/usr/bin/env`);'],
    ["!echo 'it", ';await $kernel.magic("system", `echo \'it`);'],
    [
      "!a b\n!c d\n1",
      ';await $kernel.magic("system", `a b`);\n;await $kernel.magic("system", `c d`);\n1',
    ],
  ])("%j", (code, expected) => expect(text(code)).toBe(expected));
});

describe("a line is no magic", () => {
  it.each([
    "const m = 7\n% a",
    "const m = 7\n%a",
    "7\n%rest",
    "!/a+/gi.test('aa')",
    "!flag",
    "!flag && !a",
    "const f = !flag",
    "const f = !!flag",
    "!(a &&\n a)",
    "!function () { return 1 }()",
    "`\n!ls -l\n%who\n`",
    "`${a}\n!ls -l\n${a} %who\n`",
    "/*\n%who x\n!ls -l\n*/ a",
    "// %who\n//!ls",
    "f(\n%who x\n)",
    "const x = [\n!flag,\n!a]",
    "a +\n!ls -l",
    "x != y",
  ])("%j", (code) => expect(text(code)).toBe(code));
});

describe("code of magics", () => {
  it.each([
    ["%time f(1)", ";     $kernel.begin();await $kernel.end(f(1))"],
    ["%time f({\n  a: 1\n})\ng()", ";     $kernel.begin();await $kernel.end(f({\n  a: 1\n}))\ng()"],
    [
      "%time const x = await f()",
      ";     $kernel.begin();const x = await f();await $kernel.end(undefined);",
    ],
    ["const g = f\n%time (a) + 1", "const g = f\n;     $kernel.begin();await $kernel.end((a) + 1)"],
    ["%%time\nf()\n!ls", '\nf()\n;await $kernel.end(await $kernel.magic("system", `ls`));'],
    [
      "%timeit -n 3 f(1) // c",
      ';       ;await $kernel.repeat("-n 3", () => {return (f(1))\n}); // c',
    ],
    ["%timeit await f()", ';       ;await $kernel.repeat("", async () => {return (await f())\n});'],
    [
      "%%timeit -r 2\nconst x = 1\nx",
      '\n;await $kernel.repeat("-r 2", () => {const x = 1\nreturn (x)\n});',
    ],
  ])("%j", (code, expected) => expect(text(code)).toBe(expected));
});

describe("texts of magics", () => {
  it.each([
    [
      "!echo ${a + `}`} \\${HOME} $HOME `date` \\n",
      "echo ${a + `}`} \\${HOME} $HOME \\`date\\` \\\\n",
    ],
    ["!echo ${", "echo \\${"],
  ])("%j inserts values and keeps the rest", (code, inside) =>
    expect(text(code)).toBe(`;await $kernel.magic("system", \`${inside}\`);`),
  );

  it("a cell magic's body is not changed", () => {
    expect(text("%%sh -x\necho ${A} `b` \\c\n")).toBe(
      'await $kernel.magic("sh", `-x`, `echo \\${A} \\`b\\` \\\\c\n`);',
    );
  });
});

describe("a cell with magics", () => {
  it("installs first, whatever stands before", () => {
    const { first, text: compiled } = source("const a = 1\n%npm install x\nimport 'x'");
    expect(first.map(({ magic, line }) => [magic.name, line])).toEqual([["npm", "install x"]]);
    expect(compiled).toBe("const a = 1\n;\nimport 'x'");
  });

  it("is not checked after %%nocheck, which other cell magics may follow", () => {
    const { unchecked, text: compiled } = source("%%nocheck\n%%time\nf()");
    expect([unchecked, compiled]).toEqual([true, "\n\nawait $kernel.end(f())"]);
    expect(source("// @ts-nocheck\nf()").unchecked).toBe(true);
    expect(source("f()").unchecked).toBe(false);
  });

  it.each([
    ["%foo 1", "%foo: no such magic; %lsmagic lists them"],
    ["%%foo", "%%foo: no such magic; %lsmagic lists them"],
    ["%%who", "%%who: takes no whole cell; write %who"],
    ["%nocheck f()", "%nocheck: takes a whole cell; write %%nocheck"],
    ["const t = %time f()", "%time: has no value to assign; write it on a line of its own"],
  ])("%j has a fault", (code, fault) => expect(source(code).fault).toBe(fault));

  it("keeps its lines, and the places of what is not changed", () => {
    const code = "%npm i x\n!ls `x`\n%time const y = f(a); y\nlet z = y; z";
    const cell = source(code);
    expect(cell.text.split("\n")).toHaveLength(4);
    for (const word of ["ls", "const y", "let z", "y; z"])
      expect(cell.toText(code.lastIndexOf(word))).toBe(cell.text.lastIndexOf(word));
    for (let at = 0; at <= cell.text.length; at++)
      expect(cell.toCode(at)).toBeLessThanOrEqual(code.length);
  });
});

describe("an edited text", () => {
  const edits = fc
    .array(fc.tuple(fc.nat(5), fc.nat(3), fc.string({ maxLength: 4 })), { maxLength: 5 })
    .map((parts) => {
      let at = 0;
      return parts.map(([gap, length, replacement]): Edit => {
        const start = at + gap;
        at = start + length;
        return { start, end: at, text: replacement };
      });
    });

  it("gives every kept character its place, both ways", () => {
    fc.assert(
      fc.property(edits, fc.string({ minLength: 50, maxLength: 60 }), (list, original) => {
        const edited = new EditedText(original, list);
        for (let at = 0; at < original.length; at++) {
          if (list.some(({ start, end }) => start <= at && at < end)) continue;
          expect(edited.text[edited.toText(at)]).toBe(original[at]);
          expect(edited.toOriginal(edited.toText(at))).toBe(at);
        }
      }),
    );
  });
});

it.each([
  [0, "0 s"],
  [2.5e-9, "2.5 ns"],
  [1.2346e-5, "12.3 µs"],
  [0.9994, "999 ms"],
  [1, "1 s"],
  [61.4, "1 min 1 s"],
])("%d seconds are %s", (seconds, shown) => expect(duration(seconds)).toBe(shown));

it("the table of docs/kernel-language.md is the table of magics", () => {
  const page = readFileSync(new URL("../../docs/kernel-language.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `(.*?)` +\| (.*?) +\|$/gm)].map(([, usage, help]) => [
    usage,
    help,
  ]);
  expect(rows).toEqual(magics.map(({ usage, help }) => [usage, help]));
});

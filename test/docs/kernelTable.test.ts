/** docs/kernel.md names tests; each must be in the file that it names. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const rows = [
  ...readFileSync("docs/kernel.md", "utf8").matchAll(/^\| (.+?) +\| `(.+?)` +\| `(.+?)` +\|$/gm),
].map(([, box = "", file = "", name = ""]) => ({ box, file, name }));

test("the table has rows", () => {
  expect(rows.length).toBeGreaterThan(60);
});

test.each(rows)("$box", ({ file, name }) => {
  const text = readFileSync(`test/kernel/${file}`, "utf8");
  // As the whole text of a literal: a part of a name, or a comment, is no test.
  const literals = ['"', "'", "`"].map((quote) => `${quote}${name}${quote}`);
  expect(literals.some((literal) => text.includes(literal))).toBe(true);
});

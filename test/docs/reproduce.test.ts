/** The example of docs/reproduce.md runs, and every command that it shows is one. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sizes } from "../../src/thesis/claim.js";
import { chooseClaims } from "../../src/thesis/claims.js";
import { runPage } from "./runPage.js";

const page = readFileSync("docs/reproduce.md", "utf8");

test("its example runs", { timeout: 60_000 }, async () => {
  expect((await runPage(page)).text).toBe(page);
});

test("its commands name claims and sizes that there are", () => {
  const commands = [...page.matchAll(/^npm run reproduce -- (.*?)\s+#/gm)].map(
    ([, words]) => words,
  );
  expect(commands.length).toBeGreaterThan(3);
  for (const words of commands) {
    const asked = words.split(" ").filter((word) => /^[A-D]\d*$/.test(word));
    expect(chooseClaims(asked).length).toBeGreaterThan(0);
    const size = /--size (\w+)/.exec(words)?.[1] ?? "small";
    expect(sizes).toContain(size);
  }
});

/**
 * Every notebook runs in a fresh kernel without errors or warnings, and ends with the numbers that are
 * committed with it. All files count: there is no list of exceptions.
 */
import { basename } from "node:path";
import { expect, test } from "vitest";
import { checkNotebook, listNotebooks } from "../../scripts/notebooks/checkNotebook.mjs";

const files = listNotebooks();

test("there are notebooks", () => {
  expect(files).not.toEqual([]);
});

test.each(files.map((file) => [basename(file), file]))("%s runs and agrees", async (_, file) => {
  expect(await checkNotebook(file)).toContain("numbers agree");
});

/** Stamps skip work that was done; one that overlooked a change would serve an old build. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cacheFolder, root } from "../../scripts/setup/paths.mjs";
import { hashInputs, isCurrent, writeStamp } from "../../scripts/setup/stamp.mjs";

let folder: string;

beforeEach(() => {
  mkdirSync(cacheFolder, { recursive: true });
  folder = mkdtempSync(join(cacheFolder, "stamp-"));
  writeFileSync(join(folder, "a.ts"), "one");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const hash = (words: string[] = []) => hashInputs({ folders: [relative(root, folder)], words });

test.each([
  ["other contents", () => writeFileSync(join(folder, "a.ts"), "two")],
  ["a new file", () => writeFileSync(join(folder, "b.ts"), "")],
  ["a file that is gone", () => rmSync(join(folder, "a.ts"))],
])("%s change the hash", (_, change) => {
  const before = hash();
  expect(hash()).toBe(before);
  change();
  expect(hash()).not.toBe(before);
});

test("so does a word, such as the version of Node", () => {
  expect(hash(["115"])).not.toBe(hash(["127"]));
});

test("a missing file is no error: it counts when it comes", () => {
  const file = relative(root, join(folder, "later.json"));
  const before = hashInputs({ files: [file] });
  writeFileSync(join(root, file), "");
  expect(hashInputs({ files: [file] })).not.toBe(before);
});

test("a stamp is current for its hash only", () => {
  const stamp = join(folder, "stamp");
  expect(isCurrent(stamp, "abc")).toBe(false);
  writeStamp(stamp, "abc");
  expect(isCurrent(stamp, "abc")).toBe(true);
  expect(isCurrent(stamp, "abd")).toBe(false);
});

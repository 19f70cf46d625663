import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  inspectLabextension,
  installLabextension,
  uninstallLabextension,
} from "../../widgets/install.js";
import { packageFile } from "../../widgets/version.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-install-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("replaces what was installed before", () => {
  const from = join(folder, "built");
  mkdirSync(join(from, "static"), { recursive: true });
  writeFileSync(join(from, "package.json"), "{}");
  writeFileSync(join(from, "static", "new.js"), "new");
  const target = join(folder, "env", "share", "jupyter", "labextensions", "eigenscape");
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "old.js"), "old");

  expect(installLabextension({ prefix: join(folder, "env"), from })).toBe(target);
  expect(readFileSync(join(target, "static", "new.js"), "utf8")).toBe("new");
  expect(existsSync(join(target, "old.js"))).toBe(false);
});

test("says what to do when the extension was not built, and removes nothing", () => {
  const target = join(folder, "share", "jupyter", "labextensions", "eigenscape");
  mkdirSync(target, { recursive: true });
  expect(() => installLabextension({ prefix: folder, from: join(folder, "nowhere") })).toThrow(
    "installLabextension: extension must be built, got none; run npm run build",
  );
  expect(existsSync(target)).toBe(true);
});

test("what was installed is inspected: missing, of another version, of this one", () => {
  const [first, second] = ["first", "second"].map((name) => join(folder, name));
  const inspect = () => inspectLabextension([first, second], "do this");
  const target = join(second, "labextensions", "eigenscape");
  const expected = join(first, "labextensions", "eigenscape");
  expect(inspect().problem).toBe(`${expected} is missing; do this`);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "package.json"), '{ "version": "0.0.1" }');
  expect(inspect().problem).toMatch(/second.* is of version 0\.0\.1, not \d.*; do this$/);
  writeFileSync(join(target, "package.json"), readFileSync(packageFile, "utf8"));
  expect(inspect()).toEqual({ what: "extension", found: target });
});

test("is removed, and says so once", () => {
  const target = join(folder, "labextensions", "eigenscape");
  mkdirSync(target, { recursive: true });
  expect(uninstallLabextension({ dataFolder: folder })).toBe(target);
  expect(uninstallLabextension({ dataFolder: folder })).toBeUndefined();
});

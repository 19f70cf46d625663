import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inspectLabextension, installLabextension } from "../../widgets/install.js";
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
  const target = join(folder, "share", "jupyter", "labextensions", "eigenscape");
  const remedy = `run npx eigenscape install --prefix ${folder}`;
  expect(inspectLabextension({ prefix: folder }).problem).toBe(`${target} is missing; ${remedy}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "package.json"), '{ "version": "0.0.1" }');
  expect(inspectLabextension({ prefix: folder }).problem).toMatch(/is of version 0\.0\.1, not \d/);
  writeFileSync(join(target, "package.json"), readFileSync(packageFile, "utf8"));
  expect(inspectLabextension({ prefix: folder })).toEqual({ what: "extension", found: target });
});

/** What a machine must have: each thing that is missing gets its own sentence. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChromium } from "../../scripts/setup/browser.mjs";
import { checkNode } from "../../scripts/setup/node.mjs";
import { findObstacle } from "../../scripts/setup/tensorflow.mjs";
import { explainPython, findPython, type Python } from "../../scripts/setup/python.mjs";

const python = (command: string, version: string, venv = true): Python => ({
  command,
  version,
  venv,
  executable: `bin/${command}`,
});

/** Pretends that a machine has these Pythons only. */
const find = (...machine: Python[]) =>
  findPython({
    candidates: ["python3", "python", "python3.12"],
    question: (command) => machine.find((found) => found.command === command),
  });

let folder: string;
let browser: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-browser-"));
  browser = join(folder, "chromium");
  writeFileSync(browser, "");
  chmodSync(browser, 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("Node below 20 is refused with its version", () => {
  expect(() => checkNode("18.19.1")).toThrow(
    "Node 18.19.1 is too old: eigenscape needs Node 20 or newer.",
  );
  expect(checkNode("20.0.0")).toBe("20.0.0");
});

test("the first Python that is new enough and complete is taken", () => {
  const old = python("python3", "3.9.18");
  const incomplete = python("python", "3.11.2", false);
  const good = python("python3.12", "3.12.1");
  expect(find(old, incomplete, good)).toBe(good);
});

test("no Python at all", () => {
  expect(() => find()).toThrow("Python was not found; eigenscape needs 3.10 or newer.");
});

test("only old Pythons: each is named with its version", () => {
  expect(() => find(python("python3", "3.9.18"), python("python", "2.7.18"))).toThrow(
    "Python 3.10 or newer was not found: python3 is 3.9.18, python is 2.7.18.",
  );
});

test("a Python without ensurepip: the remedy names Debian's package", () => {
  const { message, remedy } = explainPython([python("python3", "3.11.2", false)]);
  expect(message).toMatch(/cannot make virtual environments: its module ensurepip is missing/);
  expect(remedy).toContain("apt-get install python3-venv");
});

test("Chromium: the variable first, then the PATH", () => {
  expect(findChromium({ CHROMIUM: browser, PATH: "" })).toBe(browser);
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(browser);
});

test("Chromium: a variable that names no program is an error, not a reason to look on", () => {
  expect(() => findChromium({ CHROMIUM: "/nowhere/chrome", PATH: folder })).toThrow(
    "CHROMIUM is /nowhere/chrome, which is not a program.",
  );
});

test("the TensorFlow library is built where it can be, and elsewhere the reason is told", () => {
  const linux = { platform: "linux", arch: "x64" };
  expect(findObstacle({ ...linux, has: () => true })).toBeUndefined();
  expect(findObstacle({ ...linux, has: (program) => program !== "g++" })).toEqual({
    reason: "g++ not found (Debian: apt-get install g++ make)",
    mendable: true,
  });
  expect(findObstacle({ platform: "darwin", arch: "arm64", has: () => true })).toEqual({
    reason: "Linux x64 only, this is darwin arm64",
    mendable: false,
  });
});

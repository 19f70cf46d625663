/** The command as users call it, built, in an empty folder and without Python. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const quickstart = join(process.cwd(), "notebooks", "00-quickstart.ipynb");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-export-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const command = [join(process.cwd(), "dist", "bin", "eigenscape.js"), "export", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    env: { ...process.env, PATH: folder },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("writes the report beside one's work, or where one says, and its size", () => {
  expect(run(quickstart)).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^00-quickstart\.html: \d\.\d MB\n$/) as string,
    stderr: "",
  });
  const { status } = run(
    quickstart,
    "-o",
    "r.html",
    "--title",
    "T & T",
    "--hide-code",
    "--no-source",
  );
  expect(status).toBe(0);
  const html = readFileSync(join(folder, "r.html"), "utf8");
  const parts = ["<title>T &amp; T</title>", '<details class="source" open>', 'id="notebook"'];
  expect(parts.map((part) => html.includes(part))).toEqual([true, false, false]);
  const plain = readFileSync(join(folder, "00-quickstart.html"), "utf8");
  expect(parts.map((part) => plain.includes(part))).toEqual([false, true, true]);
});

test("writes its figures as SVG and as PNG", () => {
  expect(run(quickstart, "--figures", "f").stdout).toBe("2 figures in f\n");
  expect(run(quickstart, "--figures", "f", "--images", "png").stdout).toBe("2 figures in f\n");
  expect(readdirSync(join(folder, "f"))).toEqual(
    ["figure-1.png", "figure-1.svg", "figure-2.png", "figure-2.svg"],
  ); // prettier-ignore
});

test("says in one line what is wrong", () => {
  mkdirSync(join(folder, "d"));
  writeFileSync(join(folder, "text.ipynb"), "text");
  const problem = (...args: string[]): string => {
    const { status, stderr, stdout } = run(...args);
    expect([status, stdout]).toEqual([1, ""]);
    return stderr;
  };
  const readable = "must be a file that can be read, got";
  expect(problem("gone.ipynb")).toBe(`export: gone.ipynb ${readable} no such file or folder\n`);
  expect(problem("d")).toBe(`export: d ${readable} a folder\n`);
  expect(problem("text.ipynb")).toMatch(/^export: text\.ipynb must be a Jupyter notebook .*\n$/);
  expect(problem(quickstart, "-o", "no/where.html")).toBe(
    "export: no/where.html must be a file that can be written, got no such file or folder\n",
  );
  expect(problem(quickstart, "--images", "png")).toContain("--images must come with --figures");
});

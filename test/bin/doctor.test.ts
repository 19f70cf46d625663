/** The command as users call it, built. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const run = (...args: string[]) => {
  const empty = mkdtempSync(join(tmpdir(), "eigenscape-doctor-"));
  const env: NodeJS.ProcessEnv = { ...process.env, PATH: empty };
  delete env.VIRTUAL_ENV;
  delete env.CONDA_PREFIX;
  const command = [join(process.cwd(), "dist", "bin", "eigenscape.js"), "doctor", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: empty,
    env,
    encoding: "utf8",
  });
  rmSync(empty, { recursive: true });
  return { status, stdout, stderr };
};

test("numerics prints a table and its sum", () => {
  const { status, stdout, stderr } = run("numerics", "--executor", "onnx");
  const [head, first, ...rest] = stdout.trim().split("\n");
  expect(head).toMatch(/^case +executor +error +tolerance +verdict$/);
  expect(first).toMatch(/^linear regression: gradient +onnx +\d\.\de-\d+ +2\.0e-6 +pass$/);
  expect(rest.at(-1)).toMatch(/^\d+ passed, 0 failed, 0 skipped$/);
  expect(stderr).toContain("starting");
  expect(status).toBe(0);
}, 60_000);

test("without Jupyter its part is skipped, or fails where it is asked for", () => {
  const both = run("--executor", "tensorflow");
  expect(both.stdout).toContain("jupyter: skipped: it is not on PATH, and no Python environment");
  expect(both.status).toBe(0);
  const alone = run("jupyter");
  expect(alone.stdout).toContain("jupyter: failed: not on PATH; activate its environment");
  expect(alone.status).toBe(1);
});

test("what is missing is told with a remedy, and is a failure", () => {
  const { status, stdout } = run("jupyter", "--prefix", "nowhere");
  expect(stdout).toContain("jupyter: failed: not in nowhere");
  expect(stdout).toContain("is missing; run npx eigenscape install --prefix nowhere");
  expect(status).toBe(1);
});

/** Kill −9 in the middle of a profile, begin again: identical bytes, and no point that was there is computed again. */
import { build } from "esbuild";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
let script: string;

// Below the package, so that the script finds what it imports.
beforeAll(async () => {
  mkdirSync(".cache", { recursive: true });
  folder = mkdtempSync(resolve(".cache", "kill-"));
  script = join(folder, "child.mjs");
  const entryPoints = ["test/support/profileChild.ts"];
  await build({ entryPoints, outfile: script, bundle: true, format: "esm", packages: "external", platform: "node" }); // prettier-ignore
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly output: string;
  /** Points to go, as they were told. */
  readonly told: readonly number[];
}

/** @param kill So many lines after the first one. */
function child(checkpoint: string, pause: number, kill = Infinity): Promise<Ended> {
  const running = spawn(process.execPath, [script, checkpoint, String(pause)]);
  let [output, errors] = ["", ""];
  running.stdout.on("data", (data: Buffer) => (output += data.toString()));
  running.stderr.on("data", (data: Buffer) => {
    errors += data.toString();
    if (errors.split("\n").length > kill) running.kill("SIGKILL");
  });
  return new Promise((done) => {
    running.on("close", () => {
      done({ output, told: errors.trim().split("\n").map(Number) });
    });
  });
}

const there = (path: string): number =>
  (
    JSON.parse(readFileSync(path, "utf8")) as { profile: { points: unknown[] } }
  ).profile.points.filter((point) => point !== null).length;

test("killed twice and begun again, the bytes are those of one run", async () => {
  const checkpoint = join(folder, "run.json");
  const whole = await child(join(folder, "whole.json"), 0);
  expect(whole.told.length).toBe(12);
  let kept = 0;
  for (const kill of [3, 4]) {
    const { output, told } = await child(checkpoint, 30, kill);
    expect(output).toBe(""); // it was killed before its end
    expect(there(checkpoint)).toBeGreaterThanOrEqual(kept + told.length); // what was told is on the disk
    kept = there(checkpoint);
  }
  const { output, told } = await child(checkpoint, 0);
  expect(output).toBe(whole.output);
  expect(told.length).toBe(12 - kept);
  expect(readFileSync(checkpoint, "utf8")).toBe(whole.output);
}, 60_000);

/** Kill −9 in the middle of a profile, begin again: identical bytes, and no point that was there is computed again. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { killableChild, type KillableChild } from "../support/killableChild.js";

let program: KillableChild;
beforeAll(async () => {
  program = await killableChild("test/support/profileChild.ts");
});
afterAll(() => program.remove());

/** @param kill So many lines after the first one. What is told are points to go. */
async function child(checkpoint: string, pause: number, kill = Infinity) {
  const { output, told } = await program.run([checkpoint, String(pause)], (running, lines) => {
    if (lines >= kill) running.kill("SIGKILL");
  });
  return { output, told: told.map(Number) };
}

const there = (path: string): number =>
  (
    JSON.parse(readFileSync(path, "utf8")) as { profile: { points: unknown[] } }
  ).profile.points.filter((point) => point !== null).length;

test("killed twice and begun again, the bytes are those of one run", async () => {
  const checkpoint = join(program.folder, "run.json");
  const whole = await child(join(program.folder, "whole.json"), 0);
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

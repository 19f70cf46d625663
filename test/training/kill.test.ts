/** Kill −9 at any moment, begin again: the bytes of a training that was never killed, and steps that were kept are not taken again. */
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { killableChild, type KillableChild } from "../support/killableChild.js";

let program: KillableChild;
beforeAll(async () => {
  program = await killableChild("test/support/trainingChild.ts");
});
afterAll(() => program.remove());

const every = 3;
const pause = 5;
const moments = random(1, "kills");

/** Kills a moment after so many steps were told; the step and the writing under way are met somewhere. */
const afterSteps = (steps: number) => {
  let waiting = false;
  return (running: ChildProcess, lines: number): void => {
    if (waiting || lines < steps) return;
    waiting = true;
    setTimeout(() => running.kill("SIGKILL"), 2 * pause * moments.uniform());
  };
};

const stepsIn = (path: string): number => {
  const { training } = JSON.parse(readFileSync(path, "utf8")) as { training: { losses: string } };
  return Buffer.from(training.losses, "base64").length / 8;
};

test("killed twice and begun again, the bytes are those of one run", async () => {
  const [path, never] = [join(program.folder, "killed.json"), join(program.folder, "never.json")];
  const whole = await program.run([never, String(every), "0"]);
  expect(whole.told).toHaveLength(60);
  let kept = 0;
  for (const steps of [11, 17]) {
    const words = [path, String(every), String(pause)];
    const { killed, told } = await program.run(words, afterSteps(steps));
    expect(killed).toBe(true);
    expect(Number(told[0])).toBe(kept);
    kept = stepsIn(path);
    expect(kept).toBeGreaterThan(Number(told.at(-1)) - every);
  }
  const { output, told } = await program.run([path, String(every), "0"]);
  expect(output).toBe(whole.output);
  expect(told).toHaveLength(60 - kept);
  expect(readFileSync(path, "utf8")).toBe(readFileSync(never, "utf8"));
}, 60_000);

/** Kill −9 in the middle of a run, begin again: identical bytes, and no step before the last is lost. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { Spectrum } from "../../src/spectrum/spectrum.js";
import { afterFirstLine, killableChild, type KillableChild } from "../support/killableChild.js";

let program: KillableChild;
beforeAll(async () => {
  program = await killableChild("test/support/checkpointChild.ts");
});
afterAll(() => program.remove());

/** @param until Milliseconds after its first line; then it is killed. */
const child = (checkpoint: string, pause: number, until = Infinity) =>
  program.run([checkpoint, String(pause)], afterFirstLine(until));

const steps = (path: string): number =>
  Spectrum.fromJSON(readFileSync(path, "utf8")).probes.reduce((n, p) => n + p.nodes.length, 0);

test("killed at four random moments and begun again each time, the bytes are the same", async () => {
  const whole = (await child("", 0)).output;
  expect(Spectrum.fromJSON(whole).stopped).toBe("steps");
  const checkpoint = join(program.folder, "run.json");
  const moments = random(1, "kills"); // and the load of the machine makes them random indeed
  let [kills, kept] = [0, 0];
  for (let i = 0; i < 4; i++) {
    const { killed, told } = await child(checkpoint, 15, 20 + 60 * moments.uniform());
    kills += killed ? 1 : 0;
    const last = Number(told[told.length - 1]); // products that were told to be done
    const there = steps(checkpoint);
    expect(there).toBeGreaterThanOrEqual(last - (last % 9 === 0 ? 1 : 0));
    expect(there).toBeGreaterThanOrEqual(kept);
    kept = there;
  }
  expect(kills).toBeGreaterThan(1);
  const { output, told } = await child(checkpoint, 0);
  expect(output).toBe(whole);
  expect(Number(told[0])).toBe(kept + 1); // nothing that was kept is computed again
  expect(readFileSync(checkpoint, "utf8")).toBe(whole);
}, 60_000);

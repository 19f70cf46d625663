/** A plane that was killed goes on from where it was; the bytes are those of one run, whatever the workers. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lossPlane, type LossPlaneOptions } from "../../src/landscape/lossPlane.js";
import { randomDirections } from "../../src/landscape/randomDirections.js";
import { accuracyObjective } from "../../src/objective/accuracyObjective.js";
import { afterFirstLine, killableChild, type KillableChild } from "../support/killableChild.js";
import { dataOf, networks, objectiveOf } from "../support/networks.js";

let program: KillableChild;
beforeAll(async () => {
  program = await killableChild("test/support/landscapeChild.ts");
});
afterAll(() => program.remove());

/** @param until Milliseconds after its first value; then it is killed. What it tells are values that it has computed. */
async function child(checkpoint: string, pause: number, until = Infinity) {
  const words = [checkpoint, String(pause)];
  const { output, told, killed } = await program.run(words, afterFirstLine(until));
  return { output, values: Number(told.at(-1)), killed };
}

const known = (path: string): number => {
  const { surface } = JSON.parse(readFileSync(path, "utf8")) as { surface: { known: string } };
  return Buffer.from(surface.known, "base64").reduce((sum, one) => sum + one, 0);
};

test("killed twice and begun again, the bytes are those of one run, and nothing kept is computed again", async () => {
  const whole = await child("", 0);
  const checkpoint = join(program.folder, "plane.json");
  let kept = 0;
  for (const until of [350, 500]) {
    expect((await child(checkpoint, 15, until)).killed).toBe(true);
    expect(known(checkpoint)).toBeGreaterThan(kept);
    kept = known(checkpoint);
  }
  const last = await child(checkpoint, 0);
  expect(last.output).toBe(whole.output);
  expect(last.values).toBe(whole.values - kept);
}, 60_000);

const f = objectiveOf(networks[0], "float32", 5);
const [v, w] = randomDirections(f.partition, { seed: 2 });
const share = accuracyObjective({ ...networks[0].model, data: dataOf(networks[0]), batchSize: 5 });
const options: LossPlaneOptions = {
  origin: f.start,
  directions: [v, w],
  alpha: { from: -1, to: 1, points: 9 },
  beta: { from: -1, to: 1, points: 9 },
  measures: { accuracy: share },
  refine: { levels: 2, tolerance: 0.01 },
  trajectory: { steps: [0, 1], points: [f.start.map((x) => 1.1 * x), f.start] },
};
afterAll(() => Promise.all([f.close(), share.close()]));

test("one worker and two give the same bytes", async () => {
  const [one, two] = [await lossPlane(f, options), await lossPlane(f, { ...options, workers: 2 })];
  expect(JSON.stringify(two)).toBe(JSON.stringify(one));
  expect(one.measures["accuracy"].every((a) => a >= 0 && a <= 1)).toBe(true);
}, 60_000);

test("a checkpoint of a coarser grid is gone on from", async () => {
  const checkpoint = join(program.folder, "coarse.json");
  await lossPlane(f, { ...options, checkpoint });
  const coarse = known(checkpoint);
  const { refine, ...full } = options;
  let computed = 0;
  const counting = { ...f, value: (x: Float64Array) => (computed++, f.value(x)) };
  const again = await lossPlane(counting, { ...full, checkpoint, checkCurvature: false });
  expect(refine?.levels).toBe(2);
  expect(computed).toBe(81 - coarse + 4); // and the trajectory's
  expect([...again.loss]).toEqual([...(await lossPlane(f, full)).loss]);
});

test("a checkpoint of another surface is refused by name, and so is a damaged one", async () => {
  const checkpoint = join(program.folder, "other.json");
  await lossPlane(f, { ...options, checkpoint });
  const refused = (change: object, message: string) =>
    expect(lossPlane(f, { ...options, checkpoint, ...change })).rejects.toThrow(message);
  await refused({ origin: f.start.map((x) => 2 * x) }, "must be of the same surface, got another origin (sha256"); // prettier-ignore
  await refused({ alpha: { from: -2, to: 2, points: 9 } }, "got another grid (sha256");
  await refused({ directions: [w, v] }, "got another directions (sha256");
  await refused({ measures: {} }, "got another measure accuracy (sha256");
  const other = objectiveOf(networks[0], "float32", 6);
  await expect(lossPlane(other, { ...options, checkpoint })).rejects.toThrow("batches (5, not 6)"); // prettier-ignore
  await other.close();
  writeFileSync(checkpoint, readFileSync(checkpoint, "utf8").replace('"known":"AQ', '"known":"AA'));
  await refused({}, "result file must be as it was written, got another sha256 sum");
});

/** How a diagnosis is shown, and how it is asked for. */
import { expect, test } from "vitest";
import { jupyterDisplay } from "../../src/core/display.js";
import { checks, doctor } from "../../src/doctor/doctor.js";
import { genericPoint, networks, objectiveOf } from "../support/networks.js";

const sound = objectiveOf(networks[0], "float64", 5);
const theta = genericPoint(sound);

test("the table tells case, executor, error, tolerance and verdict", async () => {
  const diagnosis = await doctor(sound, theta);
  const lines = String(diagnosis).split("\n");
  expect(lines[0].split(/ {2,}/)).toEqual(["case", "executor", "error", "tolerance", "verdict"]);
  expect(lines[3].split(/ {2,}/)).toEqual(["repeatability", "reference", "0", "0", "pass"]);
  expect(lines.at(-1)).toBe("8 passed, 0 failed, 1 skipped");
  expect(diagnosis.passed).toBe(true);
  expect(diagnosis[jupyterDisplay]()).toEqual({ "text/plain": String(diagnosis) });
});

test("reports progress, stops when asked, and does not change theta", async () => {
  const before = theta.slice();
  const seen: number[] = [];
  const controller = new AbortController();
  const run = doctor(sound, theta, {
    signal: controller.signal,
    onProgress: ({ done, total, unit }) => {
      expect([total, unit]).toEqual([checks.length, "checks"]);
      seen.push(done);
      if (done === 2) controller.abort(new Error("stopped by the test"));
    },
  });
  await expect(run).rejects.toThrow("stopped by the test");
  expect(seen.length).toBeLessThan(4);
  expect(theta).toEqual(before);
});

test.each([
  [new Float64Array(2), {}, "doctor: theta must have length"],
  [theta.map(() => NaN), {}, "doctor: theta must be finite, got NaN at index 0"],
  [theta, { seconds: 0 }, "doctor: seconds must be a finite number > 0, got 0"],
  [theta, { seed: -1 }, "random: seed must be an integer ≥ 0, got -1"],
])("rejects wrong arguments (%#)", async (at, options, message) => {
  await expect(doctor(sound, at, options)).rejects.toThrow(message);
});

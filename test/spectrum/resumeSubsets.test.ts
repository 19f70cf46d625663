/** Spectra of parts of the data are written and resumed with the whole. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { dense } from "../../src/operators/dense.js";
import { Spectrum, spectrum } from "../../src/spectrum/spectrum.js";
import { symmetricFromEigenvalues } from "../support/matrices.js";

const folder = mkdtempSync(join(tmpdir(), "eigenscape-"));
afterAll(() => rmSync(folder, { recursive: true }));

const n = 30;
const [A, B] = [1, 2].map(
  (seed) =>
  dense(symmetricFromEigenvalues(Array.from({ length: n }, (_, i) => Math.sin(7 * i)), seed), n), // prettier-ignore
);
const counted = (operator = A) => {
  const calls = { ...operator, count: 0 };
  const apply = (v: Float64Array) => (calls.count++, operator.apply(v));
  return Object.assign(calls, { apply });
};
const text = JSON.stringify;

test("a result file has them, and probes are added to them too", async () => {
  const parts = [counted(), counted(B)];
  const s = await spectrum(A, { steps: 8, probes: 2, subsets: [A, B] });
  const back = Spectrum.fromJSON(text(s));
  expect(back.subsets.map(({ probes }) => probes)).toEqual(s.subsets.map((t) => t.probes));
  expect(text(back)).toBe(text(s));
  const more = await spectrum(A, { probes: 3, subsets: parts, resume: back });
  expect(parts.map(({ count }) => count)).toEqual([8, 8]); // one probe each
  const whole = await spectrum(A, { steps: 8, probes: 3, subsets: [A, B] });
  expect(more.subsets.map(({ probes }) => probes)).toEqual(whole.subsets.map((t) => t.probes));
});

test("a checkpoint keeps one file for each", async () => {
  const checkpoint = join(folder, "run.json");
  const s = await spectrum(A, { steps: 6, probes: 2, subsets: [A, B], checkpoint });
  const parts = [counted(), counted(B)];
  const again = await spectrum(A, { steps: 6, probes: 2, subsets: parts, checkpoint });
  expect(parts.map(({ count }) => count)).toEqual([0, 0]);
  expect(text(again)).toBe(text(s));
  const file = readFileSync(`${checkpoint}.subset1`, "utf8");
  expect(Spectrum.fromJSON(file).probes).toEqual(s.subsets[1].probes);
});

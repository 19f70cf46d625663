/** Probes and checkpoints shared by workers: the bytes of one worker, resumed or not. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkpointSpectra } from "../../src/observe/checkpointSpectra.js";
import { dense } from "../../src/operators/dense.js";
import { gaussNewton, hessian } from "../../src/operators/hessian.js";
import { Spectrum, spectrum, type SpectrumOptions } from "../../src/spectrum/spectrum.js";
import { normalVector } from "../support/matrices.js";
import { networks, objectiveOf } from "../support/networks.js";

const folder = mkdtempSync(join(tmpdir(), "eigenscape-"));
const f = objectiveOf(networks[2], "float32");
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await f.close();
});
const text = JSON.stringify;
const compute = (options: SpectrumOptions) =>
  spectrum(hessian(f, f.start), { steps: 12, probes: 5, seed: 1, ...options });

describe("probes", () => {
  test.each([2, 3])("%i workers give the bytes of one", async (workers) => {
    expect(text(await compute({ workers }))).toBe(text(await compute({})));
  });

  test("a block and another matrix, too", async () => {
    const matrix = () => gaussNewton(f, f.start, { block: ["conv2/kernel"] });
    const [one, two] = await Promise.all(
      [1, 2].map((workers) => spectrum(matrix(), { steps: 9, probes: 3, workers })),
    );
    expect(text(two)).toBe(text(one));
  });

  test("progress counts the steps of all probes, up to the last", async () => {
    const told: number[] = [];
    await compute({ workers: 2, onProgress: ({ done, total }) => told.push(done / total) });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect([told.length, told[0], told[told.length - 1]]).toEqual([60, 1 / 60, 1]);
  });

  test(
    "cut at any moment and resumed by other workers, the file has the bytes of one run",
    { timeout: 60_000 },
    async () => {
      const whole = text(await compute({}));
      for (const products of [1, 2, 3, 13, 30, 59]) {
        const path = join(folder, `cut ${products}`);
        const controller = new AbortController();
        const onProgress = ({ done }: { done: number }) => {
          if (done >= products) controller.abort(new Error("cut"));
        };
        const cut = compute({
          checkpoint: path,
          workers: 2,
          onProgress,
          signal: controller.signal,
        });
        const stopped = await cut.then(
          (s) => s.stopped,
          (error: Error) => error.message,
        );
        expect(["aborted", "cut"]).toContain(stopped);
        const there = Spectrum.fromJSON(readFileSync(path, "utf8"));
        expect(there.probes.length).toBeGreaterThan(0);
        expect(text(await compute({ checkpoint: path, workers: products % 2 ? 1 : 3 }))).toBe(
          whole,
        );
        expect(readFileSync(path, "utf8")).toBe(whole);
      }
    },
  );

  test("a matrix that knows no threads is refused", async () => {
    const run = spectrum(dense(Float64Array.of(1, 0, 0, 1), 2), { steps: 2, workers: 2 });
    await expect(run).rejects.toThrow(
      "spectrum: workers must be 1 for a matrix that cannot compute in a thread of its own, got 2",
    );
  });

  test("two bases of each worker count", async () => {
    const memory = 1.5 * 12 * 12 * f.size; // of one and a half
    await compute({ memory, workers: 1 });
    await expect(compute({ memory, workers: 2 })).rejects.toThrow("spectrum: the basis of 48 ×");
  });
});

describe("checkpoints of training", () => {
  const snapshots = [0, 10, 20, 30].map((step) => ({
    step,
    theta: f.start.map((x, i) => x + 0.01 * step * normalVector(f.size, 3)[i]),
  }));
  const settings = { steps: 8, probes: 2 };

  test("two workers give the bytes of one, in order of the steps", async () => {
    const told: number[] = [];
    const onSpectrum = ({ step }: { step: number }) => void told.push(step);
    const [one, two] = await Promise.all([
      checkpointSpectra(f, snapshots, settings),
      checkpointSpectra(f, snapshots, { ...settings, workers: 2, onSpectrum }),
    ]);
    expect(text(two)).toBe(text(one));
    expect(two.map(({ step }) => step)).toEqual([0, 10, 20, 30]);
    expect(told.sort((a, b) => a - b)).toEqual([0, 10, 20, 30]);
    expect(two[1].spectrum.label).toBe("step 10");
    const alone = await spectrum(hessian(f, snapshots[2].theta), { ...settings, label: "step 20" });
    expect(text(two[2].spectrum)).toBe(text(alone));
  });

  test("killed between two and begun again, it goes on where it was", async () => {
    const checkpoint = join(folder, "training");
    const controller = new AbortController();
    const cut = checkpointSpectra(f, snapshots, {
      ...{ ...settings, checkpoint, signal: controller.signal },
      onSpectrum: ({ step }) => step === 10 && controller.abort(new Error("enough")),
    });
    await expect(cut).rejects.toThrow("enough");
    const again = await checkpointSpectra(f, snapshots, { ...settings, checkpoint });
    expect(text(again)).toBe(text(await checkpointSpectra(f, snapshots, settings)));
  });

  test("no snapshots are a mistake", async () => {
    await expect(checkpointSpectra(f, [])).rejects.toThrow(
      "checkpointSpectra: number of snapshots must be an integer ≥ 1, got 0",
    );
  });
});

/** Profiles of paths: closed forms of a quadratic, the same bytes however they were computed, and what is refused. */
import * as tf from "@tensorflow/tfjs";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lossPathFigure } from "../../src/figures/lossPath.js";
import { bezierPath, linearPath } from "../../src/landscape/parameterPath.js";
import { pathProfile, type PathProfileOptions } from "../../src/landscape/pathProfile.js";
import { PathProfile } from "../../src/landscape/pathProfileResult.js";
import { objective } from "../../src/objective/objective.js";
import { normalVector } from "../support/matrices.js";
import { networks, objectiveOf } from "../support/networks.js";
import { inputsFor, seeded } from "../support/seededModel.js";

const folder = mkdtempSync(join(tmpdir(), "eigenscape-"));
beforeAll(() => tf.setBackend("cpu"));
afterAll(() => rmSync(folder, { recursive: true }));

/** ½ Σ λᵢ xᵢ². */
const quadratic = (eigenvalues: readonly number[]) =>
  objective({
    parameters: { x: tf.zeros([eigenvalues.length]) },
    loss: ({ x }) => tf.mul(0.5, tf.sum(tf.mul(eigenvalues, tf.square(x)))),
    precision: "float64",
  });

const positive = [0.5, 1, 2, 3, 5, 8, 13, 21];

test("of a quadratic: loss, eigenvalues, density and negative mass are the closed forms", async () => {
  const f = quadratic(positive);
  const [a, b, m] = [1, 2, 3].map((seed) => normalVector(f.size, seed));
  const path = bezierPath(a, b, { bends: [m] });
  const profile = await pathProfile(f, path, { points: 5, spectrum: { steps: 8, probes: 2 }, top: 2 });
  expect([...profile.t]).toEqual([0, 0.25, 0.5, 0.75, 1]);
  profile.t.forEach((t, i) => {
    const exact = positive.reduce((sum, eigenvalue, j) => {
      const x = (1 - t) ** 2 * a[j] + 2 * t * (1 - t) * m[j] + t ** 2 * b[j];
      return sum + 0.5 * eigenvalue * x ** 2;
    }, 0);
    expect(profile.loss[i]).toBeCloseTo(exact, 12);
    profile.spectra?.[i].probes.forEach(({ nodes }) =>
      nodes.forEach((node, j) => expect(node).toBeCloseTo(positive[j], 10)),
    );
  });
  expect(profile.top?.length).toBe(2);
  for (const value of profile.top?.[0] ?? []) expect(value).toBeCloseTo(21, 10);
  for (const value of profile.top?.[1] ?? []) expect(value).toBeCloseTo(13, 10);
  for (const residuals of profile.residuals ?? [])
    for (const residual of residuals) expect(residual).toBeLessThan(1e-7);
  for (const { value, lower, upper } of profile.negativeMass ?? []) {
    expect([value, lower]).toEqual([0, 0]);
    expect(upper).toBeLessThan(1e-6);
  }
  expect(profile.densities?.length).toBe(5);
  const shown = lossPathFigure(profile).data.map(({ name }) => name);
  for (const name of ["loss", "λ₂", "share λ < 0", "density"]) expect(shown).toContain(name);
}); // prettier-ignore

test("of a saddle: the share of negative eigenvalues, inside its bar", async () => {
  const f = quadratic([-3, -2, 1, 2, 4, 5, 6, 7]);
  const path = linearPath(normalVector(8, 1), normalVector(8, 2));
  const profile = await pathProfile(f, path, { points: 2, spectrum: { steps: 8, probes: 4 } });
  for (const { value, lower, upper } of profile.negativeMass ?? []) {
    expect(value).toBeCloseTo(0.25, 10);
    expect(lower <= 0.25 && upper >= 0.25).toBe(true);
  }
  for (const { value } of profile.negativeRatio ?? []) expect(value).toBeCloseTo(5 / 25, 10);
  expect(profile.negativeRatio?.length).toBe(2);
});

test("the barrier and further measures are those of the points", async () => {
  const f = objective({
    parameters: { p: tf.tensor1d([0, 0]) },
    loss: ({ p }) => tf.square(tf.sub(tf.sum(tf.square(p)), 1)),
    precision: "float64",
  });
  const radius = objective({
    parameters: { p: tf.tensor1d([0, 0]) },
    loss: ({ p }) => tf.sqrt(tf.sum(tf.square(p))),
    precision: "float64",
  });
  const path = linearPath(Float64Array.of(-1, 0), Float64Array.of(1, 0));
  const measures = { radius };
  const profile = await pathProfile(f, path, { points: 5, measures });
  expect([...profile.measures.radius]).toEqual([1, 0.5, 0, 0.5, 1]);
  expect(profile.barrier).toEqual({ height: 1, at: 0.5, ratio: Infinity });
  expect([profile.spectra, profile.top, profile.negativeMass]).toEqual([undefined, undefined, undefined]); // prettier-ignore
  const places = Float64Array.of(0, 0.1, 1);
  expect([...(await pathProfile(f, path, { points: places })).t]).toEqual([...places]);
});

const net = objectiveOf(networks[2], "float32");
const measure = objectiveOf(networks[2], "float64");
afterAll(() => Promise.all([net.close(), measure.close()]));
const between = bezierPath(net.start, normalVector(net.size, 4));
const computed = (options: PathProfileOptions = {}) =>
  pathProfile(net, between, {
    points: 6,
    spectrum: { steps: 6, probes: 2 },
    top: 1,
    measures: { exact: measure },
    ...options,
  });
const text = JSON.stringify;

test("two workers give the bytes of one, and a file gives back the profile", async () => {
  const one = await computed();
  expect(text(await computed({ workers: 2 }))).toBe(text(one));
  const read = PathProfile.fromJSON(text(one));
  expect(text(read)).toBe(text(one));
  expect(read.top).toEqual(one.top);
  expect(read.negativeMass).toEqual(one.negativeMass);
  expect(read.measures).toEqual(one.measures);
});

test("cut anywhere and resumed by other workers, the bytes are those of one run, and no point is computed twice", async () => {
  const whole = text(await computed());
  for (const [points, workers] of [[1, 1], [3, 2], [6, 1], [8, 1], [11, 1]]) {
    const checkpoint = join(folder, `cut ${points}`);
    const controller = new AbortController();
    let [before, done] = [0, 0];
    const cut = computed({
      checkpoint,
      workers,
      signal: controller.signal,
      onProgress: () => {
        if (++before === points) controller.abort(new Error("cut"));
      },
    });
    await expect(cut).rejects.toThrow("cut");
    const again = await computed({ checkpoint, workers: points === 8 ? 2 : 1, onProgress: () => done++ });
    expect(text(again)).toBe(whole);
    expect(readFileSync(checkpoint, "utf8")).toBe(whole);
    expect(done).toBeLessThanOrEqual(12 - points);
    expect(text(await computed({ checkpoint, onProgress: () => expect.fail("all is there") }))).toBe(whole);
  }
}); // prettier-ignore

test("a checkpoint of another profile, or a damaged one, is refused by name", async () => {
  const checkpoint = join(folder, "other");
  await computed({ checkpoint, points: 2 });
  const refused = (options: PathProfileOptions) => expect(computed({ checkpoint, points: 2, ...options })).rejects; // prettier-ignore
  const rule = `pathProfile: checkpoint ${checkpoint} must be of the same profile, got another`;
  await refused({ points: 3 }).toThrow(`${rule} places (sha256`);
  await refused({ top: 2 }).toThrow(`${rule} settings ({"spectrum":`);
  await refused({ measures: {} }).toThrow(`${rule} measure exact (sha256`);
  const path = linearPath(net.start, normalVector(net.size, 4));
  await expect(pathProfile(net, path, { points: 2, checkpoint })).rejects.toThrow(`${rule} path (bezier sha256`);
  await expect(pathProfile(measure, between, { points: 2, checkpoint })).rejects.toThrow("executor (");
  writeFileSync(checkpoint, readFileSync(checkpoint, "utf8").replace(/"loss":\d/, '"loss":9'));
  await refused({}).toThrow("result file must be as it was written, got another sha256 sum");
}); // prettier-ignore

test("what cannot be profiled is refused", async () => {
  const f = quadratic(positive);
  const path = linearPath(normalVector(8, 1), normalVector(8, 2));
  const refused = (options: PathProfileOptions) => expect(pathProfile(f, path, options)).rejects;
  await refused({ points: 1 }).toThrow("pathProfile: points must be an integer ≥ 2, got 1");
  await refused({ points: Float64Array.of(0, 0.5, 0.5) }).toThrow("points must ascend in [0, 1], got 0.5 at index 2"); // prettier-ignore
  await refused({ measures: { other: measure } }).toThrow("pathProfile: size of other must be an integer in [8, 8]"); // prettier-ignore
  const infinite = objective({
    parameters: { x: tf.zeros([8]) },
    loss: ({ x }) => tf.exp(tf.mul(1e4, tf.sum(tf.square(x)))),
    precision: "float64",
  });
  await expect(pathProfile(infinite, path, { points: 3 })).rejects.toThrow(
    "pathProfile: values on the path must be finite, got Infinity at t = 0",
  );
});

test("batch normalisation: whose statistics, in the result and its text", async () => {
  const layers = [tf.layers.dense({ units: 3, inputShape: [4] }), tf.layers.batchNormalization({ name: "bn" })]; // prettier-ignore
  const model = seeded(tf.sequential({ layers }));
  const data = { inputs: inputsFor([4]), targets: { values: Int32Array.of(0, 1, 2, 0, 1), shape: [5] } }; // prettier-ignore
  const of = (training: boolean, batchSize: number) =>
    objective({ model, training, batchSize, loss: "softmaxCrossEntropy", data, precision: "float64" }); // prettier-ignore
  const said = async (training: boolean, batchSize: number, measures = {}) => {
    const f = of(training, batchSize);
    const path = linearPath(f.start, normalVector(f.size, 1));
    const profile = await pathProfile(f, path, { points: 2, measures });
    expect(String(profile)).toContain(profile.batchNorm ?? "?");
    return profile.batchNorm;
  };
  const recomputed = "batch normalisation (bn) has mean and variance recomputed at every point, over";
  expect(await said(true, 8)).toBe(`${recomputed} all 5 rows together`);
  expect(await said(true, 2)).toBe(`${recomputed} each batch (2 rows)`);
  expect(await said(false, 8)).toContain("(bn) has the model's moving statistics at all points");
  const mixed = await said(true, 2, { test: of(true, 5) });
  expect(mixed).toBe(
    `loss: ${recomputed} each batch (2 rows); test: ${recomputed} all 5 rows together`,
  );
}); // prettier-ignore

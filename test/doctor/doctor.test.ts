/** The doctor finds each kind of broken operator, and nothing in sound ones. */
import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { axpy, scale } from "../../src/core/vector.js";
import type { Diagnosis } from "../../src/doctor/diagnosis.js";
import { doctor } from "../../src/doctor/doctor.js";
import { objective, type Objective } from "../../src/objective/objective.js";
import { averagingBatches, spoiled } from "../support/brokenObjective.js";
import { normalVector } from "../support/matrices.js";
import { genericPoint, networks, objectiveOf } from "../support/networks.js";

const failedCases = ({ findings }: Diagnosis): string[] =>
  findings.filter(({ verdict }) => verdict === "fail").map((finding) => finding.case);
const skippedCases = ({ findings }: Diagnosis): string[] =>
  findings.filter(({ verdict }) => verdict === "skipped").map((finding) => finding.case);

const all = [
  "symmetry",
  "linearity",
  "repeatability",
  "product with and without linearization",
  "invariance under order",
  "invariance under split",
  "invariance under batch size",
  "finite differences of the gradient",
  "float32 error of a product",
];
const regrouping = all.filter((name) => name.startsWith("invariance"));

test.each(networks.map((network) => [network.name, network] as const))(
  "%s is sound in float32 and float64",
  async (_, network) => {
    for (const precision of ["float32", "float64"] as const) {
      const f = objectiveOf(network, precision, 5);
      const diagnosis = await doctor(f, genericPoint(f));
      expect(failedCases(diagnosis), String(diagnosis)).toEqual([]);
      expect(skippedCases(diagnosis)).toEqual(precision === "float64" ? all.slice(-1) : []);
      expect(diagnosis.findings.map((finding) => finding.case)).toEqual(all);
      await f.close();
    }
  },
);

const sound = objectiveOf(networks[0], "float64", 5);
const theta = genericPoint(sound);

const added =
  (extra: (v: Float64Array) => Float64Array) => (product: Float64Array, v: Float64Array) => {
    const result = product.slice();
    axpy(1, extra(v), result);
    return result;
  };
let calls = 0;

/** Another matrix for each linearization, the same for all vectors of one. */
const drifting: Objective = {
  ...sound,
  linearize(at, options) {
    const matrix = sound.linearize(at, options);
    const factor = 1 + 1e-15 * (calls++ % 7);
    const apply = async (v: Float64Array) => scale(factor, await matrix.apply(v));
    const applyMany = (vectors: readonly Float64Array[]) => Promise.all(vectors.map(apply));
    return { apply, applyMany, bytes: 0, close: () => matrix.close() };
  },
};

test.each<[string, Objective, string[]]>([
  [
    "asymmetric",
    spoiled(
      sound,
      added((v) => v.map((_, i) => (i > 0 ? 1e-5 * v[i - 1] : 0))),
    ),
    [all[0], all[7]],
  ],
  [
    "not linear",
    spoiled(
      sound,
      added((v) => v.map((x) => 1e-4 * x * x)),
    ),
    all.slice(0, 2).concat(all[7]),
  ],
  [
    "not deterministic",
    spoiled(sound, (product) => scale(1 + 1e-15 * (calls++ % 7), product)),
    [all[2]],
  ],
  ["another one each time", drifting, [all[2]]],
  ["averaging batches", averagingBatches(sound, 5), regrouping.concat(all[7])],
  ["summing batches", averagingBatches(sound, 5, () => 1), regrouping.concat(all[7])],
  ["without a term", spoiled(sound, (product) => scale(0.999, product)), [all[7]]],
  [
    "not finite",
    spoiled(sound, (product) => product.map(() => NaN)),
    all.slice(0, 2).concat(all.slice(3, 8)),
  ],
])("an operator that is %s is found", async (_, broken, expected) => {
  const found = failedCases(await doctor(broken, theta));
  expect(found).toEqual(expected);
});

test("Gauss–Newton products are not the derivative of the gradient", async () => {
  const f = objectiveOf(networks[0], "float64", 5);
  const confused: Objective = {
    ...f,
    product: (at, v, options) => f.product(at, v, { ...options, curvature: "gaussNewton" }),
    linearize: (at, options) => f.linearize(at, { ...options, curvature: "gaussNewton" }),
  };
  expect(failedCases(await doctor(confused, theta))).toContain(all[7]);
});

test("an executor that is less precise than it states is found", async () => {
  const f = objectiveOf(networks[0], "float32", 5);
  const rough = spoiled(f, (product) => scale(1 + 1e-5, product));
  const imprecise: Objective = {
    ...rough,
    with: (settings) => (settings.precision ? objectiveOf(networks[0], "float64") : rough),
  };
  expect(failedCases(await doctor(imprecise, theta))).toEqual(["float32 error of a product"]);
  await f.close();
});

test("batch statistics make the loss no mean over rows", async () => {
  const f = objective({
    parameters: { w: { values: [1, 2], shape: [2] } },
    loss: (p, x: tf.Tensor) => {
      const z = tf.sum(tf.mul(x, p.w), 1);
      return tf.mean(tf.square(tf.square(tf.sub(z, tf.mean(z)))));
    },
    data: { values: normalVector(14, 2), shape: [7, 2] },
    precision: "float64",
  });
  const diagnosis = await doctor(f, f.start);
  expect(failedCases(diagnosis)).toEqual([all[5], all[6]]);
  expect(diagnosis.findings[5].note).toContain("no batch statistics");
});

test("rectified units do not make the finite differences fail, nor does a loss without curvature", async () => {
  const { parameters } = { parameters: { w: { values: normalVector(3, 1), shape: [3, 1] } } };
  const data = { values: normalVector(30, 2), shape: [10, 3] };
  const hinge = objective({
    parameters,
    loss: (p, x: tf.Tensor) => tf.mean(tf.relu(tf.matMul(x, p.w))),
    data,
    precision: "float64",
  });
  expect(failedCases(await doctor(hinge, hinge.start))).toEqual([]);
});

test("hardly any curvature beside a large gradient is no failure: its differences are all rounding", async () => {
  const f = objective({
    parameters: { w: { values: normalVector(3, 1), shape: [3] } },
    loss: (p) => tf.add(tf.sum(p.w), tf.mul(1e-10, tf.sum(tf.square(p.w)))),
    precision: "float64",
  });
  expect(failedCases(await doctor(f, f.start))).toEqual([]);
});

test("float64 looks at the point that float32 has", async () => {
  const f = objective({
    parameters: { w: { values: [1.2], shape: [1] } },
    loss: (p) => tf.sum(tf.exp(tf.mul(64, p.w))),
  });
  // Between 1.2 and the nearest float32 the Hessian changes by 3e-6, more than float32 may be wrong.
  expect(failedCases(await doctor(f, Float64Array.of(1.2)))).toEqual([]);
  await f.close();
});

test("without data only the products are looked at; a penalty counts once", async () => {
  const plain = objective({
    parameters: { w: { values: [1, 2], shape: [2] } },
    loss: (p) => tf.sum(tf.exp(p.w)),
  });
  const diagnosis = await doctor(plain, plain.start);
  expect([failedCases(diagnosis), skippedCases(diagnosis)]).toEqual([[], regrouping]);
  const penalized = objective({
    parameters: { w: { values: [1, 2], shape: [2] } },
    loss: (p, x: tf.Tensor) => tf.mean(tf.exp(tf.sum(tf.mul(x, p.w), 1))),
    data: { values: normalVector(10, 1), shape: [5, 2] },
    penalty: (p) => tf.sum(tf.exp(p.w)),
    batchSize: 2,
  });
  expect(failedCases(await doctor(penalized, penalized.start))).toEqual([]);
  await Promise.all([plain.close(), penalized.close()]);
});

test("what cannot be had in float64, or takes too long there, is skipped with the reason", async () => {
  const f = objectiveOf(networks[0], "float32", 5);
  const fixed: Objective = { ...f };
  delete fixed.with;
  const diagnosis = await doctor(fixed, theta);
  expect(skippedCases(diagnosis)).toEqual(all.slice(6));
  expect(diagnosis.findings[7].note).toBe("this objective cannot be had in float64");
  const hurried = await doctor(f, theta, { seconds: 1e-9 });
  expect(skippedCases(hurried)).toEqual(all.slice(7));
  expect(hurried.findings[7].note).toMatch(
    /^in float64 it would take about \d+ s, more than 1e-9$/,
  );
  await f.close();
});

test("a loss that cannot be recorded again is skipped with the reason", async () => {
  let gone = false;
  const f = objective({
    parameters: { w: { values: [1, 2], shape: [2] } },
    loss: (p) => {
      if (gone) throw new Error("what it needs is gone");
      return tf.sum(tf.exp(p.w));
    },
  });
  gone = true;
  const { findings } = await doctor(f, f.start);
  expect(findings[7].verdict).toBe("skipped");
  expect(findings[7].note).toContain("in float64: what it needs is gone");
  await f.close();
});

/** Layer masses, overlaps with spans, and where the outliers of a linear classifier come from. */
import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import { random } from "../../src/core/random.js";
import { objective } from "../../src/objective/objective.js";
import { attribution } from "../../src/observe/attribution.js";
import { layerMass } from "../../src/observe/layerMass.js";
import { overlaps } from "../../src/observe/span.js";
import { gaussNewton } from "../../src/operators/hessian.js";
import { topEigenvectors } from "../support/denseEigenvectors.js";
import { normalVector, orthonormal } from "../support/matrices.js";

test("layer masses are shares of the squared length, at any scale", () => {
  const parts = partition([["a", [2]], ["b", [3]]]); // prettier-ignore
  for (const scale of [1e-100, 1, 1e100]) {
    const v = Float64Array.of(3, 0, 0, 4, 0).map((x) => scale * x);
    expect(layerMass(parts, v)).toEqual([
      { name: "a", mass: expect.closeTo(0.36, 12) as number },
      { name: "b", mass: expect.closeTo(0.64, 12) as number },
    ]);
  }
  expect(() => layerMass(parts, new Float64Array(5))).toThrow(
    "layerMass: v must have a finite norm > 0, got 0",
  );
});

test("explained is the squared length of the projection, whatever spans the space", () => {
  const [a, b, c] = orthonormal(8, 3);
  const v = a.map((x, i) => 0.6 * x + 0.8 * c[i]);
  const sum = a.map((x, i) => x + 2 * b[i]);
  expect(overlaps(v, [a, b]).explained).toBeCloseTo(0.36, 12);
  expect(overlaps(v, [sum, b, sum]).explained).toBeCloseTo(0.36, 12); // dependent directions
  expect(overlaps(v, [c.map((x) => -3 * x)]).cosines[0]).toBeCloseTo(-0.8, 12);
  expect(overlaps(v, [new Float64Array(8)])).toEqual({ cosines: Float64Array.of(0), explained: 0 });
});

const [samples, inputs, classes] = [90, 6, 3];

/** z = x W + b, and x = mean + small noise: the classes are told apart by nothing but their number. */
function classifier() {
  const noise = random(0, "noise");
  const labels = Int32Array.from({ length: samples }, (_, i) => i % classes);
  const x = Float64Array.from({ length: samples * inputs }, () => 2 + 0.1 * noise.normal());
  const f = objective({
    parameters: {
      W: {
        values: normalVector(inputs * classes, 1).map((w) => 0.1 * w),
        shape: [inputs, classes],
      },
      b: { values: new Float64Array(classes), shape: [classes] },
    },
    outputs: (p, rows: tf.Tensor) => tf.add(tf.matMul(rows, p.W), p.b),
    loss: "softmaxCrossEntropy",
    data: {
      inputs: { values: x, shape: [samples, inputs] },
      targets: { values: labels, shape: [samples] },
    },
    precision: "float64",
  });
  return { f, labels };
}

test("the C − 1 outliers of a classifier lie in the span of the logit gradients", async () => {
  const { f, labels } = classifier();
  const { values, vectors } = await topEigenvectors(gaussNewton(f, f.start), classes);
  expect(values[classes - 1]).toBeLessThan(0.02 * values[classes - 2]); // so many outliers
  const found = await attribution(f, f.start, vectors.slice(0, 2), { labels });
  for (const { layers, logits, classes: means } of found) {
    expect(layers.map(({ name }) => name)).toEqual(["W", "b"]);
    expect(layers[0].mass + layers[1].mass).toBeCloseTo(1, 12);
    expect(layers[0].mass).toBeCloseTo(24 / 25, 1); // x̄ = (2, …, 2) against 1
    expect(logits.explained).toBeGreaterThan(0.99);
    expect(logits.cosines).toHaveLength(classes);
    expect(means.explained).toBeGreaterThan(0.95);
  }
  // Logits that rise together change no probability: nothing of it is in the span.
  const together = f.start.map((_, i) => (i < inputs * classes ? 2 : 1));
  const [constant] = await attribution(f, f.start, [together], { labels });
  expect(constant.logits.explained).toBeLessThan(1e-20);
  const outside = f.start.map((_, i) => (i % classes === 0 ? 1 : 0) * (i % 2 === 0 ? 1 : -1));
  const [other] = await attribution(f, f.start, [outside], { labels });
  expect(other.logits.explained).toBeLessThan(0.1);
  await f.close();
});

test("class gradients are those of the rows of each class; an empty class has none", async () => {
  const { f, labels } = classifier();
  const second = Array.from(labels, (label, i) => (label === 1 ? i : -1)).filter((i) => i >= 0);
  const { gradient } = await f.gradient(f.start, { rows: second });
  const [found] = await attribution(f, f.start, [gradient], { labels, classes });
  expect(found.classes.cosines[1]).toBeCloseTo(-1, 12);
  const shifted = labels.map((label) => (label === 1 ? 2 : label));
  const [without] = await attribution(f, f.start, [gradient], { labels: shifted, classes });
  expect(without.classes.cosines[1]).toBe(0);
  await f.close();
});

test.each([
  [{ labels: [0, 1] }, "attribution: labels must have length 90, got 2"],
  [{ labels: new Array<number>(samples).fill(0.5), classes: 3 }, "attribution: label must be an integer in [0, 2], got 0.5"], // prettier-ignore
  [{ labels: new Array<number>(samples).fill(0) }, "attribution: classes must be an integer ≥ 2, got 1"], // prettier-ignore
])("rejects %j", async (options, message) => {
  const { f } = classifier();
  await expect(attribution(f, f.start, [f.start], options)).rejects.toThrow(message);
  await f.close();
});

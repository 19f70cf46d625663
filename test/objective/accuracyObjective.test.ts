/** Accuracy as an objective is the accuracy of the predictor, ties included. */
import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { accuracyObjective } from "../../src/objective/accuracyObjective.js";
import { predictor } from "../../src/objective/predictor.js";
import { accuracy } from "../../src/training/accuracy.js";
import { dataOf, genericPoint, networks } from "../support/networks.js";

test.each(networks)(
  "$name: as accuracy counts, whatever the batches and the precision",
  async (n) => {
    const data = dataOf(n);
    for (const precision of ["float32", "float64"] as const) {
      const predict = predictor({ ...n.model, precision });
      for (const batchSize of [12, 5]) {
        const share = accuracyObjective({ ...n.model, data, precision, batchSize });
        const theta = genericPoint(share);
        expect(await share.value(theta)).toBeCloseTo(
          await accuracy(predict, theta, data),
          precision === "float64" ? 12 : 6,
        );
        await share.close();
      }
      await predict.close();
    }
  },
);

/** Outputs are the inputs themselves, plus a parameter that is 0. */
const withOutputs = (rows: readonly (readonly number[])[], targets: readonly number[]) => ({
  parameters: { w: { values: [0], shape: [1] } },
  outputs: (p: Readonly<Record<string, tf.Tensor>>, x: tf.Tensor) => tf.add(x, p["w"]),
  data: {
    inputs: { values: rows.flat(), shape: [rows.length, rows[0].length] },
    targets: { values: Int32Array.from(targets), shape: [targets.length] },
  },
});

test("the first of equal outputs decides", async () => {
  const rows = [[1, 1, 0], [1, 1, 0], [0, 2, 2], [0, 2, 2], [0, 9, 5], [-9, 0, -1], [3, 1, 2]]; // prettier-ignore
  const targets = [0, 1, 1, 2, 1, 1, 0];
  const given = withOutputs(rows, targets);
  const predict = predictor({ ...given, precision: "float64" });
  const theta = Float64Array.of(0);
  for (const precision of ["float32", "float64"] as const) {
    const share = accuracyObjective({ ...given, precision });
    expect(await share.value(theta)).toBeCloseTo(5 / 7, 6);
    await share.close();
  }
  expect(await accuracy(predict, theta, given.data)).toBeCloseTo(5 / 7, 12);
});

test("a model of tf.layers is taken, too", async () => {
  await tf.setBackend("cpu");
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 3, inputShape: [5], kernelInitializer: tf.initializers.glorotNormal({ seed: 4 }) })], // prettier-ignore
  });
  const data = dataOf(networks[0]);
  const share = accuracyObjective({ model, data, precision: "float64" });
  const outputs = model.predict(tf.tensor2d([...data.inputs.values], [12, 5])) as tf.Tensor;
  const classes = await tf.argMax(outputs, 1).data();
  const right = classes.filter((c, i) => c === data.targets.values[i]).length;
  expect(await share.value(share.start)).toBeCloseTo(right / 12, 12);
});

test("probabilities as targets are refused", () => {
  const { parameters, outputs, data } = withOutputs([[1, 2]], [0]);
  const targets = { values: [0, 1], shape: [1, 2] };
  expect(() => accuracyObjective({ parameters, outputs, data: { ...data, targets } })).toThrow(
    "accuracyObjective: outputs must be [N, C] and targets [N], got [1,2] and [1,2]",
  );
});

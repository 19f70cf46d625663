import * as tf from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { objective } from "../../src/objective/objective.js";
import { expectClose } from "../support/closeness.js";
import { genericPoint, networks, objectiveOf } from "../support/networks.js";

test("the same function in float64, at the float32 numbers of the data", async () => {
  const make = (values: number[], precision: "float32" | "float64") =>
    objective({
      parameters: { w: { values: [1], shape: [1] } },
      loss: (p, x: tf.Tensor) => tf.mean(tf.mul(x, tf.square(p.w))),
      data: { values, shape: [2, 1] },
      penalty: (p) => tf.sum(tf.square(tf.square(p.w))),
      precision,
    });
  const single = make([0.1, 0.3], "float32");
  const twin = single.with?.({ precision: "float64", executor: "reference" });
  const exact = make([Math.fround(0.1), Math.fround(0.3)], "float64");
  const [theta, v] = [Float64Array.of(0.7), Float64Array.of(1)];
  expect([twin?.precision, twin?.executor, twin?.samples]).toEqual(["float64", "reference", 2]);
  expect(await twin?.product(theta, v)).toEqual(await exact.product(theta, v));
  expect(single.precision).toBe("float32"); // as it was
  await single.close();
});

test("the same function in float32", async () => {
  const exact = objectiveOf(networks[0], "float64", 5);
  const theta = genericPoint(exact);
  const expected = await exact.product(theta, theta);
  for (const executor of ["onnx", "tfjs"] as const) {
    const single = exact.with?.({ precision: "float32", executor });
    expectClose((await single?.product(theta, theta)) ?? [], expected, 2e-6);
    await single?.close();
  }
});

test("other batches change rounding only, and the first objective not at all", async () => {
  const f = objectiveOf(networks[0], "float64", 12);
  const theta = genericPoint(f);
  const before = await f.gradient(theta);
  const other = f.with?.({ batchSize: [5, 4, 3] });
  const { gradient } = (await other?.gradient(theta)) ?? before;
  expect(gradient).not.toEqual(before.gradient);
  expectClose(gradient, before.gradient, 1e-14);
  await other?.close();
  expect(await f.gradient(theta)).toEqual(before);
});

test("a likelihood draws its targets with the changed settings", async () => {
  const f = objectiveOf(networks[0], "float32", 12);
  const twin = f.with?.({ precision: "float64", executor: "auto" });
  const redrawn = await twin?.likelihood?.redraw(f.start, random(0, "with"));
  expect(redrawn?.precision).toBe("float64");
  await f.close();
});

test("wrong settings are told", () => {
  const f = objectiveOf(networks[0], "float32", 12);
  expect(() => f.with?.({ executor: "onnx", precision: "float64" })).toThrow(
    "objective: executor onnx computes in float32, got precision float64",
  );
  expect(() => f.with?.({ batchSize: [1, 2] })).toThrow(
    "objective: batchSize must add up to 12 samples, got 3",
  );
});

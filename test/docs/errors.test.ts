/** docs/errors.md says what the library says. `npm run docs` writes it. */
import * as tf from "@tensorflow/tfjs";
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { beforeAll, expect, test } from "vitest";
import { objective } from "../../src/objective/objective.js";
import { errorsPage } from "./errorsPage.js";

const file = "docs/errors.md";

beforeAll(() => tf.setBackend("cpu"));

test("docs/errors.md lists the messages as they are, each in one or two lines", async () => {
  const text = await format(await errorsPage(), { parser: "markdown", printWidth: 100 });
  if (process.env["EIGENSCAPE_WRITE_DOCS"]) writeFileSync(file, text);
  expect(readFileSync(file, "utf8"), "run npm run docs").toBe(text);
  const long = text.split("\n").filter((line) => line.length > 250);
  expect(long).toEqual([]);
});

test("what the page calls fine is fine", async () => {
  const frozen = tf.variable(tf.scalar(3), false);
  const f = objective({
    parameters: { w: { values: [1, 2], shape: [2] }, unused: { values: [1], shape: [1] } },
    loss: (p) => {
      const twice = tf.tidy(() => {
        const y = tf.square(p.w);
        const z = tf.mul(y, frozen);
        y.dispose();
        return z;
      });
      p.w.dispose();
      return tf.sum(twice);
    },
    precision: "float64",
  });
  expect(await f.gradient(f.start)).toEqual({ value: 15, gradient: Float64Array.of(6, 12, 0) });
  frozen.assign(tf.scalar(4)); // too late: it was copied
  expect(await f.value(f.start)).toBe(15);
  frozen.dispose();
});

test("tf.grad inside a loss is differentiated again", async () => {
  const f = objective({
    parameters: { w: { values: [0.3], shape: [1] } },
    loss: (p) => tf.sum(tf.grad((x: tf.Tensor) => tf.sum(tf.tanh(x)))(p.w)), // 1 − tanh²
    precision: "float64",
  });
  const t = Math.tanh(0.3);
  expect((await f.gradient(f.start)).gradient[0]).toBeCloseTo(-2 * t * (1 - t * t), 14);
});

/** Gradient and Hessian product of every covered kernel against differences. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, test } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { expectClose } from "../support/closeness.js";
import { curvedLoss } from "../support/curvedLoss.js";
import { kernelCases } from "../support/kernelCases.js";

beforeAll(() => tf.setBackend("cpu"));

describe.each(kernelCases)("%s", (...kernelCase) => {
  const { inputs, tangents, loss, slopes, products, values, directions } = curvedLoss(kernelCase);

  const first = { inputs, outputs: [loss, ...slopes] };
  const at = async (step: number) => {
    const compiled = await referenceExecutor.compile(first);
    const [value, ...parts] = await compiled.run(
      values.map((x, i) => x.map((v, j) => v + step * directions[i][j])),
    );
    return { value: value[0], slope: Float64Array.from(parts.flatMap((part) => [...part])) };
  };
  const second = async () => {
    const all = { inputs: [...inputs, ...tangents], outputs: [loss, ...slopes, ...products] };
    const compiled = await referenceExecutor.compile(all);
    const results = await compiled.run([...values, ...directions]);
    await compiled.close();
    const join = (from: number, to: number) => results.slice(from, to).flatMap((part) => [...part]);
    const n = inputs.length + 1;
    return { value: join(0, 1), slope: join(1, n), product: join(n, 2 * n) };
  };

  test("derivatives are the limits of differences, to 1e-6", async () => {
    const h = 1e-5;
    const [a, b, c, d] = [await at(h), await at(-h), await at(2 * h), await at(-2 * h)];
    const fourth = (p: number, q: number, r: number, s: number): number =>
      (8 * (p - q) - (r - s)) / (12 * h);
    const { slope, product } = await second();
    const flat = directions.flatMap((v) => [...v]);
    const along = slope.reduce((total, x, i) => total + x * flat[i], 0);
    expectClose([along, 1], [fourth(a.value, b.value, c.value, d.value), 1], 1e-6);
    const difference = a.slope.map((x, i) => fourth(x, b.slope[i], c.slope[i], d.slope[i]));
    const scale = Math.hypot(...slope, 1); // where the product vanishes, relative to the slope
    expectClose([...product, scale], [...difference, scale], 1e-6);
  });
});

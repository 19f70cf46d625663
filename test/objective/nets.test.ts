/** Eleven small networks of all kinds: dense Hessians, third order, both executors, any batches. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { dot } from "../../src/core/vector.js";
import { objective } from "../../src/objective/objective.js";
import { expectClose } from "../support/closeness.js";
import { denseHessian, multiply } from "../support/denseHessian.js";
import { normalVector } from "../support/matrices.js";
import { nets } from "../support/nets.js";

beforeAll(() => tf.setBackend("cpu"));

describe.each(nets)("$name", (net) => {
  const make = (precision: "float32" | "float64", batchSize: number | number[] = 6) =>
    objective({ ...net, precision, batchSize });
  const f = make("float64");
  const v = normalVector(f.size, 1);

  test("products equal the dense Hessian to 1e-10", async () => {
    const matrix = await denseHessian(net, f.start);
    expectClose(await f.product(f.start, v), multiply(matrix, v), 1e-10);
    expectClose(await f.linearize(f.start).apply(v), multiply(matrix, v), 1e-10);
    for (let i = 0; i < f.size; i++) {
      for (let j = 0; j < i; j++) {
        expect(Math.abs(matrix[i * f.size + j] - matrix[j * f.size + i])).toBeLessThan(1e-11);
      }
    }
  });

  test("the third derivative is the limit of differences", async () => {
    const u = normalVector(f.size, 2);
    const h = 1e-5;
    const at = async (s: number) =>
      dot(v, await f.product(f.start.map((t, i) => t + s * u[i]), v)); // prettier-ignore
    const slope = (8 * ((await at(h)) - (await at(-h))) - ((await at(2 * h)) - (await at(-2 * h)))) / (12 * h); // prettier-ignore
    const third = dot(u, await f.curvatureGradient(f.start, v));
    expect(Math.abs(third - slope)).toBeLessThan(1e-6 * (1 + Math.abs(third)));
  });

  test("the compiled executor agrees to 1e-5", async () => {
    const fast = make("float32");
    const [a, b] = [await fast.gradient(f.start), await f.gradient(f.start)];
    expect(a.value).toBeCloseTo(b.value, 5);
    expectClose(a.gradient, b.gradient, 1e-5);
    expectClose(await fast.product(f.start, v), await f.product(f.start, v), 1e-5);
    await fast.close();
  });

  test("batches may be cut anywhere, where rows do not see each other", async () => {
    const whole = await f.product(f.start, v);
    for (const sizes of [
      [1, 1, 1, 1, 1, 1],
      [4, 2],
      [1, 2, 3],
    ]) {
      // prettier-ignore
      const cut = await make("float64", sizes).product(f.start, v);
      if (net.separable) expectClose(cut, whole, 1e-12);
      else expect(() => expectClose(cut, whole, 1e-3)).toThrow(); // batch statistics: it shows
    }
  });
});

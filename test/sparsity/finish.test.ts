import { describe, expect, test } from "vitest";
import { l1 } from "../../src/prox/l1.js";
import { none } from "../../src/prox/none.js";
import { finish } from "../../src/sparsity/finish.js";
import { lasso } from "../support/lasso.js";
import { normalVector } from "../support/matrices.js";
import { genericPoint, networks, objectiveOf } from "../support/networks.js";
import { quadratic } from "../support/quadratic.js";

describe("a lasso with a known solution", () => {
  const { f, mu, solution } = lasso();
  const dense = normalVector(f.size, 7);
  const starts: [string, Float64Array, number][] = [
    ["a dense point", dense, 0],
    ["zeros in wrong places", dense.map((x, i) => (i % 3 ? x : 0)), 1],
    ["nothing but zeros", new Float64Array(f.size), 1],
  ];
  test.each(starts)("is met from %s, with exact zeros", async (_, start, leastReleased) => {
    const { theta, certificate, released } = await finish(f, l1(mu), start, { tolerance: 1e-9 });
    expect(certificate.missing).toBeUndefined();
    theta.forEach((x, i) => expect(Math.abs(x - solution[i])).toBeLessThan(1e-6));
    theta.forEach((x, i) => expect(x === 0).toBe(solution[i] === 0));
    expect(certificate.zeros).toBe(18);
    expect(certificate.offSupport.violations).toBe(0);
    expect(released).toBeGreaterThanOrEqual(leastReleased);
  });

  test("the zeros are those of the proximal point, whatever the start has there", async () => {
    const proximalPoint = solution.map((x) => x / 2);
    const { released, theta } = await finish(f, l1(mu), dense, { proximalPoint, tolerance: 1e-9 });
    theta.forEach((x, i) => expect(x === 0).toBe(solution[i] === 0));
    expect(released).toBeLessThan(18);
  });

  test("without steps it says what is missing", async () => {
    const start = dense.slice();
    const { certificate, steps } = await finish(f, l1(mu), start, { steps: 0 });
    expect(steps).toBe(0);
    expect(certificate.reached).toBe(false);
    expect(certificate.missing).toMatch(
      /^The residual is .* of the gradient's scale, above the tolerance 0.001, most of it in w\./,
    );
    expect(start).toEqual(dense); // not modified
  });

  test("it stops at the signal", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(finish(f, l1(mu), dense, { signal })).rejects.toThrow("enough");
  });
});

test("without a regulariser it ends where the gradient vanishes", async () => {
  const { f, b, times } = quadratic([8, 3, 1, 0.5, 0.1]);
  const { theta, certificate } = await finish(f, none(), f.start, { tolerance: 1e-9, scale: 1 });
  expect(certificate.reached).toBe(true);
  times(theta).forEach((y, i) => expect(Math.abs(y + b[i])).toBeLessThan(1e-9));
});

test.each(["float64", "float32"] as const)(
  "a network becomes stationary in %s",
  async (precision) => {
    const f = objectiveOf(networks[0], precision, 5);
    const [map, start] = [l1(0.02), genericPoint(f)];
    const { theta, certificate } = await finish(f, map, start);
    expect(certificate.missing).toBeUndefined();
    const { gradient } = await f.gradient(theta);
    theta.forEach((x, i) => {
      const off =
        x === 0 ? Math.max(0, Math.abs(gradient[i]) - 0.02) : gradient[i] + 0.02 * Math.sign(x);
      expect(Math.abs(off)).toBeLessThan(1e-3 * certificate.scale);
    });
    expect(certificate.zeros).toBeGreaterThan(10);
    expect(certificate.objective).toBeLessThan((await f.value(start)) + map.value(start));
    await f.close();
  },
);

test.each([
  [{ steps: -1 }, "finish: steps must be an integer ≥ 0, got -1"],
  [{ tolerance: 0 }, "finish: tolerance must be a finite number > 0, got 0"],
  [{ proximalPoint: new Float64Array(2) }, "finish: proximalPoint must have length 30, got 2"],
  [{ scale: NaN }, "finish: scale must be a finite number > 0, got NaN"],
])("refuses %j", async (options, message) => {
  const { f, mu } = lasso();
  await expect(finish(f, l1(mu), new Float64Array(30), options)).rejects.toThrow(message);
});

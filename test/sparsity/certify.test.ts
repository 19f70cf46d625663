import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import { l1 } from "../../src/prox/l1.js";
import { none } from "../../src/prox/none.js";
import { certify, type Certifiable } from "../../src/sparsity/certify.js";

/** f(x) = ½ Σ (xᵢ − cᵢ)², so that everything is known by hand. */
const c = [3, 0.5, -0.25, -2];
const f: Certifiable = {
  size: 4,
  partition: partition([
    ["a", [1, 2]],
    ["b", [1, 2]],
  ]),
  relativeError: 1e-13,
  value: (x) => Promise.resolve(x.reduce((sum, xi, i) => sum + (xi - c[i]) ** 2 / 2, 0)),
  gradient: async (x) => ({ value: await f.value(x), gradient: x.map((xi, i) => xi - c[i]) }),
};
const solution = Float64Array.of(2, 0, 0, -1); // soft(c, 1)

test("at the solution nothing is left, and the zeros are optimal", async () => {
  const certificate = await certify(f, l1(1), solution);
  expect(certificate).toMatchObject({ reached: true, missing: undefined, same: true, residual: 0 });
  expect(certificate.offSupport).toEqual({ coordinates: 2, violations: 0, largest: 0 });
  expect(certificate.scale).toBe(Math.hypot(1, 0.5, 0.25, 1));
  expect(certificate).toMatchObject({ loss: 1 + 0.125 + 0.03125, penalty: 3, objective: 4.15625 });
});

test("residuals are those of the least subgradient, parameter by parameter", async () => {
  const certificate = await certify(f, l1(0.375), Float64Array.of(2, 0, 0, -1));
  // On the support g + μ sign(x) = −1 + 0.375 and 1 − 0.375; at zeros max(|g| − μ, 0): 0.5 − 0.375 and none.
  const [a, b] = certificate.parameters;
  expect(a).toMatchObject({ name: "a", size: 2, zeros: 1, gradient: Math.hypot(1, 0.5) });
  expect(a.residual).toBeCloseTo(Math.hypot(0.625, 0.125), 15);
  expect(b).toEqual({
    name: "b",
    size: 2,
    zeros: 1,
    residual: 0.625,
    gradient: Math.hypot(0.25, 1),
  });
  expect(certificate.residual).toBeCloseTo(Math.hypot(0.625, 0.125, 0.625), 15);
  expect(certificate.offSupport).toEqual({ coordinates: 2, violations: 1, largest: 0.125 });
  expect(certificate.missing).toMatch(
    /^The residual is 0.58\d of .* tolerance 0.001, most of it in a\./,
  );
});

test("another objective than was measured is no certificate", async () => {
  const measured = 4.15625;
  expect((await certify(f, l1(1), solution, { measured })).same).toBe(true);
  const other = await certify(f, l1(1), solution, { measured: measured + 1e-9 });
  expect(other).toMatchObject({ same: false, reached: false });
  expect(other.missing).toContain("is 4.15625, but 4.156250001 was measured");
});

test("without a regulariser a scale must be given: the gradient is what should vanish", async () => {
  const near = Float64Array.from(c, (x) => x + 1e-5);
  expect((await certify(f, none(), near)).relativeResidual).toBeCloseTo(1, 12);
  expect((await certify(f, none(), near, { scale: 1 })).reached).toBe(true);
  expect((await certify(f, none(), Float64Array.from(c))).reached).toBe(true); // residual 0 of scale 0
});

test("its text and its JSON say what was found", async () => {
  const certificate = await certify(f, l1(1), solution);
  expect(String(certificate)).toBe(
    [
      "Stationary for f + l1(1): residual 0 of the gradient's scale (tolerance 0.001)",
      "f + r = 4.16, 2 of 4 exactly zero, 0 of them not optimal there",
      "",
      "parameter  entries  exact zeros  residual  gradient",
      "a          2        1 (50 %)     0         1.12",
      "b          2        1 (50 %)     0         1.03",
    ].join("\n"),
  );
  const json = JSON.parse(JSON.stringify(certificate)) as Record<string, unknown>;
  expect(json).toMatchObject({
    map: "l1(1)",
    reached: true,
    same: true,
    residual: 0,
    tolerance: 1e-3,
  });
});

test("points that are none are refused", async () => {
  await expect(certify(f, l1(1), new Float64Array(3))).rejects.toThrow(
    "certify: x must have length 4, got 3",
  );
  await expect(certify(f, l1(1), Float64Array.of(1, NaN, 0, 0))).rejects.toThrow(
    "certify: x must be finite, got NaN at index 1",
  );
});

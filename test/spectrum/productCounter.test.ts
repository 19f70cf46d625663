import { expect, test } from "vitest";
import type { SymmetricOperator } from "../../src/operators/operator.js";
import { ProductCounter } from "../../src/spectrum/productCounter.js";

const twice = (v: Float64Array) => Promise.resolve(v.map((x) => 2 * x));
const one: SymmetricOperator = { size: 1, apply: twice };
const many: SymmetricOperator = { ...one, applyMany: (vs) => Promise.all(vs.map(twice)) };

test.each([one, many])("never makes more products than the budget, in groups too", async (A) => {
  const products = new ProductCounter("test", A, 11, {});
  const seen: number[] = [];
  await products.each(
    3,
    20,
    (i) => Float64Array.of(i),
    ([y]) => seen.push(y / 2) > 0,
  );
  expect(seen).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect([products.done, products.left]).toEqual([11, 0]);
});

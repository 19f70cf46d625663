/** Products with several vectors at once are those with one after the other. */
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { objective } from "../../src/objective/objective.js";
import { fastest } from "../../src/objective/vectorsAtOnce.js";
import { fisher } from "../../src/operators/fisher.js";
import { hessian } from "../../src/operators/hessian.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { nets } from "../support/nets.js";
import { dataOf, genericPoint, networks, objectiveOf } from "../support/networks.js";

const vectorsFor = (size: number, count: number): Float64Array[] =>
  Array.from({ length: count }, (_, i) => normalVector(size, i + 1));

const precisions = [
  ["float64", 1e-12],
  ["float32", 1e-5],
] as const;

beforeAll(() => tf.setBackend("cpu"));
afterEach(() => vi.restoreAllMocks());

describe.each(networks)("$name", (network) => {
  test.each(precisions)(
    "all matrices, any number of vectors (%s)",
    async (precision, tolerance) => {
      const f = objectiveOf(network, precision, 5);
      const theta = genericPoint(f);
      const vectors = vectorsFor(f.size, 7);
      for (const curvature of ["hessian", "gaussNewton", "empiricalFisher"] as const) {
        const plain = f.linearize(theta, { curvature });
        const expected: Float64Array[] = [];
        for (const v of vectors) expected.push(await plain.apply(v));
        expect(await plain.applyMany(vectors)).toEqual(expected);
        for (const vectorsAtOnce of [3, 4, 5, "auto"] as const) {
          const matrix = f.linearize(theta, { curvature, vectorsAtOnce });
          for (const count of [7, 1, 2]) {
            const products = await matrix.applyMany(vectors.slice(0, count));
            expect(products).toHaveLength(count);
            products.forEach((product, i) => expectClose(product, expected[i], tolerance));
          }
          matrix.close();
        }
      }
      await f.close();
    },
  );
});

describe.each(nets)("$name", (net) => {
  test.each(precisions)("Hessian products, three at once (%s)", async (precision, tolerance) => {
    const f = objective({ ...net, precision, batchSize: 4 });
    const matrix = f.linearize(f.start, { vectorsAtOnce: 3 });
    const vectors = vectorsFor(f.size, 3);
    const products = await matrix.applyMany(vectors);
    for (const [i, v] of vectors.entries()) expectClose(products[i], await f.product(f.start, v), tolerance); // prettier-ignore
    await f.close();
  });
});

test("memory bounds what is kept, for one vector and for many together", async () => {
  const f = objectiveOf(networks[2], "float32", 3); // four equal batches
  const theta = genericPoint(f);
  const vectors = vectorsFor(f.size, 4);
  const all = f.linearize(theta, { vectorsAtOnce: 2 });
  const expected = await all.applyMany(vectors);
  const one = all.bytes / 4;
  for (const batches of [0, 1, 2]) {
    for (const vectorsAtOnce of [2, "auto"] as const) {
      const memory = batches * one * 1.2;
      const some = f.linearize(theta, { vectorsAtOnce, memory });
      for (let i = 0; i < 2; i++) {
        const products = await some.applyMany(vectors);
        products.forEach((product, j) => expectClose(product, expected[j], 1e-5));
        expectClose(await some.apply(vectors[0]), expected[0], 1e-5);
      }
      expect(some.bytes).toBeLessThanOrEqual(memory);
      expect(some.bytes > 0).toBe(batches > 0);
      some.close();
      expect(some.bytes).toBe(0);
    }
  }
  await f.close();
});

test("of the linearizations that were timed only the chosen ones stay", async () => {
  const f = objectiveOf(networks[0], "float64", 5);
  vi.spyOn(performance, "now").mockReturnValue(0); // nothing is faster than one after the other
  const [one, auto] = [1, "auto" as const].map((vectorsAtOnce) => f.linearize(f.start, { vectorsAtOnce })); // prettier-ignore
  for (const matrix of [one, auto]) await matrix.applyMany(vectorsFor(f.size, 8));
  expect(auto.bytes).toBe(one.bytes);
});

test("operators hand them on: blocks, and Fisher matrices with draws", async () => {
  const f = objectiveOf(networks[2], "float64", 5);
  const theta = genericPoint(f);
  const block = [f.partition.parameters[1].name];
  for (const operator of [
    hessian(f, theta, { vectorsAtOnce: 2 }),
    hessian(f, theta, { vectorsAtOnce: 2, block }),
    fisher(f, theta, { vectorsAtOnce: 2, draws: 2 }),
  ]) {
    const vectors = vectorsFor(operator.size, 3);
    const products = await operator.applyMany(vectors);
    expect(products).toHaveLength(3);
    for (const [i, v] of vectors.entries()) expectClose(products[i], await operator.apply(v), 1e-12); // prettier-ignore
    expect(await operator.applyMany([])).toEqual([]);
  }
});

test("workers change no byte", async () => {
  const [network] = networks;
  const results: Float64Array[][] = [];
  for (const workers of [1, 2]) {
    const f = objective({ ...network.model, loss: "softmaxCrossEntropy", data: dataOf(network), batchSize: 3, workers }); // prettier-ignore
    const matrix = f.linearize(genericPoint(f), { vectorsAtOnce: 2 });
    results.push(await matrix.applyMany(vectorsFor(f.size, 5)));
    await f.close();
  }
  expect(results[1]).toEqual(results[0]);
});

describe("the number that is measured", () => {
  /** What is chosen where k vectors at once take so many milliseconds. */
  const chosen = async (milliseconds: Readonly<Record<number, number>>, most = 8) => {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const seen = new Set<number>();
    const run = (k: number): Promise<void> => {
      now += milliseconds[k] + (seen.has(k) ? 0 : 1000); // the first run compiles
      seen.add(k);
      return Promise.resolve();
    };
    return fastest(run, most);
  };

  test.each([
    [{ 1: 10, 2: 10, 4: 12, 8: 16 }, 8, 8],
    [{ 1: 10, 2: 10, 4: 12, 8: 16 }, 7, 4],
    [{ 1: 10, 2: 15, 4: 40, 8: 90 }, 8, 2],
    [{ 1: 10, 2: 19, 4: 38, 8: 78 }, 8, 1], // not clearly faster
    [{ 1: 10, 2: 14, 4: 26, 8: 52 }, 8, 2],
  ])("%j, at most %i: %i", async (milliseconds, most, k) => {
    expect(await chosen(milliseconds, most)).toBe(k);
  });
});

test("the number of vectors and their lengths are checked", async () => {
  const f = objectiveOf(networks[0], "float64");
  expect(() => hessian(f, f.start, { vectorsAtOnce: 0 })).toThrow(
    "linearize: vectorsAtOnce must be an integer ≥ 1, got 0",
  );
  const matrix = f.linearize(f.start);
  await expect(matrix.applyMany([new Float64Array(2)])).rejects.toThrow(
    `applyMany: v must have length ${f.size}, got 2`,
  );
  const block = hessian(f, f.start, { block: [f.partition.parameters[0].name] });
  await expect(block.applyMany([new Float64Array(1)])).rejects.toThrow("applyMany: v must have");
});

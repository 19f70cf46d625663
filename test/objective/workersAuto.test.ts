/** workers: "auto" with real threads: whatever wins, results are those of one thread. */
import { afterAll, describe, expect, test, vi } from "vitest";
import type { fastest, Way } from "../../src/core/fastest.js";
import { objective } from "../../src/objective/objective.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { dataOf, genericPoint, networks } from "../support/networks.js";

// Two cores anywhere, and a race that is won by whom we say.
const rigged = vi.hoisted(() => ({ winner: 0 }));
vi.mock(import("node:os"), async (original) => ({
  ...(await original()),
  availableParallelism: () => 2,
}));
vi.mock(import("../../src/core/fastest.js"), async (original) => {
  const real = await original();
  const rig: typeof fastest = <T>(ways: readonly Way<T>[], margin?: number) => {
    const winner = Math.min(rigged.winner, ways.length - 1);
    const slowed = ways.map((way, place) => ({
      ...way,
      run: (opened: T) =>
        place === winner ? way.run(opened) : new Promise((done) => setTimeout(done, 50)),
    }));
    return real.fastest(slowed, margin);
  };
  return { ...real, fastest: rig };
});

const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
afterAll(() => write.mockRestore());

describe.each([
  { winner: 0, name: "1 worker" },
  { winner: 1, name: "1 worker with 2 threads" },
  { winner: 2, name: "2 workers" },
])("$name wins", ({ winner }) => {
  const network = networks[2];
  const make = (workers: number | "auto", batchSize: number) =>
    objective({
      ...network.model,
      loss: "softmaxCrossEntropy",
      data: dataOf(network),
      batchSize,
      workers,
    });

  test.each([3, 12])(
    "batches of %i: close to one thread, and the same twice",
    async (batchSize) => {
      rigged.winner = winner;
      const [f, one] = [make("auto", batchSize), make(1, batchSize)];
      const theta = genericPoint(f);
      const v = normalVector(f.size, 1);
      const matrices = [f, one].map((each) => each.linearize(theta));
      const jacobians = [f, one].map((each) => each.jacobian(theta));
      const evaluate = async (each: typeof f, i: number) => [
        await matrices[i].apply(v), // the first call chooses
        await matrices[i].apply(v),
        await jacobians[i].apply(v),
        (await each.gradient(theta)).gradient,
        await each.product(theta, v, { rows: [1, 2] }),
      ];
      const results = await evaluate(f, 0);
      const expected = await evaluate(one, 1);
      results.forEach((result, i) => expectClose(result, expected[i], 1e-6));
      expect(matrices[0].bytes).toBe(matrices[1].bytes);
      await f.close();
      expect(await evaluate(f, 0)).toEqual(results);
      matrices.forEach((matrix) => matrix.close());
      expect(matrices[0].bytes).toBe(0);
      await Promise.all([f.close(), one.close()]);
    },
  );
});

test("the choice is told once", () => {
  const lines = write.mock.calls.map(([line]) => String(line));
  expect(lines.filter((line) => line.startsWith("eigenscape: 1 worker chosen ("))).toHaveLength(1);
});

test("a wrong call is told as ever", async () => {
  const parameters = { w: { values: [1], shape: [1] } };
  const f = objective({ parameters, loss: ({ w }) => w.sum(), workers: "auto" });
  await expect(f.value(new Float64Array(2))).rejects.toThrow("value: theta must have length 1");
  expect(await f.value(Float64Array.of(3))).toBe(3);
  await f.close();
});

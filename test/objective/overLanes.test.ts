/** Work on copies of an objective that compute beside each other: the bytes of one, and nothing left behind. */
import { afterAll, describe, expect, test, vi } from "vitest";
import { objective, type Objective } from "../../src/objective/objective.js";
import { overLanes } from "../../src/objective/overLanes.js";
import { Thread } from "../../src/parallel/thread.js";
import { normalVector } from "../support/matrices.js";
import { dataOf, networks } from "../support/networks.js";

const network = networks[2];
const open: Objective[] = [];
afterAll(() => Promise.all(open.map((f) => f.close())));
const make = (executor: "onnx" | "reference" | "tfjs", workers: number | "background" = 1) => {
  const precision = executor === "reference" ? "float64" : "float32";
  const f = objective({
    ...network.model,
    loss: "softmaxCrossEntropy",
    data: dataOf(network),
    ...{ batchSize: 5, precision, executor, workers },
  });
  open.push(f);
  return f;
};
const points = (f: Objective, count: number) =>
  Array.from({ length: count }, (_, i) => normalVector(f.size, i, "points"));

describe.each(["onnx", "reference"] as const)("%s", (executor) => {
  test("two and three workers give the bytes of one", async () => {
    const f = make(executor);
    const [one, two, three] = await Promise.all(
      [1, 2, 3].map((workers) =>
        overLanes(f, workers, points(f, 5), (g, theta) => g.gradient(theta)),
      ),
    );
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect(one[3]).toEqual(await f.gradient(points(f, 5)[3]));
  });

  test("a worker in the background gives the bytes of the calling thread", async () => {
    const [here, there] = [make(executor), make(executor, "background")];
    const [theta] = points(here, 1);
    expect(await there.value(theta)).toBe(await here.value(theta));
    expect(await there.product(theta, theta)).toEqual(await here.product(theta, theta));
    expect(there.fingerprint).toBe(here.fingerprint);
  });
});

test("each worker has an objective of its own, one works with the objective itself", async () => {
  const f = make("onnx");
  const seen = async (workers: number): Promise<Objective[]> =>
    overLanes(f, workers, points(f, 4), async (g, theta) => {
      await g.value(theta);
      return g;
    });
  expect(new Set(await seen(1))).toEqual(new Set([f]));
  const own = new Set(await seen(2));
  expect([own.size, own.has(f)]).toEqual([2, false]);
});

test("results are told as they are ready, with progress; threads end, also after an error", async () => {
  const end = vi.spyOn(Thread.prototype, "terminate");
  const f = make("onnx");
  const told: [number, number][] = [];
  const done: string[] = [];
  const values = await overLanes(f, 2, points(f, 4), (g, theta) => g.value(theta), {
    unit: "points",
    onResult: (value, index) => void told.push([index, value]),
    onProgress: ({ done: n, total, unit }) => done.push(`${n}/${total} ${unit}`),
  });
  expect(told.sort(([i], [j]) => i - j)).toEqual([...values.entries()]);
  expect(done).toEqual(["1/4 points", "2/4 points", "3/4 points", "4/4 points"]);
  expect(end).toHaveBeenCalledTimes(2);
  const failing = overLanes(f, 2, points(f, 4), async (g, theta, i) => {
    await g.value(theta);
    return g.value(i === 1 ? new Float64Array(1) : theta);
  });
  await expect(failing).rejects.toThrow("value: theta must have length");
  expect(end).toHaveBeenCalledTimes(4);
});

test("a signal ends it with its reason", async () => {
  const f = make("onnx");
  const controller = new AbortController();
  const run = overLanes(f, 2, points(f, 50), (g, theta) => g.value(theta), {
    signal: controller.signal,
    onResult: (_, index) => void (index === 3 && controller.abort(new Error("enough"))),
  });
  await expect(run).rejects.toThrow("enough");
});

test("mistakes are told", async () => {
  const f = make("tfjs");
  const value = (g: Objective, theta: Float64Array) => g.value(theta);
  await expect(overLanes(f, 0, points(f, 2), value)).rejects.toThrow(
    "overLanes: workers must be an integer in [1, 256], got 0",
  );
  await expect(overLanes(f, 2, points(f, 2), value)).rejects.toThrow(
    "objective: workers must be 1 with executor tfjs",
  );
  const bare = { ...f };
  delete bare.with;
  await expect(overLanes(bare, 2, points(f, 2), value)).rejects.toThrow(
    'overLanes: workers must be 1 for an objective without "with", got 2',
  );
});

/** Which lanes are chosen, by a clock of our own. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LaneChoice } from "../../src/objective/laneChoice.js";
import { LaneSet } from "../../src/objective/laneSet.js";
import { fakeExecutor } from "../support/fakeExecutor.js";

interface Times {
  readonly one: number;
  readonly threads: number;
  readonly workers: number;
}

const plain = fakeExecutor({ name: "onnx", takes: 0, answer: 1 });
const threaded = fakeExecutor({ name: "onnx", takes: 0, answer: 2 });
const executor = { ...plain, withThreads: () => threaded };

let clock = 0;
const write = vi.spyOn(process.stderr, "write");
const closed = vi.spyOn(LaneSet.prototype, "close");
vi.spyOn(performance, "now").mockImplementation(() => clock);
beforeEach(() => void write.mockReturnValue(true));
afterEach(() => {
  write.mockReset();
  closed.mockClear();
});

const kindOf = ({ lanes }: LaneSet): keyof Times =>
  lanes.length > 1 ? "workers" : lanes[0].executor === threaded ? "threads" : "one";

/** A computation that takes so long on each kind of lanes. */
function computation(times: Times) {
  return vi.fn<(lanes: LaneSet, count: number) => Promise<void>>((lanes) => {
    clock += times[kindOf(lanes)];
    return Promise.resolve();
  });
}

// First, while nothing has been told.
test("where all others fail, nobody has lost and nothing is told", async () => {
  const choice = new LaneChoice(executor, "auto", 2);
  const run = computation({ one: 5, threads: 1, workers: 1 });
  const lanes = await choice.lanesFor(9, (tried, count) =>
    kindOf(tried) === "one" ? run(tried, count) : Promise.reject(new Error("no memory")),
  );
  expect(kindOf(lanes)).toBe("one");
  expect(write).not.toHaveBeenCalled();
  await choice.close();
});

test("what is chosen is told once, with the times", async () => {
  const times = { one: 20, threads: 12.3, workers: 8 };
  for (const summands of [1, 9]) {
    const choice = new LaneChoice(executor, "auto", 2);
    await choice.lanesFor(summands, computation(times));
    await choice.close();
  }
  expect(write.mock.calls).toEqual([
    [
      "eigenscape: 1 worker with 2 threads chosen (12 ms; 1 worker 20 ms); " +
        "force one thread with workers: 1\n",
    ],
  ]);
});

test.each([
  [{ one: 10, threads: 9.5, workers: 9.2 }, "one"],
  [{ one: 10, threads: 30, workers: 30 }, "one"],
  [{ one: 10, threads: 8, workers: 30 }, "threads"],
  [{ one: 10, threads: 8, workers: 8.5 }, "threads"],
  [{ one: 10, threads: 8, workers: 7 }, "workers"],
] as const)("%j: %s", async (times, kind) => {
  const choice = new LaneChoice(executor, "auto", 2);
  const lanes = await choice.lanesFor(9, computation(times));
  expect(kindOf(lanes)).toBe(kind);
  expect(times[kind]).toBeLessThanOrEqual(1.1 * times.one); // the promise
  expect(closed).toHaveBeenCalledTimes(2);
  expect(closed.mock.contexts).not.toContain(lanes);
  await choice.close();
  expect(closed.mock.contexts).toContain(lanes);
});

test.each([
  [2, 9, 4],
  [4, 3, 3],
  [4, 100, 8],
])("on %i cores %i summands are tried by %i", async (cores, summands, count) => {
  const choice = new LaneChoice(executor, "auto", cores);
  const run = computation({ one: 5, threads: 9, workers: 1 });
  const { lanes } = await choice.lanesFor(summands, run);
  expect(lanes).toHaveLength(Math.min(cores, summands));
  expect(new Set(run.mock.calls.map((call) => call[1]))).toEqual(new Set([count]));
  await choice.close();
});

// Each way runs twice to be warm, then three times by the clock.
test.each([
  { what: "all three", by: executor, summands: 9, ways: 3 },
  { what: "no workers for one summand", by: executor, summands: 1, ways: 2 },
  { what: "no threads where the executor has none to choose", by: plain, summands: 9, ways: 2 },
])("what is tried: $what", async ({ by, summands, ways }) => {
  const choice = new LaneChoice(by, "auto", 2);
  const run = computation({ one: 5, threads: 5, workers: 5 });
  await choice.lanesFor(summands, run);
  expect(run).toHaveBeenCalledTimes(5 * ways);
  await choice.close();
});

test("one thread begins with the spare lanes, once; after closing lanes are new", async () => {
  const run = computation({ one: 1, threads: 9, workers: 9 });
  for (const workers of [1, "auto"] as const) {
    const choice = new LaneChoice(executor, workers, 2);
    const { spare } = choice;
    const first = await choice.lanesFor(1, run);
    expect(first).toBe(spare);
    const several = await choice.lanesFor(9, run);
    // "auto" closes what has lost, so two choices must not share their lanes.
    if (workers === "auto") expect(several).not.toBe(first);
    else expect(several).toBe(first);
    await choice.close();
    expect(await choice.lanesFor(1, run)).not.toBe(first);
    await choice.close();
  }
});

test("a number of workers has one set of lanes for all sums", async () => {
  const choice = new LaneChoice(plain, 2, 2);
  const run = computation({ one: 1, threads: 1, workers: 1 });
  expect(await choice.lanesFor(1, run)).toBe(await choice.lanesFor(9, run));
  await choice.close();
});

test("the choice is made once, for one summand and for several, and outlives closing", async () => {
  const choice = new LaneChoice(executor, "auto", 2);
  const run = computation({ one: 10, threads: 7, workers: 5 });
  const other = computation({ one: 1, threads: 9, workers: 9 });
  const kinds = async (compute: typeof run) => [
    kindOf(await choice.lanesFor(1, compute)),
    kindOf(await choice.lanesFor(2, compute)),
    kindOf(await choice.lanesFor(7, compute)),
  ];
  expect(await kinds(run)).toEqual(["threads", "workers", "workers"]);
  await choice.close();
  expect(await kinds(other)).toEqual(["threads", "workers", "workers"]);
  expect(other).not.toHaveBeenCalled();
  await choice.close();
});

test("calls at the same time wait for one choice", async () => {
  const choice = new LaneChoice(executor, "auto", 2);
  const run = computation({ one: 10, threads: 7, workers: 5 });
  const [a, b] = await Promise.all([1, 2].map(() => choice.lanesFor(3, run)));
  expect(a).toBe(b);
  await choice.close();
});

test.each([
  ["auto", 1, 9, "one", 1],
  [1, 8, 9, "one", 1],
  [3, 2, 9, "workers", 3],
] as const)("nothing is tried: workers %s, %i cores, %i summands", async (...row) => {
  const [workers, cores, summands, kind, length] = row;
  const choice = new LaneChoice(executor, workers, cores);
  const run = computation({ one: 1, threads: 1, workers: 1 });
  const lanes = await choice.lanesFor(summands, run);
  expect([kindOf(lanes), lanes.lanes.length]).toEqual([kind, length]);
  expect(run).not.toHaveBeenCalled();
  expect(write).not.toHaveBeenCalled();
  await choice.close();
});

test("an error is told, everything is closed, and the next call tries again", async () => {
  const choice = new LaneChoice(executor, "auto", 2);
  const broken = vi.fn(() => Promise.reject(new Error("no such row")));
  await expect(choice.lanesFor(9, broken)).rejects.toThrow("no such row");
  expect(closed).toHaveBeenCalledTimes(3);
  const lanes = await choice.lanesFor(9, computation({ one: 1, threads: 5, workers: 5 }));
  expect(kindOf(lanes)).toBe("one");
  await choice.close();
});

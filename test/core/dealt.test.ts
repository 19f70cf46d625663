/** Independent pieces of work: results in order, each lane does one thing at a time, the first error ends all. */
import { expect, test } from "vitest";
import { dealt } from "../../src/core/dealt.js";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test.each([1, 2, 3])("results are in order, and a free lane takes the next (%i)", async (count) => {
  const busy = new Set<string>();
  const lanes = ["a", "b", "c"].slice(0, count);
  const took: string[] = [];
  const results = await dealt([60, 1, 1, 1, 1], lanes, async ({ item, index, lane }) => {
    expect(busy.has(lane)).toBe(false);
    busy.add(lane);
    took[index] = lane;
    await wait(item);
    busy.delete(lane);
    return 10 * index;
  });
  expect(results).toEqual([0, 10, 20, 30, 40]);
  if (count > 1) expect(took.slice(1)).not.toContain("a"); // which is at the first
});

test("the first error is told when all lanes have ended; they hear of it, and nothing more is begun", async () => {
  const begun: number[] = [];
  let heard = false;
  const run = dealt([0, 1, 2, 3], ["a", "b"], async ({ item, stop }) => {
    begun.push(item);
    if (item === 0) {
      await wait(1);
      throw new Error("broken");
    }
    await new Promise((resolve) => stop.addEventListener("abort", resolve));
    heard = true;
    throw new Error("a consequence");
  });
  await expect(run).rejects.toThrow("broken");
  expect([begun, heard]).toEqual([[0, 1], true]);
});

test("no items, no results", async () => {
  expect(await dealt([], ["a"], () => Promise.resolve(1))).toEqual([]);
});

test("two at once on a lane, but for the last pieces: they are left to whichever lane is free", async () => {
  const begun: [item: number, lane: string][] = [];
  const ends: (() => void)[] = [];
  const work = ({ item, lane }: { item: number; lane: string }): Promise<number> => {
    begun.push([item, lane]);
    return new Promise((resolve) => ends.push(() => resolve(10 * item)));
  };
  const all = dealt([0, 1, 2, 3, 4], ["a", "b"], work, 2);
  expect(begun).toEqual([
    [0, "a"],
    [1, "b"],
    [2, "a"],
  ]);
  ends[2]();
  await new Promise(setImmediate);
  expect(begun).toHaveLength(3); // its lane is still busy with the first
  ends[1]();
  await new Promise(setImmediate);
  expect(begun.at(-1)).toEqual([3, "b"]);
  ends[3]();
  await new Promise(setImmediate);
  ends[4]();
  ends[0]();
  expect(await all).toEqual([0, 10, 20, 30, 40]);
});

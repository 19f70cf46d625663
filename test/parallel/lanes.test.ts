import { expect, test } from "vitest";
import { inOrder } from "../../src/parallel/lanes.js";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test.each([1, 2, 3])(
  "results come in order, each lane does one thing at a time (%i)",
  async (lanes) => {
    const seen: number[] = [];
    const busy = new Set<number>();
    await inOrder(
      [30, 1, 10, 1, 5, 1, 1],
      lanes,
      async (ms, lane) => {
        expect(busy.has(lane)).toBe(false);
        busy.add(lane);
        await wait(ms);
        busy.delete(lane);
        return ms;
      },
      (ms) => seen.push(ms),
    );
    expect(seen).toEqual([30, 1, 10, 1, 5, 1, 1]);
  },
);

test("an error is told after all lanes have stopped, and nothing more is begun", async () => {
  const begun: number[] = [];
  const run = inOrder(
    [0, 1, 2, 3, 4, 5],
    2,
    async (item) => {
      begun.push(item);
      await wait(item === 0 ? 1 : 10);
      if (item === 0) throw new Error("broken");
    },
    () => undefined,
  );
  await expect(run).rejects.toThrow("broken");
  expect(begun).toEqual([0, 1]);
});

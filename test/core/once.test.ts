import { expect, test, vi } from "vitest";
import { closeAll } from "../../src/core/closeAll.js";
import { Once } from "../../src/core/once.js";

test("work is done once per key, and again after a failure", async () => {
  const once = new Once<number>();
  const make = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error("broken"));
  make.mockResolvedValue(7);
  const both = await Promise.allSettled([once.get("a", make), once.get("a", make)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(make).toHaveBeenCalledTimes(1);
  expect(await once.get("a", make)).toBe(7);
  expect(await once.get("a", make)).toBe(7);
  expect(make).toHaveBeenCalledTimes(2);
  await once.get("b", make);
  expect(make).toHaveBeenCalledTimes(3);
});

test("what is taken is what came out, and it is made anew afterwards", async () => {
  const once = new Once<number>();
  const failing = once.get("a", () => Promise.reject(new Error("broken")));
  const fine = once.get("b", () => Promise.resolve(7));
  expect(await once.take()).toEqual([7]);
  await expect(failing).rejects.toThrow("broken");
  expect(await fine).toBe(7);
  expect(await once.get("b", () => Promise.resolve(8))).toBe(8);
});

test("all are closed whatever happens, and a failure is told after the end", async () => {
  const log: string[] = [];
  const thing = (name: string, works: boolean) => ({
    close(): Promise<void> {
      log.push(name);
      return works ? Promise.resolve() : Promise.reject(new Error(`${name} is stuck`));
    },
  });
  const end = () => Promise.resolve(log.push("end"));
  const closed = closeAll([thing("a", true), thing("b", false), thing("c", true)], end);
  await expect(closed).rejects.toThrow("b is stuck");
  expect(log).toEqual(["a", "b", "c", "end"]);
});

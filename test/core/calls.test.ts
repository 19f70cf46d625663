import { expect, test } from "vitest";
import { Calls } from "../../src/core/calls.js";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("closing waits for calls under way, and later calls for the closing", async () => {
  const calls = new Calls();
  const log: string[] = [];
  const work = (name: string, ms: number) =>
    calls.run(async () => {
      log.push(`${name} begins`);
      await wait(ms);
      log.push(`${name} ends`);
      if (name === "b") throw new Error("broken");
    });
  const close = () =>
    calls.close(async () => {
      log.push("closing");
      await wait(10);
      log.push("closed");
    });
  const early = [work("a", 20), work("b", 5)];
  const closing = [close(), close()];
  const late = work("c", 1);
  await Promise.allSettled([...early, ...closing, late]);
  expect(log).toEqual([
    "a begins",
    "b begins",
    "b ends",
    "a ends",
    "closing",
    "closed",
    "c begins",
    "c ends",
  ]);
  await close();
  expect(log.slice(-2)).toEqual(["closing", "closed"]);
});

test("a closing that fails is told to whoever closes, and calls go on", async () => {
  const calls = new Calls();
  const closing = calls.close(() => Promise.reject(new Error("stuck")));
  const call = calls.run(() => Promise.resolve(7));
  await expect(closing).rejects.toThrow("stuck");
  expect(await call).toBe(7);
});

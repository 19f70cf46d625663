import { afterEach, describe, expect, test, vi } from "vitest";
import { fastest, verdict, type Way } from "../../src/core/fastest.js";

interface Act {
  /** Milliseconds of its runs. */
  readonly takes: number;
  readonly fails?: "open" | "run";
}

let clock = 0;
afterEach(() => vi.restoreAllMocks());

/** Ways on a clock of our own, and what happened to them. */
function stage(acts: Readonly<Record<string, Act>>) {
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  const log: string[] = [];
  const ways = Object.entries(acts).map(([name, { takes, fails }]): Way<string> => ({
    name,
    open() {
      log.push(`open ${name}`);
      return fails === "open" ? Promise.reject(new Error(`${name} broke`)) : Promise.resolve(name);
    },
    run(opened) {
      expect(opened).toBe(name);
      clock += takes;
      return fails === "run" ? Promise.reject(new Error(`${name} broke`)) : Promise.resolve();
    },
    close(opened) {
      log.push(`close ${opened}`);
      return Promise.resolve();
    },
  }));
  return { ways, log };
}

describe("fastest", () => {
  test("keeps the fastest open, and closes what is slower as soon as that is known", async () => {
    const { ways, log } = stage({ a: { takes: 3 }, b: { takes: 5 }, c: { takes: 2 }, d: { takes: 4 } }); // prettier-ignore
    const chosen = await fastest(ways);
    expect(chosen).toMatchObject({ place: 2, name: "c", opened: "c" });
    expect(Object.fromEntries(chosen.times)).toEqual({ a: 3, b: 5, c: 2, d: 4 });
    expect(log).toEqual(["open a", "open b", "close b", "open c", "close a", "open d", "close d"]);
  });

  test.each([
    [9.1, "a"],
    [8.9, "b"],
  ])("within the margin the first one wins (%d of 10 ms)", async (takes, winner) => {
    const { ways } = stage({ a: { takes: 10 }, b: { takes } });
    expect((await fastest(ways, 0.1)).name).toBe(winner);
  });

  test("of two that are equally fast the first stays, open", async () => {
    const { ways, log } = stage({ a: { takes: 5 }, b: { takes: 5 } });
    expect(await fastest(ways)).toMatchObject({ place: 0, opened: "a" });
    expect(log).toEqual(["open a", "open b", "close b"]);
  });

  test("the margin is the first one's only", async () => {
    const { ways } = stage({ a: { takes: 10 }, b: { takes: 8 }, c: { takes: 7.9 } });
    expect((await fastest(ways, 0.1)).name).toBe("c");
  });

  test("what fails is left out, and closed if it was open", async () => {
    const { ways, log } = stage({ a: { takes: 1, fails: "open" }, b: { takes: 1, fails: "run" }, c: { takes: 9 } }); // prettier-ignore
    const chosen = await fastest(ways, 0.1);
    expect(chosen).toMatchObject({ place: 2, name: "c" });
    expect([...chosen.times.keys()]).toEqual(["c"]);
    expect(log).toEqual(["open a", "open b", "close b", "open c"]);
  });

  test("where all fail, the first error is told", async () => {
    const { ways } = stage({ a: { takes: 1, fails: "run" }, b: { takes: 1, fails: "open" } });
    await expect(fastest(ways)).rejects.toThrow("a broke");
  });

  test("the least of the runs counts", async () => {
    const { ways } = stage({ a: { takes: 10 }, b: { takes: 0 } });
    const durations = [30, 2, 25]; // another program was busy
    const noisy = { ...ways[1], run: () => Promise.resolve((clock += durations.shift() ?? 0)) };
    expect((await fastest([ways[0], noisy])).times.get("b")).toBe(2);
    expect(durations).toEqual([]);
  });

  test("what is slow runs once", async () => {
    const { ways } = stage({ a: { takes: 600 } });
    const before = clock;
    await fastest(ways);
    expect(clock - before).toBe(600);
  });
});

test("the verdict names all times", async () => {
  const { ways } = stage({ a: { takes: 2.6 }, b: { takes: 1.8 }, c: { takes: 31 } });
  expect(verdict(await fastest(ways))).toBe("b chosen (1.80 ms; a 2.60 ms; c 31 ms)");
});

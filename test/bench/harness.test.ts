/** The parts of the benchmark that decide what its numbers mean. */
import { expect, test } from "vitest";
import { chooseFrom, numbersFrom } from "../../bench/harness/arguments.js";
import type { Contender } from "../../bench/harness/contender.js";
import { callsPerTurn, interleave } from "../../bench/harness/interleave.js";
import { relativeDifference, summarizeTimes } from "../../bench/harness/statistics.js";

test("minimum and median of odd and even counts", () => {
  expect(summarizeTimes([3, 1, 2])).toEqual({ minimum: 1, median: 2, count: 3 });
  expect(summarizeTimes([4, 1, 2, 10])).toEqual({ minimum: 1, median: 3, count: 4 });
  expect(() => summarizeTimes([])).toThrow("summarizeTimes: times must not be empty, got none");
});

test("the difference of results is relative to the expected one", () => {
  expect(relativeDifference([3, 4], [3, 4])).toBe(0);
  expect(relativeDifference([3, 4.5], [3, 4])).toBeCloseTo(0.1, 14);
  expect(() => relativeDifference([1], [1, 2])).toThrow("lengths must agree, got 1 and 2");
});

test("words are chosen whatever their case, numbers must be whole", () => {
  const nets = ["MLP", "LeNet"] as const;
  expect(chooseFrom("net", ["lenet"], nets, nets)).toEqual(["LeNet"]);
  expect(chooseFrom("net", [], nets, nets)).toEqual(nets);
  expect(() => chooseFrom("net", ["VGG"], nets, nets)).toThrow("net must be one of MLP, LeNet, got VGG"); // prettier-ignore
  expect(numbersFrom("threads", "1,2")).toEqual([1, 2]);
  expect(() => numbersFrom("threads", "1,x")).toThrow("threads must be whole numbers");
});

test("contenders are driven in turn, and short calls are repeated more often", async () => {
  const turns: string[] = [];
  const contender = (name: string, each: number, value: number): Contender => ({
    name,
    side: "ours",
    vector: () => Promise.resolve(Float32Array.of(value)),
    time: (calls) => {
      turns.push(name);
      return Promise.resolve(new Array<number>(calls).fill(each));
    },
    release: () => Promise.resolve(),
  });
  const options = { rounds: 2, isQuiet: () => Promise.resolve(true), turn: 10, pause: 0 };
  const contenders = [contender("a", 1, 2), contender("b", 5, 2.2)];
  const { measured, ...rounds } = await interleave(contenders, options);
  const [a, b] = measured;
  expect(rounds).toEqual({ quietRounds: 2, rounds: 2 });
  expect(turns).toEqual(["a", "b", "a", "b", "a", "b"]);
  expect([a.minimum, a.count, b.count]).toEqual([1, 20, 4]);
  expect(b.difference).toBeCloseTo(0.1, 6);
  expect([callsPerTurn(0.001, 10), callsPerTurn(100, 10)]).toEqual([50, 2]);
});

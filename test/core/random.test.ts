import { expect, test } from "vitest";
import { philox, random, randomAfter } from "../../src/core/random.js";

// Known answers of the Random123 distribution, file kat_vectors, philox4x32 with 10 rounds.
test.each([
  [[0, 0, 0, 0], [0, 0], "6627e8d5 e169c58d bc57ac4c 9b00dbd8"],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    "408f276d 41c83b0e a20bc7c6 6d5451fd",
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    "d16cfe09 94fdcceb 5001e420 24126ea1",
  ],
] as const)("philox(%j, %j) is the published block", (counter, key, words) => {
  const block = philox(counter, key).map((word) => word.toString(16).padStart(8, "0"));
  expect(block.join(" ")).toBe(words);
});

const draw = (seed: number, stream: string, n: number): number[] => {
  const r = random(seed, stream);
  return Array.from({ length: n }, () => r.uniform());
};

test("the same seed and stream give the same numbers, others give others", () => {
  expect(draw(7, "probes", 20)).toEqual(draw(7, "probes", 20));
  expect(draw(7, "probes", 20)).not.toEqual(draw(8, "probes", 20));
  expect(draw(7, "probes", 20)).not.toEqual(draw(7, "data", 20));
  expect(draw(7, "probes", 20)).not.toEqual(draw(7 + 2 ** 32, "probes", 20));
});

test("two streams of one seed are uncorrelated", () => {
  const [a, b] = [draw(7, "probes", 20_000), draw(7, "data", 20_000)];
  const correlation =
    a.reduce((sum, x, i) => sum + (x - 0.5) * (b[i] - 0.5), 0) / 20_000 / (1 / 12);
  expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(20_000));
});

test("a stream can be resumed at its position", () => {
  const first = random(3, "order");
  Array.from({ length: 10 }, () => first.uniform()); // 20 words: five whole blocks
  const rest = random(3, "order", first.position);
  expect(rest.uniform()).toBe(first.uniform());
});

test("a stream can be resumed after any number of words, also within a block", () => {
  const first = random(3, "order");
  const places = Array.from({ length: 9 }, (_, i) => {
    const { words } = first;
    return { words, order: first.permutation(i + 2) };
  });
  expect(places.map(({ words }) => words % 4)).toEqual([0, 1, 3, 2, 2, 3, 1, 0, 0]);
  for (const { words, order } of places) {
    const again = randomAfter(3, "order", words);
    expect(again.words).toBe(words);
    expect(again.permutation(order.length)).toEqual(order);
  }
  expect(() => randomAfter(3, "order", -1)).toThrow("randomAfter: words must be an integer ≥ 0");
});

test.each([1, 2, 3])("moments are those of the distributions (seed %i)", (seed) => {
  const n = 100_000;
  const r = random(seed, "moments");
  const mean = (f: () => number): number => {
    let total = 0;
    for (let i = 0; i < n; i++) total += f();
    return total / n;
  };
  const tolerance = 5 / Math.sqrt(n); // five standard errors of a variable with variance ≤ 1
  expect(Math.abs(mean(() => r.uniform()) - 0.5)).toBeLessThan(tolerance);
  expect(Math.abs(mean(() => r.normal()))).toBeLessThan(tolerance);
  expect(Math.abs(mean(() => r.normal() ** 2) - 1)).toBeLessThan(2 * tolerance);
  expect(Math.abs(mean(() => r.normal() ** 4) - 3)).toBeLessThan(10 * tolerance);
  expect(Math.abs(mean(() => r.sign()))).toBeLessThan(tolerance);
  expect(Math.abs(mean(() => r.integer(3)) - 1)).toBeLessThan(tolerance);
});

test("signs are ±1 and integers stay below n", () => {
  const r = random(0, "range");
  const signs = new Set(Array.from({ length: 200 }, () => r.sign()));
  const integers = new Set(Array.from({ length: 200 }, () => r.integer(5)));
  expect([...signs].sort()).toEqual([-1, 1]);
  expect([...integers].sort()).toEqual([0, 1, 2, 3, 4]);
});

test("a permutation holds every number once, and moves them", () => {
  const order = random(1, "order").permutation(1000);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  const fixed = [...order].filter((x, i) => x === i).length; // Poisson(1)
  expect(fixed).toBeLessThan(8);
});

test.each([
  [() => random(-1, "a"), "random: seed must be an integer ≥ 0, got -1"],
  [() => random(1.5, "a"), "random: seed must be an integer ≥ 0, got 1.5"],
  [() => random(1, "a").integer(0), "integer: n must be an integer in [1, 4294967296], got 0"],
])("rejects %s", (call, message) => {
  expect(call).toThrow(message);
});

import { expect, test } from "vitest";
import { byPreference, inOrder, restInterval, type End } from "../../src/lanczos/wanted.js";

const values = [3, -4, 1, 0, -2];
const ranked = (handicap = 0) => values.map((value) => ({ value, handicap }));

test.each<[End, number[], number[]]>([
  ["largest", [3, 1, 0, -2, -4], [3, 1, 0, -2, -4]],
  ["smallest", [-4, -2, 0, 1, 3], [-4, -2, 0, 1, 3]],
  ["magnitude", [-4, 3, -2, 1, 0], [-4, 3, -2, 1, 0]],
  ["both", [3, -4, 1, -2, 0], [3, 1, 0, -2, -4]],
])("%s: the most wanted first, and the order of results", (which, preferred, ordered) => {
  expect(byPreference(which, ranked()).map(({ value }) => value)).toEqual(preferred);
  expect(inOrder(which, ranked()).map(({ value }) => value)).toEqual(ordered);
});

test.each<[End, number]>([
  ["largest", 3],
  ["smallest", -4],
  ["magnitude", -4],
])("%s: a newcomer must beat a known value by its handicap", (which, known) => {
  const sign = Math.sign(known);
  const order = (gain: number) =>
    byPreference(which, [
      { value: known + sign * gain, handicap: 0.1 },
      { value: known, handicap: 0 },
    ]).map(({ handicap }) => handicap);
  expect(order(0.05)).toEqual([0, 0.1]);
  expect(order(0.15)).toEqual([0.1, 0]);
});

test.each<[End, number[], { low: number; high: number }]>([
  ["largest", [5, 4], { low: -Infinity, high: 4.5 }],
  ["smallest", [-5, -4], { low: -4.5, high: Infinity }],
  ["magnitude", [5, -4], { low: -4.5, high: 4.5 }],
  ["both", [5, -7, 4], { low: -7.5, high: 4.5 }],
  ["both", [5], { low: -Infinity, high: 5.5 }],
])("%s of which %j are chosen: all others lie within", (which, chosen, interval) => {
  expect(restInterval(which, chosen, 0.5)).toEqual(interval);
});

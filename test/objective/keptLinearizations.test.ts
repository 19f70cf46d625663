/** Linearizations are found by the program that made them, and each is closed exactly once. */
import { expect, test, vi } from "vitest";
import { KeptLinearizations } from "../../src/objective/keptLinearizations.js";

const point = (bytes: number) => ({
  bytes,
  apply: () => Promise.resolve([]),
  close: vi.fn<() => void>(),
});
const [program, other] = [{}, {}];
const held = (kept: KeptLinearizations) => [kept.keys().length, kept.bytes];
const at = (key: string) => ({ key, kind: "batch" });

test("what is kept is found, by number and program, and its bytes are counted", () => {
  const kept = new KeptLinearizations("test");
  const [a, b] = [point(5), point(7)];
  expect([kept.keep(at("0"), program, a), kept.keep(at("3"), other, b)]).toEqual([a, b]);
  expect([kept.find("0", program), kept.find("3", other), kept.find("1", program)]).toEqual([
    a,
    b,
    undefined,
  ]);
  expect(held(kept)).toEqual([2, 12]);
  expect(a.close).not.toHaveBeenCalled();
});

test("what another program made is of no use: it is closed and forgotten", () => {
  const kept = new KeptLinearizations("test");
  const [a, b, c] = [point(5), point(7), point(9)];
  kept.keep(at("0"), program, a);
  kept.keep(at("1"), program, b);
  expect(kept.find("0", other)).toBeUndefined();
  expect(held(kept)).toEqual([1, 7]);
  expect(kept.find("0", program)).toBeUndefined();
  expect(kept.keep(at("1"), other, c)).toBe(c);
  expect(held(kept)).toEqual([1, 9]);
  expect([a, b, c].map(({ close }) => close.mock.calls.length)).toEqual([1, 1, 0]);
});

test("of two that were made at the same time the first is used and the second closed", () => {
  const kept = new KeptLinearizations("test");
  const [a, b] = [point(5), point(5)];
  expect([kept.keep(at("0"), program, a), kept.keep(at("0"), program, b)]).toEqual([a, a]);
  expect(held(kept)).toEqual([1, 5]);
  expect([a, b].map(({ close }) => close.mock.calls.length)).toEqual([0, 1]);
  expect(kept.find("0", program)).toBe(a);
});

test("closing closes each of them once, and nothing is left", () => {
  const kept = new KeptLinearizations("test");
  const all = [point(5), point(7)];
  all.forEach((each, i) => kept.keep(at(String(i)), program, each));
  kept.close();
  kept.close();
  expect(all.map(({ close }) => close.mock.calls.length)).toEqual([1, 1]);
  expect(held(kept)).toEqual([0, 0]);
  expect(kept.find("0", program)).toBeUndefined();
});

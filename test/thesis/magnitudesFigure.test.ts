/** The distribution of magnitudes. */
import { expect, test } from "vitest";
import { magnitudesFigure, sharesUpTo } from "../../src/thesis/magnitudesFigure.js";

test("counts magnitudes up to each limit, the limit and zeros included", () => {
  const shares = sharesUpTo([0, -1, 0.1, 2, -0.1, 0], [0, 0.1, 0.5, 1, 2]);
  expect([...shares]).toEqual([2 / 6, 4 / 6, 4 / 6, 5 / 6, 1]);
});

test("a curve begins with the share of zeros and ends with 1; neighbours share a colour", () => {
  const set = (name: string) => ({ name, weights: [0, 0, 0, 1] });
  const { data } = magnitudesFigure([set("a"), set("b"), set("c")], {
    ...{ title: "Title", subtitle: "subtitle" },
  });
  for (const { y } of data) expect([y[0], y[y.length - 1]]).toEqual([0.75, 1]);
  const lines = data.map(({ line }) => line);
  expect(lines[1]).toEqual({ ...lines[0], dash: "dash" });
  expect(lines[2]?.color).not.toBe(lines[0]?.color);
});

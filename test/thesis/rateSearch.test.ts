/** The choice of each method's rate. */
import { expect, test } from "vitest";
import { chosenRates, type TriedRate } from "../../src/thesis/rateSearch.js";

const tried = (method: string, ...objectives: (number | undefined)[]): TriedRate[] =>
  objectives.map((objective, i) => ({ method, rate: [0.1, 0.3, 1][i], objective }));

test("is the rate with the least objective, method by method, and says whether it has neighbours on both sides", () => {
  const chosen = chosenRates([...tried("a", 3, 1, 2), ...tried("b", 1, 2, 3)]);
  expect(chosen.get("a")).toEqual({ rate: 0.3, objective: 1, between: true });
  expect(chosen.get("b")).toEqual({ rate: 0.1, objective: 1, between: false });
});

test("a run that diverged is not chosen, and if all have it is an error", () => {
  expect(chosenRates(tried("a", undefined, 5, 4)).get("a")?.rate).toBe(1);
  expect(() => chosenRates(tried("a", undefined, undefined, undefined))).toThrow(
    "chosenRates: a rate of a must end with a finite loss, got none among 0.1, 0.3, 1",
  );
});

import { expect, test } from "vitest";
import { Turns } from "../../src/core/turns.js";

test("pieces do not overlap, keep their order, and outlive a failure", async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const piece = (name: string, ms: number) => async () => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    seen.push(`${name} ends`);
    if (name === "b") throw new Error("broken");
    return name;
  };
  const all = [turns.take(piece("a", 20)), turns.take(piece("b", 1)), turns.take(piece("c", 1))];
  const outcomes = await Promise.allSettled(all);
  expect(seen).toEqual(["a", "b", "c"].flatMap((name) => [`${name} begins`, `${name} ends`]));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

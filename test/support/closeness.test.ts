import { expect, test } from "vitest";
import { expectClose } from "./closeness.js";

test("accepts what is close and names the worst entry of what is not", () => {
  expectClose([1, 2], [1, 2 + 1e-9], 1e-8);
  expect(() => expectClose([1, 2.5, 3], [1, 2, 3], 1e-3)).toThrow("worst at 1: 2.5 against 2");
});

test("NaN and a wrong length are close to nothing", () => {
  expect(() => expectClose([NaN], [NaN], 1)).toThrow("relative error NaN");
  expect(() => expectClose([1], [1, 2], 1)).toThrow();
});

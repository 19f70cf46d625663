/** Failures end with one sentence and one remedy, and never with a stack. */
import { expect, test } from "vitest";
import { Failure, describeFailure } from "../../scripts/setup/failure.mjs";

test("a failure is its sentence and its remedy", () => {
  const text = describeFailure(new Failure("Port 1 is taken.", "Choose another."));
  expect(text).toBe("\nError: Port 1 is taken.\n  → Choose another.");
});

test("a fault of the scripts shows its message, and its stack only when asked", () => {
  const fault = new TypeError("x is undefined");
  expect(describeFailure(fault)).toMatch(/^\nError: x is undefined\n {2}→ set EIGENSCAPE_DEBUG=1/);
  expect(describeFailure(fault)).not.toContain("failure.test.ts");
  expect(describeFailure(fault, true)).toContain("failure.test.ts");
});

test("whatever is thrown can be described", () => {
  expect(describeFailure("only words")).toBe("\nError: only words");
});

/** Version comparison decides whether a machine is accepted; strings would say that 3.9 is above 3.10. */
import { expect, test } from "vitest";
import { isAtLeast, parseVersion } from "../../scripts/setup/version.mjs";

test.each([
  ["20.0.0", "20", true],
  ["v20.20.2", "20", true],
  ["19.9.9", "20", false],
  ["3.9.18", "3.10", false],
  ["3.10", "3.10", true],
  ["3.13.0rc1", "3.10", true],
  ["3", "3.10", false],
  ["4.0", "3.10", true],
  ["", "3.10", false],
  ["unknown", "3.10", false],
])("version %s is at least %s: %s", (found, minimum, expected) => {
  expect(isAtLeast(found, minimum)).toBe(expected);
});

test("a version is read up to its first part that is no number", () => {
  expect(parseVersion("v20.11.1-nightly")).toEqual([20, 11, 1]);
});

/** Counting tests: nothing that did not run may look like success. */
import { expect, test } from "vitest";
import { countCheck, countVitest } from "../../scripts/test/countTests.mjs";
import { formatSummary } from "../../scripts/test/summary.mjs";

const file = (status: string, ...tests: string[]) => ({
  name: "some.test.ts",
  status,
  assertionResults: tests.map((word) => ({ status: word })),
});
const count = (code: number, ...testResults: ReturnType<typeof file>[]) =>
  countVitest(code, { testResults });

test("each test counts", () => {
  expect(count(0, file("passed", "passed", "passed"), file("passed", "passed"))).toEqual({
    passed: 3,
    failed: 0,
    note: "",
  });
  expect(count(1, file("failed", "passed", "failed"))).toMatchObject({ passed: 1, failed: 1 });
});

test.each([
  ["no report at all", countVitest(1, undefined), "no report, exit code 1"],
  ["no test in a project that ended well", count(0), "no test ran"],
  [
    "a file that could not be loaded",
    count(1, file("failed")),
    "1 file(s) failed outside their tests",
  ],
  ["a hook that threw after its tests", count(1, file("failed", "passed")), "1 file(s) failed"],
  [
    "an error outside of all tests",
    count(1, file("passed", "passed")),
    "an error outside the tests",
  ],
  ["a skipped test", count(0, file("passed", "passed", "skipped")), "1 skipped"],
  ["a test to be written", count(0, file("passed", "todo")), "1 skipped"],
])("%s is a failure", (_, outcome, note) => {
  expect(outcome.failed).toBe(1);
  expect(outcome.note).toContain(note);
});

test("a tool that passes or fails as a whole counts as one", () => {
  expect(countCheck(0)).toMatchObject({ passed: 1, failed: 0 });
  expect(countCheck(2)).toMatchObject({ passed: 0, failed: 1 });
});

test("the summary has a row per stage and ends with the totals", () => {
  const lines = formatSummary([
    { name: "format", passed: 1, failed: 0, note: "", seconds: 2.04 },
    { name: "unit", passed: 40, failed: 2, note: "2 skipped", seconds: 125 },
  ]).split("\n");
  expect(lines[0]).toMatch(/^✓ format +1 passed +0 failed +2\.0 s$/);
  expect(lines[1]).toMatch(/^✗ unit +40 passed +2 failed +2 min 05 s 2 skipped$/);
  expect(lines.at(-1)).toBe("41 passed, 2 failed");
});

/** One line per step, whatever happens in it. */
import { afterEach, expect, test, vi } from "vitest";
import { formatSeconds, step } from "../../scripts/setup/step.mjs";

afterEach(() => {
  vi.restoreAllMocks();
});

test("seconds are told with one decimal, minutes from a hundred seconds on", () => {
  expect(formatSeconds(0.04)).toBe("0.0 s");
  expect(formatSeconds(99.94)).toBe("99.9 s");
  expect(formatSeconds(119.6)).toBe("2 min 00 s");
});

test("a step prints its outcome", async () => {
  const log = vi.spyOn(console, "log").mockReturnValue();
  await step("Build", () => Promise.resolve("up to date"));
  expect(log.mock.calls).toEqual([[expect.stringMatching(/^✓ Build: up to date \(\d+\.\d s\)$/)]]);
});

test("a failure is marked and handed on", async () => {
  const log = vi.spyOn(console, "log").mockReturnValue();
  const failing = step("Build", () => Promise.reject(new Error("tsc failed")));
  await expect(failing).rejects.toThrow("tsc failed");
  expect(log.mock.calls).toEqual([[expect.stringMatching(/^✗ Build: failed/)]]);
});

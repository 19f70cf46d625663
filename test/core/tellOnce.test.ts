import { afterEach, expect, test, vi } from "vitest";
import { tellOnce } from "../../src/core/tellOnce.js";

afterEach(() => vi.restoreAllMocks());

test("each topic is told once per process, on standard error", () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  tellOnce("weather", "it rains");
  tellOnce("weather", "it snows");
  tellOnce("time", "it is late");
  expect(write.mock.calls).toEqual([["eigenscape: it rains\n"], ["eigenscape: it is late\n"]]);
});

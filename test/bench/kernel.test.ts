/** The client and the verdicts of `npm run bench -- kernel`. */
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { Exchange } from "../../bench/kernel/exchange.js";
import { formatFigures, verdict, type Figure } from "../../bench/kernel/report.js";
import { rows } from "../../bench/kernel/rows.js";
import { decodeMessage, encodeRequest } from "../../bench/kernel/wire.js";
import { quantile } from "../../bench/harness/statistics.js";

const frames = (parts: readonly unknown[], key = "key"): Buffer[] => {
  const texts = parts.map((part) => JSON.stringify(part));
  const signature = createHmac("sha256", key).update(texts.join("")).digest("hex");
  return ["topic", "<IDS|MSG>", signature, ...texts].map((text) => Buffer.from(text));
};

test("a message is known by its parent, and only if it is signed by the key", () => {
  const parts = [{ msg_type: "status" }, { msg_id: "7" }, {}, { execution_state: "idle" }];
  expect(decodeMessage("key", frames(parts), 3)).toEqual({
    type: "status",
    parent: "7",
    content: { execution_state: "idle" },
    at: 3,
  });
  expect(() => decodeMessage("key", frames(parts, "other"), 3)).toThrow(/signed by the key/);
  const own = encodeRequest("key", "execute_request", "8", { code: "1" }).map((f) =>
    Buffer.from(f),
  );
  expect(decodeMessage("key", own, 0)).toMatchObject({
    type: "execute_request",
    content: { code: "1" },
  });
});

test("an exchange ends when its condition comes true, and with the kernel", async () => {
  const exchange = new Exchange();
  const stream = (text: string) =>
    exchange.hear({ type: "stream", parent: "", content: { name: "stdout", text }, at: 5 });
  const waits = exchange.until(() => exchange.printedLength >= 4);
  stream("ab");
  stream("cd");
  expect(await waits).toBe(true);
  // tslab prints values: what is printed counts where nothing is returned, without colours.
  expect(exchange.value).toEqual({ text: "abcd", at: 5 });
  expect(await exchange.until(() => exchange.reply !== undefined, 1)).toBe(false);
  const fails = exchange.until(() => exchange.reply !== undefined);
  exchange.fail(new Error("it ended"));
  await expect(fails).rejects.toThrow("it ended");
});

test("the 95 % quantile is a time that was taken", () => {
  const times = Array.from({ length: 20 }, (_, i) => 20 - i);
  expect([quantile(times, 0.95), quantile(times, 1), quantile([3], 0.95)]).toEqual([19, 20, 3]);
});

const typed = rows.find(({ name }) => name === "typed cell")!;
const figure = (kernel: Figure["kernel"], median: number, p95 = median): Figure => {
  const times = { minimum: median / 2, median, p95, count: 9 };
  return { kernel, row: typed.name, times, note: "" };
};

test("a verdict names each promise that is broken", () => {
  expect(verdict(typed, [figure("eigenscape", 9, 29), figure("tslab", 10)])).toBe("✓");
  expect(verdict(typed, [figure("eigenscape", 11, 31), figure("tslab", 10)])).toBe(
    "✗ median, 95 %, behind tslab",
  );
  // Nobody is ahead by a wrong answer.
  const wrong: Figure = { kernel: "tslab", row: typed.name, note: "3 of 20000 lines lost" };
  const figures = [figure("eigenscape", 9), wrong];
  expect(verdict(typed, figures)).toBe("✓");
  const table = formatFigures({ figures, missing: ["Deno: left out"], rounds: 2, quietRounds: 0 });
  expect(table).toMatch(/typed cell +eigenscape +4\.50 +9\.00 +9\.00 +1\.00 +≤ 10, 95 % ≤ 30 +✓/);
  expect(table).toMatch(/tslab +– +– +– +– +3 of 20000 lines lost/);
  expect(table).toContain("0 of 2 rounds quiet, noisy\nDeno: left out");
});

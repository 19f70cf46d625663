/** The Output widget: what it keeps of what a block prints and displays, and when it sends it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Output } from "../../../widgets/controls/index.js";
import { maximalText, OutputLog } from "../../../widgets/controls/outputLog.js";
import { installMockHost, removeHost, type MockHost } from "../mockHost.js";

let host: MockHost;
beforeEach(() => {
  host = installMockHost();
});
afterEach(() => {
  vi.useRealTimers();
  removeHost();
});

const stream = (text: string, name = "stdout") => ["stream", { name, text }] as const;

test("prints in a row are one output; kinds and streams stay in order", () => {
  const log = new OutputLog();
  log.add(...stream("a\n"));
  log.add(...stream("b\n"));
  log.add(...stream("wrong\n", "stderr"));
  log.add("display_data", { data: { "text/plain": "x" }, metadata: {}, transient: {} });
  expect(log.outputs).toEqual([
    { output_type: "stream", name: "stdout", text: "a\nb\n" },
    { output_type: "stream", name: "stderr", text: "wrong\n" },
    { output_type: "display_data", data: { "text/plain": "x" }, metadata: {} },
  ]);
});

test("a display with an id is replaced; one that is elsewhere is left to the cell", () => {
  const log = new OutputLog();
  const show = (type: string, value: string, id: string): boolean =>
    log.add(type, {
      data: { "text/plain": value },
      metadata: {},
      transient: { display_id: id },
    });
  show("display_data", "1", "d");
  expect(show("update_display_data", "2", "d")).toBe(true);
  expect(show("update_display_data", "3", "d")).toBe(true);
  expect(show("update_display_data", "4", "elsewhere")).toBe(false);
  expect(log.outputs).toEqual([
    { output_type: "display_data", data: { "text/plain": "3" }, metadata: {} },
  ]);
});

test("a clearing that waits keeps the old output until there is a new one", () => {
  const log = new OutputLog();
  log.add(...stream("old"));
  log.add("clear_output", { wait: true });
  expect(log.outputs).toHaveLength(1);
  log.add(...stream("new"));
  expect(log.outputs).toEqual([{ output_type: "stream", name: "stdout", text: "new" }]);
  log.add("clear_output", { wait: false });
  expect(log.outputs).toEqual([]);
});

test("long prints lose their beginning, at a line's end, and say so", () => {
  const log = new OutputLog();
  const line = `${"x".repeat(999)}\n`;
  for (let i = 0; i < 3000; i++) log.add(...stream(line));
  const [output] = log.outputs;
  const text = String(output?.["text"]);
  expect(text.length).toBeLessThanOrEqual(maximalText);
  expect(text.startsWith(`[earlier output dropped]\n${line}`)).toBe(true);
  expect(text.endsWith(line)).toBe(true);
});

const sentTexts = (): unknown[] =>
  host.last.sent.map(({ data }) => {
    const { outputs } = data["state"] as { outputs: { text?: string }[] };
    return outputs.map(({ text }) => text);
  });

test("a block's prints are sent now and then, and all of them at its end", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const output = new Output();
  const value = await output.capture(async () => {
    for (let i = 0; i < 10; i++) {
      host.print(`${i} `);
      await vi.advanceTimersByTimeAsync(10);
    }
    return 7;
  });
  await Promise.resolve();
  expect(value).toBe(7);
  // At 0 ms, then every 40 ms, before the print of that time, then at the end.
  const [first, second, third] = ["0 ", "1 2 3 ", "4 5 6 7 "];
  expect(sentTexts()).toEqual([
    [first],
    [first + second],
    [first + second + third],
    [`${first + second + third}8 9 `],
  ]);
});

test("prints after the block go to the cell; errors of the block are thrown on", async () => {
  const output = new Output();
  expect(() =>
    output.capture(() => {
      host.print("in");
      throw new Error("of the block");
    }),
  ).toThrow("of the block");
  host.print("out");
  await expect(output.capture(() => Promise.reject(new Error("later")))).rejects.toThrow("later");
  expect(host.last.sent.at(-1)?.data["state"]).toEqual({
    outputs: [
      { output_type: "stream", name: "stdout", text: "in" },
      { output_type: "error", ename: "Error" },
      { output_type: "error", ename: "Error" },
    ],
  });
  expect(host.printed).toEqual(["out"]);
});

test("a closed output takes nothing", () => {
  const output = new Output();
  output.close();
  output.capture(() => host.print("to the cell"));
  expect(host.printed).toEqual(["to the cell"]);
});

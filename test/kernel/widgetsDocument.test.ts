/** The examples of docs/kernel-widgets.md run as cells, with types, one after the other. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { repository, scratchFolder, TestKernel } from "./testKernel.js";

const text = readFileSync(join(repository, "docs", "kernel-widgets.md"), "utf8");
const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
});
afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

it("interact shows and types what the table says", async () => {
  const { error, value } = await kernel.run(blocks[0] ?? "");
  expect(error).toBe(undefined);
  expect(value).toBe('interact({"n":5,"decay":0.5,"kind":"exponential","shown":true})');
  const output = await kernel.run("(handle.output.outputs[0] as { text?: string }).text");
  expect(output.value).toBe(String.raw`'exponential: 3.033\n'`);
  // Types: a number is no string.
  expect((await kernel.run("handle.widgets.n.value.length")).error).toMatch(/TypeScriptError/);
});

it("controls call back, are bounded and capture", async () => {
  const { error, stdout, messages } = await kernel.run(blocks[1] ?? "");
  expect([error, stdout]).toEqual([undefined, "k is now 4\n"]);
  const opened = messages.filter(({ type }) => type === "comm_open");
  expect(opened).toHaveLength(8); // four controls, two boxes, layout and style
  const { stdout: printed } = await kernel.run("train.click(); k.value = 100");
  expect(printed).toBe("k is now 20\n");
  const told = await kernel.run("(log.outputs[0] as { text?: string }).text");
  expect(told.value).toBe(String.raw`'sgd with k = 4\n'`);
});

it("a widget written in a cell opens, once with its code, and is typed", async () => {
  const { error, stdout, value, messages } = await kernel.run(blocks[2] ?? "");
  expect([error, stdout, value]).toEqual([undefined, "clicked: 41\n", "inline widget"]);
  const opened = messages.filter(({ type }) => type === "comm_open");
  expect(opened.map(({ content }) => JSON.stringify(content).includes("save_changes()"))).toEqual([
    true,
    false,
  ]);
  expect((await kernel.run('counter.set({ count: "many" })')).error).toMatch(/TypeScriptError/);
});

it("a monitor sends what is appended, and tells its finding", async () => {
  const { error, stdout, value, messages } = await kernel.run(blocks[3] ?? "");
  expect([error, stdout]).toEqual([undefined, ""]);
  expect(value).toContain("run 7: step 99: loss 0.01");
  const appended = messages.filter(({ content }) => JSON.stringify(content).includes("append"));
  expect(appended.length).toBeGreaterThan(0);
  expect(appended.length).toBeLessThan(20);
  expect((await kernel.run('monitor.append({ step: "one" })')).error).toMatch(/TypeScriptError/);
});

it("a monitor shows a training of the library as it goes", async () => {
  const { error, stdout, messages } = await kernel.run(blocks[4] ?? "");
  expect([error, stdout]).toEqual([undefined, "epochs 50 steps\n"]);
  const told = JSON.stringify(messages.map(({ content }) => content));
  expect(told.indexOf("application/vnd.jupyter.widget-view+json")).toBeGreaterThan(0);
  expect(messages.some(({ content }) => JSON.stringify(content).includes("append"))).toBe(true);
});

it("comms and capture work as shown", async () => {
  const { error, stdout, messages } = await kernel.run(blocks[5] ?? "");
  expect([error, stdout]).toEqual([undefined, ""]);
  expect(messages.filter(({ type }) => type.startsWith("comm_")).map(({ type }) => type)).toEqual([
    "comm_open",
    "comm_close",
  ]);
  expect((await kernel.run("lines")).value).toBe(String.raw`[ 'not below the cell\n' ]`);
});

it("there are no other examples", () => {
  expect(blocks).toHaveLength(6);
});

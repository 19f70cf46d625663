/** Outputs of a block that go to a sink of a library's choosing instead of below the cell. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { scratchFolder, TestKernel } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
  await kernel.run(
    `import type { KernelHost, OutputSink } from "eigenscape/kernel";
     import { setTimeout as sleep } from "node:timers/promises";
     const host: KernelHost = (globalThis as any)[Symbol.for("jupyter.kernel")];
     let taken: string[] = [];
     const sink: OutputSink = (type, content) => {
       const { text, data, ename, wait } = content as any;
       taken.push(type + " " + JSON.stringify(text ?? data?.["text/plain"] ?? ename ?? wait));
       return true;
     };`,
  );
});

beforeEach(async () => {
  await kernel.run("taken = [];");
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

const taken = async (): Promise<string[]> =>
  JSON.parse((await kernel.run("console.log(JSON.stringify(taken))")).stdout) as string[];

it("takes prints, displays and clearings in order, and gives the block's value", async () => {
  const { stdout, value } = await kernel.run(
    `console.log("before");
     const given = host.capture(sink, () => { console.log("in"); void display(42); host.clearOutput(true); process.stderr.write("e"); return 7; });
     console.log("after"); given`,
  );
  expect([stdout, value]).toEqual(["before\nafter\n", "7"]);
  expect(await taken()).toEqual(['stream "in\\n"', 'display_data "42"', "clear_output true", 'stream "e"']); // prettier-ignore
});

it("follows a block that awaits until it ends, and timers that it started", async () => {
  const { stdout } = await kernel.run(
    `await host.capture(sink, async () => {
       await sleep(5);
       console.log("after a pause");
       setTimeout(() => console.log("late"), 30);
     });
     console.log("the cell"); await sleep(60);`,
  );
  expect(stdout).toBe("the cell\n");
  expect(await taken()).toEqual(['stream "after a pause\\n"', 'stream "late\\n"']);
});

it("shows what the block throws, with its place in the cell, and throws it on", async () => {
  const { error } = await kernel.run(
    `host.capture((type, content) => { console.log(type, (content as any).traceback.join("\\n")); return true; }, () => {
       throw new RangeError("sync");
     });`,
  );
  expect(error).toBe("RangeError: sync");
  const { stdout, value } = await kernel.run(
    `let report = "";
     await host.capture((type, content) => { report = type + " " + (content as any).traceback.join("\\n"); return true; }, async () => {
       await 1;
       throw new RangeError("async");
     }).catch((e) => e.message)`,
  );
  expect([stdout, value]).toEqual(["", "'async'"]);
  expect((await kernel.run("report")).value).toMatch(/^'error .*RangeError.*cell \[\d+\]:4/s);
});

it("leaves to the cell what the sink does not take", async () => {
  const { stdout } = await kernel.run(
    `host.capture((type) => type !== "stream", () => console.log("not wanted"));`,
  );
  expect(stdout).toBe("not wanted\n");
});

it("in a comm's handler, while a cell runs, does not touch the cell's own prints", async () => {
  await kernel.run(
    `const c = host.openComm("c", { id: "c" }); c.onMessage(() => host.capture(sink, () => console.log("handler")));`,
  );
  const cell = await kernel.sendCell("for (let i = 0; i < 10; i++) { await sleep(20); console.log(i) }"); // prettier-ignore
  for (let i = 0; i < 3; i++) {
    await kernel.finish(await kernel.send("comm_msg", { comm_id: "c", data: {} }));
  }
  const { messages } = await kernel.result(cell);
  const printed = messages.filter(({ type }) => type === "stream").map((m) => m.content["text"]);
  expect(printed.join("")).not.toContain("handler");
  expect(await taken()).toEqual(Array.from({ length: 3 }, () => 'stream "handler\\n"'));
});

it("of blocks that overlap ends with each block, whatever their order", async () => {
  const { stdout } = await kernel.run(
    `const block = (name: string, ms: number) =>
       host.capture((_type, { text }) => { taken.push(name + text); return true; }, async () => { console.log(1); await sleep(ms); });
     const [a, b] = [block("a", 10), block("b", 40)];
     await a; console.log(2); await b; console.log(3);`,
  );
  expect(stdout).toBe("3\n");
  expect(await taken()).toEqual(["a1\n", "b1\n", "b2\n"]);
});

it("that nobody awaits does not take the cell's result", async () => {
  const { value } = await kernel.run("void host.capture(sink, () => sleep(20)); 6 * 7");
  expect(value).toBe("42");
});

it.each(["new Promise(() => {})", "{ for (;;) {} }"])(
  "does not outlast the cell that was interrupted in it: %s",
  async (block) => {
    const cell = await kernel.sendCell(`await host.capture(sink, () => ${block})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.result(cell, 5)).error).toMatch(/^KeyboardInterrupt/);
    expect((await kernel.run("console.log('seen')")).stdout).toBe("seen\n");
  },
);

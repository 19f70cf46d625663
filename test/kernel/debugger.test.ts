/** The debugger as JupyterLab speaks to it: where the program stops, and steps. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DebugClient } from "./debugClient.js";
import { scratchFolder, TestKernel } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;
let client: DebugClient;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

const functions = `interface Pair { a: number; b: number }

function add({ a, b }: Pair): number {
  const sum = a + b;
  return sum;
}
const twice = (x: number): number => {
  const once = add({ a: x, b: 0 });
  return once + x;
};`;

describe("a session that is attached", () => {
  beforeAll(async () => {
    await kernel.run(functions);
    client = new DebugClient(kernel);
    await client.attach();
  });

  afterEach(async () => {
    await client.body("disconnect");
    await client.attach();
  });

  it("stops at a breakpoint, tells where, and goes on", async () => {
    const code = "const before = 1;\n\nconst after: number = before + 1;\nafter * 10";
    expect(await client.breakAt(code, 3)).toEqual([3]);
    const cell = await client.run(code);
    expect(await client.event("stopped")).toMatchObject({ reason: "breakpoint", threadId: 1 });
    const { sourcePath } = await client.body("dumpCell", { code });
    const [frame, ...others] = await client.stack();
    expect(frame).toMatchObject({ line: 3, source: { path: sourcePath } });
    expect(frame?.name).toMatch(/^cell \[\d+\]$/);
    expect(others).toEqual([]);
    expect((await client.body("debugInfo"))["stoppedThreads"]).toEqual([1]);
    await client.resume();
    expect(await client.event("continued")).toMatchObject({ threadId: 1 });
    expect((await client.end(cell)).value).toBe("20");
    expect((await client.body("debugInfo"))["stoppedThreads"]).toEqual([]);
  });

  it("moves a breakpoint to the next line that has code", async () => {
    const code = "// a comment\ninterface A {\n  a: number;\n}\n\nlet moved = 1;\nmoved";
    expect(await client.breakAt(code, 1, 3, 7)).toEqual([6, 6, 7]);
    const cell = await client.run(code);
    expect(await client.stopPlace()).toMatch(/:6$/);
    await client.resume();
    expect(await client.stopPlace()).toMatch(/:7$/);
    await client.resume();
    await client.end(cell);
  });

  it("stops in a function of an earlier cell that a later cell calls", async () => {
    expect(await client.breakAt(functions, 5)).toEqual([5]);
    const cell = await client.run("const result = twice(4);\nresult");
    expect(await client.stopped()).toBe("breakpoint");
    const places = await client.places();
    expect(places.slice(0, 2)).toEqual(["add:5", "twice:8"]);
    expect(places[2]).toMatch(/^cell \[\d+\]:1$/);
    expect(new Set((await client.stack()).map(({ source }) => source.path)).size).toBe(2);
    await client.resume();
    expect((await client.end(cell)).value).toBe("8");
  });

  it("has breakpoints in two cells at once, and forgets those that are removed", async () => {
    const second = "const four = twice(2);\nfour";
    await client.breakAt(functions, 8);
    await client.breakAt(second, 2);
    const cell = await client.run(second);
    expect(await client.stopPlace()).toBe("twice:8");
    await client.breakAt(functions);
    expect((await client.body("debugInfo"))["breakpoints"]).toMatchObject([
      { breakpoints: [{ line: 2 }] },
    ]);
    await client.resume();
    expect(await client.stopPlace()).toMatch(/^cell \[\d+\]:2$/);
    await client.resume();
    await client.end(cell);
    const again = await client.run("twice(3)");
    expect((await client.end(again)).value).toBe("6");
  });

  it("steps over, into and out of functions, and off the cell's end", async () => {
    const code = "let start = 1;\nlet doubled = twice(start);\nlet end = doubled;";
    await client.breakAt(code, 1);
    const cell = await client.run(code);
    expect(await client.stopPlace()).toMatch(/:1$/);
    expect(await client.step("next")).toMatch(/:2$/);
    expect(await client.step("stepIn")).toBe("twice:8");
    expect(await client.step("stepIn")).toBe("add:4");
    expect(await client.step("stepOut")).toBe("twice:9");
    expect(await client.step("stepOut")).toMatch(/^cell \[\d+\]:3$/);
    await client.body("next");
    expect(await client.event("continued")).toMatchObject({ threadId: 1 });
    expect((await client.end(cell)).error).toBeUndefined();
    const next = await client.run("'not stopped'");
    expect((await client.end(next)).value).toBe("'not stopped'");
  });

  it("stops in every round of a loop, or only where a condition holds", async () => {
    const loop = "let total = 0;\nfor (let i = 0; i < 4; i++) {\n  total += i;\n}\ntotal";
    await client.breakAt(loop, 3);
    const cell = await client.run(loop);
    for (let round = 0; round < 4; round++) {
      expect(await client.stopPlace()).toMatch(/:3$/);
      expect((await client.scopes())["Local"]?.["i"]?.value).toBe(String(round));
      await client.resume();
    }
    expect((await client.end(cell)).value).toBe("6");
    await client.breakAt(loop, { line: 3, condition: "(i as number) === 2" });
    const again = await client.run(loop);
    await client.stopped();
    expect((await client.scopes())["Local"]?.["i"]?.value).toBe("2");
    await client.resume();
    expect((await client.end(again)).value).toBe("6");
  });

  it("stops behind an await, in the cell and in an async function, and steps over awaits", async () => {
    const code = [
      "const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));",
      "async function later(): Promise<number> {",
      "  await wait(20);",
      "  return 5;",
      "}",
      "await wait(10);",
      "const five = await later();",
      "five",
    ].join("\n");
    await client.breakAt(code, 4, 7);
    const cell = await client.run(code);
    expect(await client.stopPlace()).toMatch(/^cell \[\d+\]:7$/);
    await client.resume();
    expect(await client.stopPlace()).toBe("later:4");
    await client.resume();
    expect((await client.end(cell)).value).toBe("5");
    await client.breakAt(code, 6);
    const again = await client.run(code);
    await client.stopped();
    expect(await client.step("next")).toMatch(/:7$/);
    await client.resume();
    expect((await client.end(again)).value).toBe("5");
  });

  it("stops in a timer that runs after its cell", async () => {
    const code = "setTimeout(() => {\n  late = 2;\n}, 50);\nlet late = 1;\nlate";
    await client.breakAt(code, 2);
    const cell = await client.run(code);
    expect((await client.end(cell)).value).toBe("1");
    expect(await client.stopPlace()).toMatch(/:2$/);
    await client.resume();
    expect((await kernel.run("late")).value).toBe("2");
  });

  it("stops in a local file that a cell imports", async () => {
    const file = join(folder, "helper.ts");
    writeFileSync(file, "export function help(n: number): number {\n  return n + 1;\n}\n");
    await client.body("setBreakpoints", { source: { path: file }, breakpoints: [{ line: 2 }] });
    const cell = await client.run('import { help } from "./helper";\nhelp(1)');
    expect(await client.stopPlace()).toBe("help:2");
    const [frame] = await client.stack();
    expect(frame?.source.path).toBe(file);
    expect((await client.body("source", { source: { path: file } }))["content"]).toContain("help");
    expect((await client.body("modules"))["modules"]).toMatchObject([{ path: file }]);
    await client.resume();
    expect((await client.end(cell)).value).toBe("2");
  });

  it("stops at all exceptions, or at those that nobody catches", async () => {
    const caught = "try {\n  throw new Error('caught');\n} catch {}\n'fine'";
    const uncaught = "await 1;\nJSON.parse('{');";
    const filters = (...names: string[]) =>
      client.body("setExceptionBreakpoints", { filters: names });
    await filters("all");
    let cell = await client.run(caught);
    expect(await client.event("stopped")).toMatchObject({
      reason: "exception",
      text: "Error: caught",
    });
    expect((await client.places())[0]).toMatch(/:2$/);
    await client.resume();
    expect((await client.end(cell)).value).toBe("'fine'");
    await filters("uncaught");
    cell = await client.run(caught);
    expect((await client.end(cell)).value).toBe("'fine'");
    cell = await client.run(uncaught);
    expect(await client.stopped()).toBe("exception");
    expect((await client.places())[0]).toMatch(/:2$/);
    await client.resume();
    expect((await client.end(cell)).error).toMatch(/^SyntaxError/);
    await filters();
    cell = await client.run(uncaught);
    expect((await client.end(cell)).error).toMatch(/^SyntaxError/);
  });

  it("stops at a debugger statement, and at the next line when it is asked to pause", async () => {
    const statement = await client.run("let here = 1;\ndebugger;\nhere");
    expect(await client.stopPlace()).toMatch(/:2$/);
    await client.resume();
    expect((await client.end(statement)).value).toBe("1");
    const endless = await client.run("let turns = 0;\nwhile (turns >= 0)\n  turns++;");
    await sleep(100);
    await client.body("pause", { threadId: 1 });
    expect(await client.stopped()).toBe("pause");
    expect((await client.places())[0]).toMatch(/:[23]$/);
    await client.body("evaluate", { expression: "turns = -2" });
    await client.resume();
    expect((await client.end(endless)).error).toBeUndefined();
  });
});

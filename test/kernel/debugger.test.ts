/** The debugger as JupyterLab speaks to it: breakpoints, steps, variables, and the way out of each stop. */
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

  it("shows variables, nested ones, and long arrays in parts", async () => {
    const code = [
      "class Point { constructor(public x: number, public y: number) {} }",
      "function look(label: string, limit?: number): string {",
      "  const point = new Point(1, 2);",
      "  const nested = { list: [1, [2, 3]], map: new Map([['k', point]]) };",
      "  const long = new Float32Array(12_345).fill(7);",
      "  return label;",
      "}",
      "const outer: string[] = ['a'];",
      "look('l')",
    ].join("\n");
    await client.breakAt(code, 6);
    const cell = await client.run(code);
    await client.stopped();
    const { Local, Session } = await client.scopes();
    expect(Local?.["label"]).toMatchObject({ value: '"l"', variablesReference: 0 });
    expect(Local?.["limit"]?.value).toBe("undefined");
    expect(Local?.["point"]).toMatchObject({ value: "Point {x: 1, y: 2}", type: "Point" });
    const members = async (reference: number | undefined) =>
      Object.fromEntries((await client.expand(reference ?? 0)).map((v) => [v.name, v]));
    const nested = await members(Local?.["nested"]?.variablesReference);
    const list = await members(nested["list"]?.variablesReference);
    expect((await members(list["1"]?.variablesReference))["0"]?.value).toBe("2");
    expect(nested["map"]?.value).toBe('Map(1) {"k" → Point}');
    const ranges = await client.expand(Local?.["long"]?.variablesReference ?? 0);
    expect(ranges.map(({ name }) => name)).toEqual(["[0 … 9999]", "[10000 … 12344]"]);
    const parts = await client.expand(ranges[1]?.variablesReference ?? 0);
    const last = await client.expand(parts.at(-1)?.variablesReference ?? 0);
    expect(last.at(-1)).toMatchObject({ name: "12344", value: "7" });
    expect(Session?.["outer"]).toMatchObject({ type: "string[]" });
    await client.resume();
    await client.end(cell);
  });

  it("evaluates TypeScript in a frame and in the session", async () => {
    const code = "const URL = 'mine';\nfunction local(n: number) {\n  return n;\n}\nlocal(41);";
    await client.breakAt(code, 3);
    const cell = await client.run(code);
    await client.stopped();
    const [inner, outer] = await client.stack();
    const value = async (expression: string, frameId?: number) =>
      (await client.body("evaluate", { expression, frameId, context: "repl" }))["result"];
    expect(await value("(n as number) + 1", inner?.id)).toBe("42");
    expect(await value("n = 50; n", inner?.id)).toBe("50");
    expect(await value("typeof n", outer?.id)).toBe('"undefined"');
    expect(await value("URL", inner?.id)).toBe('"mine"');
    expect(await client.request("evaluate", { expression: "nothing.at.all" })).toMatchObject({
      success: false,
      message: "ReferenceError: nothing is not defined",
    });
    await client.resume();
    await client.end(cell);
    expect(await value("await Promise.resolve(local(3))")).toBe("3");
  });

  it("copies a local variable to the session, where later cells know it", async () => {
    const code = "function keep() {\n  const kept = { deep: 1 };\n  return kept;\n}\nkeep();";
    await client.breakAt(code, 3);
    const cell = await client.run(code);
    await client.stopped();
    const [frame] = await client.stack();
    const names = { srcVariableName: "kept", dstVariableName: "kept" };
    await client.body("copyToGlobals", { ...names, srcFrameId: frame?.id });
    expect((await client.scopes())["Session"]?.["kept"]?.value).toBe("{deep: 1}");
    await client.resume();
    await client.end(cell);
    expect((await kernel.run("kept.deep + 1")).value).toBe("2");
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

  it("leaves everything else alive while it is stopped", async () => {
    const code = "console.log('printed before');\nlet stopped = 1;\nstopped";
    await client.breakAt(code, 2);
    const cell = await client.run(code);
    await client.stopped();
    expect(client.printed(cell)).toBe("printed before\n");
    expect(await kernel.command("heartbeat", { seconds: 0.3 })).toBeGreaterThan(3);
    const info = await kernel.send("kernel_info_request", {}, { channel: "control" });
    expect((await kernel.reply(info, "control", 2)).content).toMatchObject({ status: "ok" });
    // Completion needs the main thread: it is answered when the program goes on.
    const question = { code: "stop", cursor_pos: 4 };
    const completion = await kernel.send("complete_request", question);
    await expect(kernel.reply(completion, "shell", 0.3)).rejects.toThrow("no reply");
    await client.resume();
    expect((await kernel.reply(completion, "shell", 5)).content["matches"]).toContain("stopped");
  });

  it("is interrupted like any cell: it ends, and the next one runs", async () => {
    for (const code of ["let sync = 1;\nsync = 2;", "await 1;\nlet behind = 1;\nbehind = 2;"]) {
      await client.breakAt(code, 2);
      const cell = await client.run(code);
      await client.stopped();
      await kernel.send("interrupt_request", {}, { channel: "control" });
      expect((await client.end(cell)).error).toMatch(/^KeyboardInterrupt/);
      expect((await kernel.run("6 * 7")).value).toBe("42");
    }
  });

  it("is interrupted also while an endless expression is evaluated in it", async () => {
    const code = "let endless = 1;\nfor (;;) endless++;";
    await client.breakAt(code, 2);
    const cell = await client.run(code);
    await client.stopped();
    const evaluated = await client.send("evaluate", { expression: "(() => { for (;;); })()" });
    await sleep(150);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    // The inspector hears nothing meanwhile: an expression has five seconds.
    const reply = await kernel.reply(evaluated, "control", 15);
    expect(reply.content).toMatchObject({ success: false });
    expect((await client.end(cell)).error).toMatch(/^KeyboardInterrupt/);
    expect((await kernel.run("6 * 7")).value).toBe("42");
  });

  it("goes on when the client leaves, and does not stop any more", async () => {
    const code = "let left = 1;\nleft + 1";
    await client.breakAt(code, 1);
    const cell = await client.run(code);
    await client.stopped();
    await client.body("disconnect", { restart: false, terminateDebuggee: false });
    expect((await client.end(cell)).value).toBe("2");
    expect(await client.body("debugInfo")).toMatchObject({ isStarted: false, breakpoints: [] });
    expect((await kernel.run(code)).value).toBe("2");
    expect(await client.request("stackTrace", { threadId: 1 })).toMatchObject({ success: false });
  });
});

describe("without a debugger", () => {
  it("shows the session's variables with their types, and nothing of the kernel's", async () => {
    const alone = new DebugClient(kernel);
    await alone.body("disconnect");
    await kernel.run("import { join as joined } from 'node:path';\ntype OnlyType = string;");
    await kernel.run(
      "let count: number | undefined = 3;\nconst Buffer = [1, 2];\njoined('a', 'b');",
    );
    await kernel.run("const table = { rows: [{ id: 1 }] }; function act(x: number) { return x; }");
    const variables = await alone.inspect();
    expect(variables["count"]).toMatchObject({ value: "3" });
    expect(variables["Buffer"]).toMatchObject({ value: "Array(2) [1, 2]", type: "number[]" });
    expect(variables["table"]).toMatchObject({ type: "{ rows: { id: number; }[]; }" });
    expect(variables["act"]).toMatchObject({ value: "ƒ (x)", type: "(x: number) => number" });
    for (const hidden of ["joined", "OnlyType", "$kernel", "$$Buffer", "globalThis"])
      expect(variables).not.toHaveProperty([hidden]);
    const rows = await alone.expand(variables["table"]?.variablesReference ?? 0);
    expect(rows.map(({ name }) => name)).toEqual(["rows"]);
  });

  it("shows them while a cell computes, without stopping it", async () => {
    const alone = new DebugClient(kernel);
    const cell = await alone.run("let step = 0; while (step < 1e9) step++; step");
    await sleep(50);
    const { step } = await alone.inspect();
    expect(Number(step?.value)).toBeGreaterThan(0);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    await alone.end(cell);
  });

  it("shows a variable as a cell would", async () => {
    const alone = new DebugClient(kernel);
    await kernel.run(
      "const pretty = { [Symbol.for('Jupyter.display')]: async () => ({ 'text/html': '<b>p</b>' }) };",
    );
    const { data } = await alone.body("richInspectVariables", { variableName: "pretty" });
    expect(data).toEqual({ "text/html": "<b>p</b>" });
  });
});

describe("a kernel that is stopped at a breakpoint", () => {
  it.each([false, true])("ends at once when it is asked to (restart: %s)", async (restart) => {
    const place = scratchFolder();
    const other = await TestKernel.start(place);
    const debug = new DebugClient(other);
    const mark = join(place, "went on");
    const code = `let end = 1;\n(await import("node:fs")).writeFileSync(${JSON.stringify(mark)}, "");`;
    await debug.attach();
    await debug.breakAt(code, 1);
    await debug.run(code);
    await debug.stopped();
    const { alive, seconds } = (await other.command("shutdown", { restart })) as {
      alive: boolean;
      seconds: number;
    };
    expect(alive).toBe(false);
    expect(seconds).toBeLessThan(2);
    expect(() => rmSync(mark)).toThrow(); // the rest of the cell did not run
    await other.stop();
    rmSync(place, { recursive: true, force: true });
  });
});

/** What the debugger shows of values: variables, expressions, the session without a stop. */
import { rmSync } from "node:fs";
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

describe("a session that is attached", () => {
  beforeAll(async () => {
    client = new DebugClient(kernel);
    await client.attach();
  });

  afterEach(async () => {
    await client.body("disconnect");
    await client.attach();
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

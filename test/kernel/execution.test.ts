/** execute_request: messages in their order, flags, output, errors. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratchFolder, TestKernel, type Message } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

function typesOf(messages: readonly Message[]): string[] {
  return messages.map(({ type, content }) =>
    type === "status" ? String(content["execution_state"]) : type,
  );
}

describe("execute", () => {
  it("sends busy, input, outputs, result, idle", async () => {
    const { messages } = await kernel.run("console.log(1); display(2); 3");
    expect(typesOf(messages)).toEqual([
      "busy",
      "execute_input",
      "stream",
      "display_data",
      "execute_result",
      "idle",
    ]);
  });

  it("counts cells, but not silent ones nor those without history", async () => {
    const count = async (more = {}): Promise<number> =>
      (await kernel.run("1", more)).reply.content["execution_count"] as number;
    const first = await count();
    expect(await count()).toBe(first + 1);
    expect(await count({ silent: true })).toBe(first + 1);
    expect(await count({ store_history: false })).toBe(first + 1);
    expect(await count()).toBe(first + 2);
  });

  it("silent sends neither input nor result", async () => {
    const { messages } = await kernel.run("1", { silent: true });
    expect(typesOf(messages)).toEqual(["busy", "idle"]);
  });

  it("evaluates user expressions, each for itself", async () => {
    const user_expressions = { good: "base * 2", bad: "nothing.x", none: "undefined" };
    const { reply } = await kernel.run("const base = 21", { user_expressions });
    expect(reply.content["user_expressions"]).toMatchObject({
      good: { status: "ok", data: { "text/plain": "42" } },
      bad: { status: "error", ename: "ReferenceError", evalue: "nothing is not defined" },
      none: { status: "ok" },
    });
  });

  it("does not run cells that waited when one failed", async () => {
    const ids = [];
    for (const code of [
      "await new Promise((r) => setTimeout(r, 200)); throw new Error('first')",
      "var ran = 1",
      "ran",
    ])
      ids.push(await kernel.sendCell(code));
    const replies = [];
    for (const id of ids) replies.push((await kernel.reply(id)).content);
    expect(replies.map((r) => r["ename"])).toEqual(["Error", "Aborted", "Aborted"]);
    expect(replies[1]).toMatchObject({ status: "error", execution_count: null });
    await kernel.finish(ids[2]);
    expect((await kernel.run("typeof ran")).error).toMatch(/Cannot find name 'ran'/);
  });

  it("goes on after an error when told so", async () => {
    const first = await kernel.sendCell("throw 1", { stop_on_error: false });
    const second = await kernel.sendCell("'ran'");
    await kernel.reply(first);
    expect((await kernel.result(second)).value).toBe("'ran'");
  });

  it("answers while a cell awaits, and says busy again for the cell", async () => {
    const cell = await kernel.sendCell("await new Promise((r) => setTimeout(r, 500)); 'done'");
    expect((await kernel.ask("is_complete_request", { code: "1" }))["status"]).toBe("complete");
    const rest = await kernel.finish(cell);
    expect(rest[0]).toMatchObject({ parent: cell, content: { execution_state: "busy" } });
  });
});

describe("output", () => {
  it("loses none of 20,000 lines, and their idle comes", async () => {
    const before = performance.now();
    const { stdout } = await kernel.run("for (let i = 0; i < 20000; i++) console.log('line', i)");
    const expected = Array.from({ length: 20000 }, (_, i) => `line ${i}\n`).join("");
    expect(stdout === expected).toBe(true);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it("appears while a loop still runs", async () => {
    const code =
      "const until = Date.now() + 800; console.log('now'); while (Date.now() < until) {} 1";
    const { messages } = await kernel.run(code);
    const at = (type: string): number => messages.find((m) => m.type === type)?.at ?? NaN;
    expect(at("execute_result") - at("stream")).toBeGreaterThan(0.5);
  });

  it("keeps the order of stdout, stderr and displays", async () => {
    const code = "console.log(1); console.error(2); display(3); process.stdout.write('4'); 5";
    const { messages } = await kernel.run(code);
    const shown = messages.flatMap(({ content }) => {
      const data = content["data"] as Record<string, string> | undefined;
      return content["text"] ?? data?.["text/plain"] ?? [];
    });
    expect(shown).toEqual(["1\n", "2\n", "3", "4", "5"]);
  });

  it("of one stream is gathered into few messages", async () => {
    const { messages } = await kernel.run("for (let i = 0; i < 1000; i++) console.log(i)");
    expect(messages.filter((m) => m.type === "stream").length).toBeLessThan(20);
  });

  it("keeps characters whole that are written in pieces", async () => {
    const code = "for (const byte of Buffer.from('né€😀')) process.stdout.write(Buffer.of(byte))";
    expect((await kernel.run(code)).stdout).toBe("né€😀");
  });

  it("is cut above 32 MiB, with a note", async () => {
    const code =
      "const mega = 'x'.repeat(1 << 20); for (let i = 0; i < 40; i++) process.stdout.write(mega)";
    const { stdout, stderr } = await kernel.run(code);
    expect(stdout.length).toBe(32 * 2 ** 20);
    expect(stderr).toContain("output truncated");
  });

  it("that comes late goes to the cell that started it", async () => {
    const first = await kernel.sendCell("setTimeout(() => console.log('late'), 300)");
    await kernel.result(first);
    await kernel.run("await new Promise((r) => setTimeout(r, 100))");
    const messages = (await kernel.command("iopub", { type: "stream" })) as Message[];
    expect(messages.at(-1)).toMatchObject({ parent: first, content: { text: "late\n" } });
  });
});

describe("display", () => {
  it("shows what Jupyter.display returns, a promise too", async () => {
    const code = `display({ [Symbol.for("Jupyter.display")]: () => new Promise((r) => setTimeout(r, 50)).then(() => ({ "text/html": "<b>", "image/png": new Uint8Array([1, 2]) })) }); 0`;
    const { messages } = await kernel.run(code);
    expect(messages.find((m) => m.type === "display_data")?.content["data"]).toEqual({
      "text/html": "<b>",
      "image/png": "AQI=",
    });
    expect(typesOf(messages)).toContain("display_data"); // before idle, though the cell did not await it
  });

  it("is replaced by its id, and cleared", async () => {
    const host = `const host = (globalThis as any)[Symbol.for("jupyter.kernel")];`;
    const { messages } = await kernel.run(
      `${host} await display("a", { id: "one", metadata: { m: 1 } }); await host.updateDisplay("b", "one"); host.clearOutput(true)`,
    );
    const [shown, updated, cleared] = messages.slice(2, 5);
    expect(shown?.content).toMatchObject({
      transient: { display_id: "one" },
      metadata: { m: 1 },
    });
    expect(updated).toMatchObject({
      type: "update_display_data",
      content: { data: { "text/plain": "'b'" }, transient: { display_id: "one" } },
    });
    expect(cleared).toMatchObject({ type: "clear_output", content: { wait: true } });
  });

  it("that fails is the cell's error", async () => {
    const code = `({ [Symbol.for("Jupyter.display")]: () => { throw new Error("no picture") } })`;
    expect((await kernel.run(code)).error).toBe("Error: no picture");
    expect((await kernel.run(`({ [Symbol.for("Jupyter.display")]: () => 5 })`)).error).toMatch(
      /must return a MIME bundle, got 5/,
    );
  });
});

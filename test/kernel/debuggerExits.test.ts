/** A program that is stopped in the debugger: the kernel lives on, and every way out of the stop works. */
import { rmSync } from "node:fs";
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

describe("a session that is attached", () => {
  beforeAll(async () => {
    client = new DebugClient(kernel);
    await client.attach();
  });

  afterEach(async () => {
    await client.body("disconnect");
    await client.attach();
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
    expect(await client.request("stackTrace", { threadId: 1 })).toMatchObject({
      success: false,
      body: { stackFrames: [] },
    });
    const expired = await client.request("variables", { variablesReference: 1 });
    expect(expired).toMatchObject({ success: false, body: { variables: [] } });
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

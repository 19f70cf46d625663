/** The wire: signatures, sessions, control, heartbeat, input, start and end of the process. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repository, scratchFolder, TestKernel, type Message } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder, { TYPESCRIPT_KERNEL_LOG: "1" });
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The four JSON frames of an execute_request, to be signed or not. */
function cellFrames(code: string, id: string): string[] {
  const header = {
    msg_id: id,
    msg_type: "execute_request",
    session: "s",
    username: "u",
    version: "5.3",
  };
  return [JSON.stringify(header), "{}", "{}", JSON.stringify({ code })];
}

describe("messages", () => {
  it("with a wrong signature, or none, are dropped and logged", async () => {
    await kernel.command("raw", {
      parts: cellFrames("var forged = 1", "f1"),
      signature: "0".repeat(64),
    });
    await kernel.command("raw", { parts: cellFrames("var forged = 1", "f2"), signature: "" });
    expect((await kernel.run("typeof forged")).error).toMatch(/Cannot find name 'forged'/);
    expect(kernel.log).toContain("the signature does not fit");
  });

  it("that are signed but malformed are dropped, and the kernel goes on", async () => {
    for (const parts of [
      ["{", "{}", "{}", "{}"],
      ["[]", "{}", "{}", "{}"],
      ["{}", "{}", "{}", "{}"],
      ["{}"],
    ])
      await kernel.command("raw", { parts });
    expect((await kernel.run("1 + 1")).value).toBe("2");
  });

  it("signed by hand are accepted", async () => {
    await kernel.command("raw", { parts: cellFrames("var byHand = 7", "h1") });
    await kernel.finish("h1");
    expect((await kernel.run("byHand")).value).toBe("7");
  });

  it("carry the kernel's own session, one for all", async () => {
    const { messages, reply } = await kernel.run("1");
    const sessions = new Set([...messages, reply].map(({ session }) => session));
    expect(sessions.size).toBe(1);
    expect([...sessions][0]).not.toBe((await kernel.run("2")).reply.parent?.split("_")[0]);
  });

  it("of unknown type are ignored, and the kernel goes on", async () => {
    await kernel.send("brew_coffee_request", {});
    await kernel.send("brew_coffee_request", {}, { channel: "control" });
    expect((await kernel.run("3")).value).toBe("3");
  });
});

describe("while a cell computes", () => {
  it("heartbeat, kernel_info on both channels and the busy state are right", async () => {
    const cell = await kernel.sendCell(
      "const end = Date.now() + 2500; while (Date.now() < end) {} 'end'",
    );
    await sleep(100);
    expect(await kernel.command("heartbeat", { seconds: 0.5 })).toBeGreaterThan(10);
    for (const channel of ["control", "shell"]) {
      const id = await kernel.send("kernel_info_request", {}, { channel });
      expect((await kernel.reply(id, channel, 1)).content).toMatchObject({ status: "ok" });
      const statuses = await kernel.finish(id);
      // The next thing said is that the kernel is busy with the cell.
      const next = (await kernel.command("receive", { channel: "iopub" })) as Message;
      expect(statuses.at(-1)?.parent).toBe(id);
      expect(next).toMatchObject({ parent: cell, content: { execution_state: "busy" } });
    }
    expect((await kernel.result(cell)).value).toBe("'end'");
  });
});

describe("kernel_info", () => {
  it("says what front ends ask", async () => {
    expect(await kernel.ask("kernel_info_request", {})).toMatchObject({
      status: "ok",
      protocol_version: "5.5",
      language_info: {
        name: "typescript",
        version: "6.0.3",
        mimetype: "text/typescript",
        file_extension: ".ts",
        codemirror_mode: "typescript",
      },
      supported_features: ["debugger"],
      debugger: true,
    });
  });

  it("connect_request tells the ports", async () => {
    const ports = await kernel.ask("connect_request", {});
    expect(Object.keys(ports).sort()).toEqual(
      ["control_port", "hb_port", "iopub_port", "shell_port", "status", "stdin_port"].sort(),
    );
  });
});

describe("iopub", () => {
  it("welcomes every client that subscribes, not only the first", async () => {
    for (let client = 0; client < 2; client++)
      expect(await kernel.command("welcome")).toMatchObject({
        msg_type: "iopub_welcome",
        content: { subscription: "" },
      });
  });
});

describe("input", () => {
  const ask = `await (globalThis as any)[Symbol.for("jupyter.kernel")].input("Name? ", { password: true })`;

  it("asks the front end and gives its answer to the cell", async () => {
    const cell = await kernel.sendCell(ask, { allow_stdin: true });
    const request = (await kernel.command("receive", { channel: "stdin", timeout: 5 })) as Message;
    expect(request).toMatchObject({
      type: "input_request",
      parent: cell,
      content: { prompt: "Name? ", password: true },
    });
    await kernel.send("input_reply", { value: "Ada" }, { channel: "stdin" });
    expect((await kernel.result(cell)).value).toBe("'Ada'");
  });

  it("is an error where the front end takes none", async () => {
    expect((await kernel.run(ask)).error).toMatch(/takes no input/);
  });

  it("ends with an interrupt, and the next answer goes to the next question", async () => {
    const cell = await kernel.sendCell(ask, { allow_stdin: true });
    await kernel.command("receive", { channel: "stdin", timeout: 5 });
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.result(cell)).error).toMatch(/^KeyboardInterrupt/);
    const next = await kernel.sendCell(ask, { allow_stdin: true });
    await kernel.command("receive", { channel: "stdin", timeout: 5 });
    await kernel.send("input_reply", { value: "Bob" }, { channel: "stdin" });
    expect((await kernel.result(next)).value).toBe("'Bob'");
  });
});

describe("the process", () => {
  interface Shutdown {
    readonly reply: Message;
    readonly seconds: number;
    readonly alive: boolean;
  }

  it.each([
    ["idle", "1", false],
    ["computing", "for (;;) {}", true],
    ["awaiting", "setInterval(() => {}, 10); await new Promise(() => {})", false],
  ])("ends within a second of a shutdown_request when %s", async (_state, code, restart) => {
    const other = await TestKernel.start(folder);
    await other.run("0"); // when this is done, the language is loaded
    await other.sendCell(code);
    await sleep(100);
    const { reply, seconds, alive } = (await other.command("shutdown", { restart })) as Shutdown;
    expect(reply.content).toEqual({ status: "ok", restart });
    expect(alive).toBe(false);
    expect(seconds).toBeLessThan(1);
    await other.stop();
  });

  it.each([0, 1500])("ends when the process that started it dies after %i ms", async (lifetime) => {
    const connection = join(folder, `orphan-${lifetime}.json`);
    const ports = await freePorts(5);
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports;
    const file = { shell_port, iopub_port, stdin_port, control_port, hb_port };
    const more = { transport: "tcp", ip: "127.0.0.1", key: "k", signature_scheme: "hmac-sha256" };
    writeFileSync(connection, JSON.stringify({ ...file, ...more }));
    const main = join(repository, "dist", "kernel", "main.js");
    // As Jupyter does it: the parent announces itself; it dies while the kernel is starting, or later.
    const parent = `process.env.JPY_PARENT_PID = String(process.pid); const c = require("node:child_process").spawn(process.execPath, [${JSON.stringify(main)}, ${JSON.stringify(connection)}], { stdio: "ignore", detached: true }); console.log(c.pid); c.unref(); setTimeout(() => process.exit(), ${lifetime})`;
    const pid = Number(execFileSync(process.execPath, ["-e", parent], { encoding: "utf8" }));
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => isAlive(pid), { timeout: 15_000 }).toBe(false);
  });

  it("says what is missing when started by hand", async () => {
    const main = join(repository, "dist", "kernel", "main.js");
    const child = spawn(process.execPath, [main]);
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect(code).toBe(2);
  });
});

function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z "); // a zombie has ended
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((s) => new Promise((resolve) => s.once("listening", resolve))));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) server.close();
  return ports;
}

/** Comms in both directions, with bytes, and while a cell awaits. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratchFolder, TestKernel, type Message } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
  await kernel.run(
    `import type { Comm, KernelHost } from "eigenscape/kernel";
     const host: KernelHost = (globalThis as any)[Symbol.for("jupyter.kernel")];`,
  );
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

const base64 = (bytes: ArrayBufferView): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

function ofType(messages: readonly Message[], type: string): Message[] {
  return messages.filter((message) => message.type === type);
}

/** Sends a comm message and returns what came until its idle. */
async function sendComm(type: string, content: object, buffers: string[] = []): Promise<Message[]> {
  const id = await kernel.send(type, { ...content }, { buffers });
  return (await kernel.finish(id)).filter((message) => message.parent === id);
}

describe("a comm that the kernel opens", () => {
  it("is announced below its cell, with bytes as frames of their own", async () => {
    const { messages } = await kernel.run(
      `const bytes = Float32Array.of(9, 1.5, -2, 9).subarray(1, 3);
       const comm = host.openComm("demo", { id: "c1", data: { a: 1 }, metadata: { version: "2.1.0" }, buffers: [bytes] });`,
    );
    const [open] = ofType(messages, "comm_open");
    expect(open).toMatchObject({
      content: { comm_id: "c1", target_name: "demo", data: { a: 1 } },
      metadata: { version: "2.1.0" },
      buffers: [base64(Float32Array.of(1.5, -2))],
    });
  });

  it("hears the front end, answers in the message's name, and gives back equal bytes", async () => {
    await kernel.run(
      `const stop = comm.onMessage(({ data, buffers, metadata }) =>
         comm.send({ echo: data, n: buffers.map((b) => b.length) }, { buffers }));`,
    );
    const bytes = base64(Uint8Array.of(0, 255, 128));
    const messages = await sendComm("comm_msg", { comm_id: "c1", data: { x: 2 } }, [bytes, ""]);
    expect(messages.map(({ type }) => type)).toEqual(["status", "comm_msg", "status"]);
    expect(messages[1]).toMatchObject({
      content: { comm_id: "c1", data: { echo: { x: 2 }, n: [3, 0] } },
      buffers: [bytes, ""],
    });
  });

  it("stops listening when told so", async () => {
    await kernel.run("stop()");
    expect(await sendComm("comm_msg", { comm_id: "c1", data: {} })).toHaveLength(2);
  });

  it("is listed, by target too, until it is closed", async () => {
    await kernel.run(`const other = host.openComm("else", { id: "c2" })`);
    const info = async (content: object): Promise<unknown> =>
      (await kernel.ask("comm_info_request", { ...content }))["comms"];
    expect(await info({})).toEqual({ c1: { target_name: "demo" }, c2: { target_name: "else" } });
    expect(await info({ target_name: "else" })).toEqual({ c2: { target_name: "else" } });
    const { messages } = await kernel.run("other.close({ bye: 1 }); other.close()");
    expect(ofType(messages, "comm_close").map((m) => m.content)).toEqual([
      { comm_id: "c2", data: { bye: 1 } },
    ]);
    expect(await info({})).toEqual({ c1: { target_name: "demo" } });
    expect((await kernel.run("other.send(1)")).error).toMatch(/the comm c2 \(else\) is closed/);
  });

  it("is told when the front end closes it", async () => {
    await kernel.run("let closed: unknown; comm.onClose(({ data }) => { closed = data })");
    await sendComm("comm_close", { comm_id: "c1", data: { why: "gone" } });
    expect((await kernel.run("closed")).value).toBe("{ why: 'gone' }");
  });

  it("may not reuse an id", async () => {
    await kernel.run(`host.openComm("demo", { id: "twice" })`);
    expect((await kernel.run(`host.openComm("demo", { id: "twice" })`)).error).toMatch(
      /must be new/,
    );
  });
});

describe("a comm that the front end opens", () => {
  it("reaches the handler of its target", async () => {
    await kernel.run(
      `const opened: string[] = [];
       const unlisten = host.onComm("front", (comm, open) => { opened.push(comm.id + JSON.stringify(open.data)); comm.send("welcome") })`,
    );
    const open = { comm_id: "f1", target_name: "front", data: { q: 1 } };
    const [, hello] = await sendComm("comm_open", open);
    expect(hello?.content).toEqual({ comm_id: "f1", data: "welcome" });
    expect((await kernel.run("opened.join()")).value).toBe(`'f1{"q":1}'`);
  });

  it("of an unknown target is closed, also when nobody listens any more", async () => {
    await kernel.run("unlisten()");
    for (const target_name of ["nobody", "front"]) {
      const open = { comm_id: `u-${target_name}`, target_name, data: {} };
      const messages = await sendComm("comm_open", open);
      expect(ofType(messages, "comm_close").map((m) => m.content)).toEqual([
        { comm_id: `u-${target_name}`, data: {} },
      ]);
    }
  });
});

describe("handlers", () => {
  it("run while a cell awaits", async () => {
    await kernel.run(
      `let go = () => {}; const waiter = host.openComm("w", { id: "w" }); waiter.onMessage(() => go())`,
    );
    const cell = await kernel.sendCell(
      "await new Promise<void>((resolve) => { go = resolve }); 'went'",
    );
    await kernel.send("comm_msg", { comm_id: "w", data: {} });
    expect((await kernel.result(cell, 5)).value).toBe("'went'");
  });

  it("print below the cell that opened the comm; what they throw is printed too", async () => {
    const cell = await kernel.sendCell(
      `const p = host.openComm("p", { id: "p" }); p.onMessage(({ data }) => { console.log("heard"); throw new Error("in handler") })`,
    );
    await kernel.result(cell);
    const id = await kernel.send("comm_msg", { comm_id: "p", data: {} });
    const streams = ofType(await kernel.finish(id), "stream");
    expect(streams.map((m) => m.parent)).toEqual([cell, cell]);
    expect(streams[0]?.content["text"]).toBe("heard\n");
    expect(streams[1]?.content["text"]).toMatch(/in handler/);
  });

  it("that loop are interrupted", async () => {
    await kernel.run(
      `const l = host.openComm("l", { id: "l" }); l.onMessage(() => { for (;;) {} })`,
    );
    const id = await kernel.send("comm_msg", { comm_id: "l", data: {} });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await kernel.send("interrupt_request", {}, { channel: "control" });
    await kernel.finish(id, 5);
    expect((await kernel.run("6 * 7")).value).toBe("42");
  });

  it("answer a thousand messages in order", async () => {
    await kernel.run(
      `const seen: number[] = []; const m = host.openComm("m", { id: "m" }); m.onMessage(({ data }) => { seen.push((data as { i: number }).i) })`,
    );
    for (let i = 0; i < 999; i++) await kernel.send("comm_msg", { comm_id: "m", data: { i } });
    await sendComm("comm_msg", { comm_id: "m", data: { i: 999 } });
    expect((await kernel.run("seen.length === 1000 && seen.every((x, i) => x === i)")).value).toBe(
      "true",
    );
  });
});

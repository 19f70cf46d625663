/** Controls of eigenscape/widgets through the kernel, heard by an independent client: who is whose parent, and when. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratchFolder, TestKernel, type Message } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
  const { error } = await kernel.run(
    `import { Button, FileUpload, HBox, Image, interact, IntSlider, Output, Widget } from "eigenscape/widgets";
     import { setTimeout as sleep } from "node:timers/promises";`,
  );
  expect(error).toBe(undefined);
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface WidgetData {
  readonly method?: string;
  readonly state?: Record<string, unknown>;
  readonly states?: Record<string, { readonly state: Record<string, unknown> }>;
  readonly buffer_paths?: readonly unknown[];
}

const data = (message: Message | undefined): WidgetData => message?.content["data"] ?? {};
const comms = (messages: readonly Message[]): Message[] =>
  messages.filter(({ type }) => type === "comm_msg");
const said = (messages: readonly Message[]): unknown[] =>
  comms(messages).map((message) => [data(message).method, data(message).state]);

/** What a browser sends; its id. */
const send = (comm: string, content: object, buffers: string[] = []): Promise<string> =>
  kernel.send("comm_msg", { comm_id: comm, data: content }, { buffers });
const update = (comm: string, state: object): Promise<string> =>
  send(comm, { method: "update", state, buffer_paths: [] });
const idOf = async (expression: string): Promise<string> =>
  (await kernel.run(`${expression}.id`)).value?.replaceAll("'", "") ?? "";

describe("a control", () => {
  it("opens below its cell with version 2.1 and shows itself as a view", async () => {
    const { messages } = await kernel.run("const k = new IntSlider({ value: 3, max: 10000 }); k");
    const open = messages.find(({ type }) => type === "comm_open");
    expect(open).toMatchObject({
      content: { target_name: "jupyter.widget", data: { state: { value: 3 }, buffer_paths: [] } },
      metadata: { version: "2.1.0" },
    });
    const result = messages.find(({ type }) => type === "execute_result");
    expect(result?.content["data"]).toMatchObject({
      "application/vnd.jupyter.widget-view+json": { model_id: open?.content["comm_id"] },
      "text/plain": "IntSlider(value=3, max=10000)",
    });
  });

  it("echoes with the browser's message as parent, before what handlers set", async () => {
    await kernel.run(`const stop = k.on("value", (v) => { k.description = "at " + v })`);
    const id = await update(await idOf("k"), { value: 4 });
    const messages = (await kernel.finish(id)).filter(({ parent }) => parent === id);
    expect(said(messages)).toEqual([
      ["echo_update", { value: 4 }],
      ["update", { description: "at 4" }],
    ]);
    expect(messages.at(-1)?.content["execution_state"]).toBe("idle");
    await kernel.run("stop()");
  });

  it("ends a thousand quick moves on the last, each echoed to its own message", async () => {
    const comm = await idOf("k");
    const ids: string[] = [];
    for (let value = 1; value <= 1000; value++) ids.push(await update(comm, { value }));
    const messages = await kernel.finish(ids.at(-1) ?? "");
    expect(comms(messages).map(({ parent }) => parent)).toEqual(ids);
    expect((await kernel.run("k.value")).value).toBe("1000");
  });

  it("is heard while a cell awaits or trains, and answers then", async () => {
    const comm = await idOf("k");
    const cell = await kernel.sendCell(
      "for (let step = 0; step < 1000 && k.value !== 77; step++) await sleep(5); k.value",
    );
    const id = await update(comm, { value: 77 });
    expect(said((await kernel.finish(id)).filter(({ parent }) => parent === id))).toEqual([
      ["echo_update", { value: 77 }],
    ]);
    expect((await kernel.result(cell)).value).toBe("77");
  });

  it("that a timer sets late has the cell that started it as parent", async () => {
    const cell = await kernel.sendCell("setTimeout(() => { k.value = 5 }, 50); 1");
    await kernel.result(cell);
    const next = await kernel.sendCell("await sleep(100)");
    const messages = comms(await kernel.finish(next));
    expect(messages.map(({ parent }) => parent)).toEqual([cell]);
    expect(said(messages)).toEqual([["update", { value: 5 }]]);
    await kernel.reply(next);
  });

  it("is gone when closed, from either side", async () => {
    await kernel.run("const [mine, theirs] = [new IntSlider(), new IntSlider()]");
    const [mine, theirs] = [await idOf("mine"), await idOf("theirs")];
    const { messages } = await kernel.run("mine.close()");
    expect(messages.find(({ type }) => type === "comm_close")?.content["comm_id"]).toBe(mine);
    await kernel.finish(await kernel.send("comm_close", { comm_id: theirs, data: {} }));
    expect((await kernel.run("theirs.closed")).value).toBe("true");
    const info = await kernel.ask("comm_info_request", { target_name: "jupyter.widget" });
    const listed = Object.keys(info["comms"] as object);
    expect(listed).toContain(await idOf("k"));
    expect(listed).not.toContain(mine);
    expect(listed).not.toContain(theirs);
  });
});

describe("states", () => {
  it("of all widgets are told over the control comm, with references and bytes at their paths", async () => {
    await kernel.run(
      `const image = new Image({ value: Uint8Array.of(1, 2, 3) });
       const box = new HBox([k, image]);
       const nested = new Widget({ name: "Nested", state: { parts: [{ a: Float32Array.of(1.5) }, [new Uint8Array(2)]] } });`,
    );
    const [image, box, nested] = [await idOf("image"), await idOf("box"), await idOf("nested")];
    const open = { comm_id: "control", target_name: "jupyter.widget.control", data: {} };
    await kernel.finish(await kernel.send("comm_open", open));
    const id = await send("control", { method: "request_states" });
    const [answer] = comms(await kernel.finish(id));
    const { method, states, buffer_paths: paths } = data(answer);
    expect([method, answer?.parent]).toEqual(["update_states", id]);
    expect(states?.[box]).toMatchObject({
      model_name: "HBoxModel",
      model_module: "@jupyter-widgets/controls",
      model_module_version: "2.0.0",
      state: { children: [`IPY_MODEL_${await idOf("k")}`, `IPY_MODEL_${image}`] },
    });
    expect(states?.[nested]?.state["parts"]).toEqual([{}, [null]]);
    const place = (path: readonly unknown[]): string | undefined =>
      answer?.buffers[(paths ?? []).findIndex((p) => JSON.stringify(p) === JSON.stringify(path))];
    expect(place([image, "state", "value"])).toBe("AQID");
    expect(place([nested, "state", "parts", 0, "a"])).toBe("AADAPw==");
    expect(place([nested, "state", "parts", 1, 0])).toBe("AAA=");
  });

  it("of one widget are told when asked", async () => {
    const id = await send(await idOf("image"), { method: "request_state" });
    const [answer] = comms(await kernel.finish(id));
    expect(data(answer)).toMatchObject({ method: "update", buffer_paths: [["value"]] });
    expect(answer?.buffers).toEqual(["AQID"]);
  });

  it("with bytes come in, at their paths", async () => {
    await kernel.run("const upload = new FileUpload()");
    const file = { name: "f", type: "", size: 3, last_modified: 0 };
    const content = {
      method: "update",
      state: { value: [file] },
      buffer_paths: [["value", 0, "content"]],
    };
    await kernel.finish(await send(await idOf("upload"), content, ["AQID"]));
    expect((await kernel.run("upload.value[0]?.content.join()")).value).toBe("'1,2,3'");
  });

  it("are not echoed under JUPYTER_WIDGETS_ECHO=0", async () => {
    await kernel.run(`process.env["JUPYTER_WIDGETS_ECHO"] = "0"`);
    const id = await update(await idOf("k"), { value: 9 });
    expect(comms(await kernel.finish(id))).toEqual([]);
    expect((await kernel.run("k.value")).value).toBe("9");
    await kernel.run(`delete process.env["JUPYTER_WIDGETS_ECHO"]`);
  });
});

describe("outputs", () => {
  const shown = (messages: readonly Message[]): unknown =>
    comms(messages)
      .map((message) => data(message).state?.["outputs"])
      .filter((outputs) => outputs !== undefined)
      .at(-1);

  it("of a captured block go to the widget, before the cell ends", async () => {
    const { messages, stdout } = await kernel.run(
      `const out = new Output();
       await out.capture(async () => { console.log("in"); await sleep(10); await display(42); });
       console.log("below")`,
    );
    expect(stdout).toBe("below\n");
    expect(shown(messages)).toEqual([
      { output_type: "stream", name: "stdout", text: "in\n" },
      { output_type: "display_data", data: { "text/plain": "42" }, metadata: {} },
    ]);
  });

  it("of a button's handler too, with the error's place in the cell", async () => {
    await kernel.run(
      `const b = new Button(); b.onClick(() => out.capture(() => { out.clear(); throw new Error("at click"); }));`,
    );
    const id = await send(await idOf("b"), { method: "custom", content: { event: "click" } });
    const [output] = (shown(await kernel.finish(id)) ?? []) as Record<string, unknown>[];
    expect(output).toMatchObject({ output_type: "error", ename: "Error", evalue: "at click" });
  });

  it("of interact follow the last of many moves, while a cell trains", async () => {
    await kernel.run(
      `const calls: number[] = [];
       const handle = interact(({ n }) => { calls.push(n); console.log("n is " + n); }, { n: [0, 100] });`,
    );
    const comm = await idOf("handle.widgets.n");
    const cell = await kernel.sendCell(
      "while (calls.at(-1) !== 100) await sleep(5); await handle.settled(); console.log('trained')",
    );
    for (let n = 51; n <= 100; n++) await update(comm, { value: n });
    const run = await kernel.result(cell);
    expect(run.stdout).toBe("trained\n");
    const count = Number((await kernel.run("calls.length")).value);
    expect(count).toBeLessThanOrEqual(51);
    expect((await kernel.run("handle.output.outputs[0]")).value).toMatch(/n is 100/);
  });

  it("of interact come again after a loop in its function was interrupted", async () => {
    await kernel.run(
      "const looping = interact(({ n }) => { for (; n === 8; ); console.log('n is ' + n); }, { n: [0, 10] });",
    );
    const comm = await idOf("looping.widgets.n");
    await update(comm, { value: 8 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await kernel.send("interrupt_request", {}, { channel: "control" });
    await kernel.finish(await update(comm, { value: 7 }));
    const { value } = await kernel.run("await looping.settled(); looping.output.outputs[0]");
    expect(value).toMatch(/n is 7/);
    expect((await kernel.run("console.log('below')")).stdout).toBe("below\n");
  });
});

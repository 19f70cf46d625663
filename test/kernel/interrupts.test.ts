/** Interrupts by message: whatever a cell does, it stops, the state is kept and the next cell runs. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratchFolder, TestKernel } from "./testKernel.js";

const loop = "for (;;) {}";

/** Cells that never end by themselves. */
const endless: Record<string, string> = {
  "a promise that never settles": "await new Promise(() => {})",
  "a loop": loop,
  "a loop after await": `await 1; ${loop}`,
  "a loop after a pause": `await new Promise((r) => setTimeout(r, 20)); ${loop}`,
  "a loop inside a library's callback": `[..."x".repeat(1000)].sort(() => { ${loop} })`,
  "a loop in an event handler": `new (require("events"))().on("x", () => { ${loop} }).emit("x")`,
  "a loop in try and finally": `try { ${loop} } finally { keep++ }`,
  "a loop that catches everything": `for (;;) { try { ${loop} } catch {} }`,
  "a loop in a timer that the cell awaits": `await new Promise(() => setTimeout(() => { ${loop} }, 20))`,
  "a loop in a microtask": `await new Promise(() => queueMicrotask(() => { ${loop} }))`,
  "a loop in a tick": `await new Promise(() => process.nextTick(() => { ${loop} }))`,
  "a loop after reading a file": `await (await import("node:fs/promises")).stat("."); ${loop}`,
  "a loop in the value's own display": `({ [Symbol.for("Jupyter.display")]() { ${loop} } })`,
  "a display that never comes": `display({ [Symbol.for("Jupyter.display")]: () => new Promise(() => {}) }); 1`,
};

/** Loops that begin when their cell has already ended. */
const late: Record<string, string> = {
  "an interval": `setInterval(() => { ${loop} }, 10); 1`,
  "an immediate": `setImmediate(() => { ${loop} }); 1`,
  "node:timers": `(await import("node:timers")).setTimeout(() => { ${loop} }, 10); 1`,
  "a promise of the file system": `(await import("node:fs/promises")).stat(".").then(() => { ${loop} }); 1`,
};

describe("an interrupt stops", () => {
  const folder = scratchFolder();
  let kernel: TestKernel;

  beforeAll(async () => {
    kernel = await TestKernel.start(folder);
    await kernel.run("let keep = 41");
  });

  afterAll(async () => {
    await kernel.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(Object.entries(endless))("%s", async (_title, code) => {
    const cell = await kernel.sendCell(code);
    await sleep(150);
    const before = performance.now();
    await kernel.send("interrupt_request", {}, { channel: "control" });
    const { error } = await kernel.result(cell, 5);
    expect(performance.now() - before).toBeLessThan(2000);
    expect(error).toMatch(/^KeyboardInterrupt/);
    expect((await kernel.run("keep + 1")).value).toBe("42");
  });

  it.each(Object.entries(late))("a loop in %s, after its cell", async (_title, code) => {
    expect((await kernel.run(code)).value).toBe("1");
    await sleep(100);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    await sleep(200);
    expect((await kernel.run("keep + 1")).value).toBe("42");
  });

  it("nothing when nothing runs, not even the next cell", async () => {
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.run("await new Promise((r) => setTimeout(r, 200)); keep")).value).toBe(
      "41",
    );
  });

  it("only the cell it was meant for, not the one that runs next", async () => {
    const first = await kernel.sendCell(loop, { stop_on_error: false });
    const second = await kernel.sendCell("await new Promise((r) => setTimeout(r, 300)); 'whole'");
    await sleep(150);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.result(first)).error).toMatch(/^KeyboardInterrupt/);
    expect((await kernel.result(second)).value).toBe("'whole'");
  });

  it("either the cell or nothing when it comes as the cell ends", async () => {
    for (let i = 0; i < 20; i++) {
      // The second step comes after 100 ms, just when these cells are about to end.
      const cell = await kernel.sendCell(
        `{ const until = performance.now() + ${98 + (i % 8)}; while (performance.now() < until) {} };`,
      );
      await kernel.send("interrupt_request", {}, { channel: "control" });
      await kernel.result(cell, 5);
      expect((await kernel.run("keep + 1")).value).toBe("42");
    }
  });

  it("once: after an awaiting cell has stopped, nothing is terminated any more", async () => {
    const first = await kernel.sendCell("await new Promise(() => {})", { stop_on_error: false });
    const code = "const until = Date.now() + 500; while (Date.now() < until) {} 'whole'";
    const second = await kernel.sendCell(code);
    await sleep(100); // the first cell has begun
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.result(first)).error).toMatch(/^KeyboardInterrupt/);
    expect((await kernel.result(second)).value).toBe("'whole'");
  });

  it("a cell that is loading modules: what follows the import does not run later", async () => {
    const code = `await import("./slow.mjs"); ${loop}`;
    writeFileSync(join(folder, "slow.mjs"), "await new Promise((r) => setTimeout(r, 700));");
    const cell = await kernel.sendCell(code);
    await sleep(200);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.result(cell)).error).toMatch(/^KeyboardInterrupt/);
    await sleep(800);
    expect((await kernel.run("keep + 1")).value).toBe("42");
  });

  it("a cell whose types are still being checked, without harm to the checker", async () => {
    const slow = `import * as tf from "@tensorflow/tfjs"; ${loop}`; // checking it takes some 300 ms
    const cell = await kernel.sendCell(slow);
    await sleep(30);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.result(cell, 10)).error).toMatch(/^KeyboardInterrupt/);
    const types = await kernel.run("const wrong: string = keep");
    expect(types.error).toMatch(/Type 'number' is not assignable to type 'string'/);
    expect((await kernel.run("keep + 1")).value).toBe("42");
  });

  it("the cells that wait behind the interrupted one", async () => {
    const first = await kernel.sendCell(loop);
    const second = await kernel.sendCell("keep = 0");
    await sleep(150);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.result(first)).error).toMatch(/^KeyboardInterrupt/);
    expect((await kernel.reply(second)).content["ename"]).toBe("Aborted");
    expect((await kernel.run("keep")).value).toBe("41");
  });
});

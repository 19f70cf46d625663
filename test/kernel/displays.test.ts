/** Displays as front ends receive them: ids across cells, metadata, errors, the console. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { data, displays, ids } from "./shownOutputs.js";
import { scratchFolder, TestKernel } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
  await kernel.run(
    `import { clearOutput, display as show, html, image, updateDisplay } from "eigenscape/kernel";
     class Late { constructor(public ms: number) {}
       async [Symbol.for("Jupyter.display")]() {
         await new Promise((resolve) => setTimeout(resolve, this.ms)); throw new Error("late " + this.ms) } }`,
  );
});
afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a display", () => {
  it("is replaced by its handle and by its id, in its own cell and in later ones", async () => {
    const first = await kernel.run(`const handle = await display("a"); await handle.update("b")`);
    const second = await kernel.run(
      `await handle.update(html("<b>c</b>")); await show(1, { id: "one" }); await updateDisplay(2, "one")`,
    );
    expect(displays(first).map((d) => d["type"])).toEqual(["display_data", "update_display_data"]);
    const [id, same] = ids(first);
    expect(same).toBe(id);
    expect(ids(second)).toEqual([id, "one", "one"]);
    expect(data(second)[0]).toMatchObject({ "text/html": "<b>c</b>" });
  });

  it("as a cell's value shows once, without its handle", async () => {
    const run = await kernel.run("display(42)");
    expect(data(run)).toEqual([{ "text/plain": "42" }]);
    expect(run.value).toBeUndefined();
  });

  it("shows a plain object of MIME types as that bundle; a cell's value is not taken for one", async () => {
    const bundle = `({ "text/html": "<b>x</b>" })`;
    expect(data(await kernel.run(`display(${bundle}); 0`))[0]).toEqual({ "text/html": "<b>x</b>" });
    expect(data(await kernel.run(bundle))).toEqual([
      { "text/plain": "{ 'text/html': '<b>x</b>' }" },
    ]);
  });

  it("has metadata: the given and the value's own, for results too", async () => {
    const png = `image(Buffer.from("89504e470d0a1a0a", "hex"), { width: 9 })`;
    const run = await kernel.run(`await display(${png}, { metadata: { m: 1 } }); ${png}`);
    expect(displays(run).map((d) => d["metadata"])).toEqual([
      { "image/png": { width: 9 }, m: 1 },
      { "image/png": { width: 9 } },
    ]);
  });

  it("of a tensor stays in order with what is printed", async () => {
    const run = await kernel.run(
      `import * as tf from "@tensorflow/tfjs"; await tf.setBackend("cpu");
       console.log("before"); display(tf.scalar(1)); console.log("after")`,
    );
    const { messages } = run;
    const shown = messages.findIndex((m) => m.type === "display_data");
    const after = messages.findIndex((m) => String(m.content["text"]).includes("after"));
    expect(shown).toBeGreaterThan(0);
    expect(after).toBeGreaterThan(shown);
    expect(data(run)).toEqual([{ "text/plain": "Tensor float32 []\n1" }]);
  });

  it("clears the outputs of its cell", async () => {
    expect(displays(await kernel.run("clearOutput(true)"))).toEqual([
      { type: "clear_output", wait: true },
    ]);
  });

  it("of an error shows its place in the cell", async () => {
    const { value } = await kernel.run("\nnew Error('kept')");
    expect(value).toMatch(/^Error: kept\n {4}at cell \[\d+\]:2:1$/);
  });
});

describe("a display that fails", () => {
  it.each([
    [
      "at once",
      `display({ [Symbol.for("Jupyter.display")]() { throw new Error("at once") } }); 1`,
      "at once",
    ],
    ["soon", "display(new Late(0)); 1", "late 0"],
    [
      "while the cell goes on",
      "display(new Late(5)); await new Promise((r) => setTimeout(r, 60)); 1",
      "late 5",
    ],
    ["after the cell's code", "display(new Late(50)); 1", "late 50"],
    ["when awaited", "await display(new Late(1)); 1", "late 1"],
  ])("%s is the cell's error, told once", async (_name, code, message) => {
    const { error, value, stderr } = await kernel.run(code);
    expect(error).toBe(`Error: ${message}`);
    expect([value, stderr]).toEqual([undefined, ""]);
  });

  it.each([
    "try { await display(new Late(1)) } catch (e) { console.log(e.message) }; 5",
    "display(new Late(30)).catch((e) => console.log(e.message)); 5",
  ])("and is caught is not: %s", async (code) => {
    const { error, value, stderr } = await kernel.run(code);
    expect([error, value, stderr]).toEqual([undefined, "5", ""]);
  });

  it("in a timer of an earlier cell is told there, not in the running one", async () => {
    const first = await kernel.sendCell("setTimeout(() => display(new Late(1)), 50); 0");
    await kernel.result(first);
    const second = await kernel.sendCell("await new Promise((r) => setTimeout(r, 200)); 6");
    const messages = await kernel.finish(second);
    const told = messages.filter(({ type }) => type === "stream" || type === "error");
    expect(told).toMatchObject([{ parent: first, content: { name: "stderr" } }]);
    expect(String(told[0]?.content["text"])).toContain("late 1");
  });
});

describe("console", () => {
  it("prints as Node.js does, without colours unless they are asked for", async () => {
    const code = `console.log("%s is %d", "x", 5, { a: [1, "b"] }); console.dir({ a: { b: { c: {} } } }, { depth: 0 });
      console.dir({ a: 1 }, { colors: true }); console.error(new Map([[1, 2]]))`;
    const { stdout, stderr } = await kernel.run(code);
    expect(stdout).toBe(
      "x is 5 { a: [ 1, 'b' ] }\n{ a: [Object] }\n{ a: \u001b[33m1\u001b[39m }\n",
    );
    expect(stderr).toBe("Map(1) { 1 => 2 }\n");
    await kernel.run(`process.env.FORCE_COLOR = "1"`);
    expect((await kernel.run("console.log({ a: 1 })")).stdout).toBe(
      "{ a: \u001b[33m1\u001b[39m }\n",
    );
    await kernel.run("delete process.env.FORCE_COLOR");
  });

  it("draws tables, and prints what is none", async () => {
    const run = await kernel.run(`console.table([{ a: 1, b: 2 }], ["b"]); console.table("text")`);
    expect(data(run)).toEqual([
      expect.objectContaining({
        "text/plain": "   b\n0  2",
        "text/html": expect.any(String) as string,
      }),
    ]);
    expect(run.stdout).toBe("text\n");
  });
});

describe("the host interface", () => {
  it("has the helpers", async () => {
    const run = await kernel.run(
      `const host = (globalThis as any)[Symbol.for("jupyter.kernel")];
       for (const name of ["html", "markdown", "latex", "svg", "javascript", "json"]) host.display(host[name]("x"));
       host.image(Buffer.from("GIF89a"))`,
    );
    expect(data(run).map((bundle) => Object.keys(bundle as object)[0])).toEqual([
      "text/html",
      "text/markdown",
      "text/latex",
      "image/svg+xml",
      "application/javascript",
      "application/json",
      "image/gif",
    ]);
  });
});

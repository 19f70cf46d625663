/** Notebooks written for tslab and for Deno's kernel run here. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { data, displays, ids } from "./shownOutputs.js";
import { scratchFolder, TestKernel } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
});
afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("tslab", () => {
  it("shows each type of its display API", async () => {
    const run = await kernel.run(
      `import * as tslab from "tslab"; import { display as d } from "tslab"; const b = Uint8Array.of(1);
       d.javascript("j"); d.html("h"); d.markdown("m"); d.latex("l"); d.svg("s"); d.png(b); d.jpeg(b); d.gif(b); d.pdf(b);
       d.text("t"); d.raw("x/y", "z"); d.raw("application/json", '{"a":1}'); d.raw("x/z", b)`,
    );
    expect(data(run)).toEqual([
      { "text/javascript": "j" },
      { "text/html": "h" },
      { "text/markdown": "m" },
      { "text/latex": "l" },
      { "image/svg+xml": "s" },
      { "image/png": "AQ==" },
      { "image/jpeg": "AQ==" },
      { "image/gif": "AQ==" },
      { "application/pdf": "AQ==" },
      { "text/plain": "t" },
      { "x/y": "z" },
      { "application/json": { a: 1 } },
      { "x/z": "AQ==" },
    ]);
  });

  it("newDisplay writes to one output, from later cells too", async () => {
    const first = await kernel.run(`const one = tslab.newDisplay(); one.text("1"); one.html("2")`);
    const second = await kernel.run(`one.text("3"); tslab.newDisplay().text("other")`);
    expect(displays(first).map((d) => d["type"])).toEqual(["display_data", "update_display_data"]);
    const [id, same] = ids(first);
    const [third, other] = ids(second);
    expect([same, third]).toEqual([id, id]);
    expect(other).not.toBe(id);
  });

  it("is one module for import, require and local files, with types and versions", async () => {
    writeFileSync(
      join(folder, "old.ts"),
      `import { display } from "tslab"; export const same = display`,
    );
    const { value } = await kernel.run(
      `import { same } from "./old"; [same, require("tslab").display, (await import("tslab")).display].map((x) => x === d)`,
    );
    expect(value).toBe("[ true, true, true ]");
    expect((await kernel.run("tslab.versions")).value).toMatch(
      /^\{ tslab: '1\.0\.22', typescript: '6\.0\.3', node: 'v\d+/,
    );
    expect((await kernel.run("tslab.display.png('text')")).error).toMatch(
      /TypeScriptError.*Uint8Array/,
    );
  });
});

describe("Deno", () => {
  it("runs the snippets of kernel-testbed", async () => {
    const broadcast = (type: string, html: string, transient: string): string =>
      `await Deno.jupyter.broadcast("${type}", { data: { "text/html": "${html}" }, metadata: {}, transient: ${transient} })`;
    const one = `{ display_id: "test_update" }`;
    const run = await kernel.run(
      `${broadcast("display_data", "<b>initial</b>", one)}; ${broadcast("update_display_data", "<b>updated</b>", one)}`,
    );
    expect(displays(run)).toMatchObject([
      { type: "display_data", data: { "text/html": "<b>initial</b>" } },
      { type: "update_display_data", transient: { display_id: "test_update" } },
    ]);
    const rich = await kernel.run(
      `[{letter: "A", frequency: 0.08167}, {letter: "B", frequency: 0.01492}]`,
    );
    expect(data(rich)[0]).toHaveProperty(["text/html"]);
  });

  it("has its helpers, which put values in as they are", async () => {
    const run = await kernel.run(
      `const { display: show2, format, html: h, md, svg, $display } = Deno.jupyter;
       await show2(h\`<ul>\${["<li>1</li>"].join("")}\${undefined}</ul>\`);
       await show2(md\`# \${1}\`, { display_id: "deno" }); await show2({ "text/plain": "raw" }, { raw: true, update: true, display_id: "deno" });
       await show2({ [$display]: () => ({ "text/plain": "own" }) });
       (await format(svg\`<svg/>\`))["image/svg+xml"]`,
    );
    expect(data(run)).toMatchObject([
      { "text/html": "<ul><li>1</li></ul>" },
      { "text/markdown": "# 1" },
      { "text/plain": "raw" },
      { "text/plain": "own" },
      { "text/plain": "'<svg/>'" },
    ]);
    expect(displays(run)[2]?.["type"]).toBe("update_display_data");
  });

  it("is seen by cells only: libraries would take this for the Deno runtime", async () => {
    const { value } = await kernel.run(`["Deno" in globalThis, typeof Deno, eval("typeof Deno")]`);
    expect(value).toBe("[ false, 'object', 'undefined' ]");
  });
});

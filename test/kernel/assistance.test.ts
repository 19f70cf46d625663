/** Completion and inspection: what is offered, and where it goes. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratchFolder, TestKernel } from "./testKernel.js";

interface CompleteReply {
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
  readonly metadata: { readonly _jupyter_types_experimental: readonly Record<string, unknown>[] };
}

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
  await kernel.run(
    `/** Adds two numbers.
      * @param a The first.
      */
     function plus(a: number, b: number): number { return a + b }
     const greek = { alpha: 1, beta: "b", gamma() { return 3 } };
     class Animal { legs = 4 }`,
  );
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The cursor is where the code has a bar. */
async function complete(marked: string): Promise<CompleteReply> {
  const [before = "", after = ""] = marked.split("|");
  const content = { code: before + after, cursor_pos: [...before].length };
  return (await kernel.ask("complete_request", content)) as unknown as CompleteReply;
}

async function inspect(
  marked: string,
  detail = 0,
): Promise<{ found: boolean; data: Record<string, string> }> {
  const [before = "", after = ""] = marked.split("|");
  const content = { code: before + after, cursor_pos: [...before].length, detail_level: detail };
  return (await kernel.ask("inspect_request", content)) as never;
}

describe("completion", () => {
  it("offers members of what earlier cells declared", async () => {
    expect((await complete("greek.|")).matches).toEqual(["alpha", "beta", "gamma"]);
  });

  it("offers names of earlier cells and of this one", async () => {
    expect((await complete("const greece = 1; gree|")).matches).toEqual(["greece", "greek"]);
  });

  it("replaces the word that is being written, also in the middle of the code", async () => {
    const { cursor_start, cursor_end, matches } = await complete("plus(1, greek.al|) + 5");
    expect(matches).toEqual(["alpha"]);
    expect([cursor_start, cursor_end]).toEqual([14, 16]);
  });

  it("counts code points: an emoji before the cursor is one", async () => {
    const { cursor_start, cursor_end, matches } = await complete("const s = '😀😀'; greek.be|");
    expect(matches).toEqual(["beta"]);
    expect([cursor_start, cursor_end]).toEqual([22, 24]);
  });

  it("tells kinds with the places they replace", async () => {
    const { metadata } = await complete("greek.ga|");
    expect(metadata._jupyter_types_experimental).toEqual([
      { text: "gamma", type: "function", signature: "(): number", start: 6, end: 8 },
    ]);
    const { metadata: more } = await complete("Anim|");
    expect(more._jupyter_types_experimental[0]).toMatchObject({ text: "Animal", type: "class" });
  });

  it("inserts ?. where the value may be missing", async () => {
    const { matches, cursor_start } = await complete("(m?: { deep: number }) => m.|");
    expect({ matches, cursor_start }).toEqual({ matches: ["?.deep"], cursor_start: 27 });
  });

  it("completes module names", async () => {
    expect((await complete("import fs from 'node:fs/prom|'")).matches.join()).toContain("promises");
  });

  it("of unfinished and senseless code is an empty list, no failure", async () => {
    for (const code of ["|", "const |", "((((|", "`${|", "'|"])
      expect(await complete(code)).toMatchObject({ status: "ok" });
  });
});

describe("completion of imports", () => {
  it("offers what packages export, for a name alone on its line and after import {", async () => {
    await complete("trid|"); // packages are read soon after the first completion
    const wanted = 'import { tridiagonalize } from "eigenscape";';
    const offered = async (): Promise<readonly string[]> => (await complete("1\ntridiag|")).matches;
    await expect.poll(offered, { timeout: 40_000, interval: 500 }).toContain(wanted);
    const { matches, cursor_start, cursor_end } = await complete("1\nimport { tridiag| }");
    expect([matches[0], cursor_start, cursor_end]).toEqual([wanted, 2, 20]);
    expect((await complete("const a = tridiag|")).matches).toEqual([]);
    expect((await complete("tf|")).matches).toEqual(['import * as tf from "@tensorflow/tfjs";']);
    await kernel.run("const tridiagonalSteps = 4");
    expect((await complete("tridiag|")).matches.slice(0, 2)).toEqual(["tridiagonalSteps", wanted]);
  });
});

describe("completion of magics", () => {
  it("offers them where a statement may begin, whole-cell ones in the first line", async () => {
    expect((await complete("%ti|")).matches).toEqual(["%time", "%timeit"]);
    const { matches, cursor_start, cursor_end } = await complete("%%|");
    expect(matches).toEqual(expect.arrayContaining(["%%time", "%%nocheck", "%%sh"]));
    expect([cursor_start, cursor_end]).toEqual([0, 2]);
    expect((await complete("1\n  %who|")).matches).toEqual(["%who", "%whos"]);
    expect((await complete("1\n%%ti|")).matches).toEqual([]);
    expect((await complete("const at = %|")).matches).toEqual(["%sx", "%pwd", "%env"]);
    expect((await complete("`\n%ti|")).matches).not.toContain("%time");
  });

  it("completes the code behind them as code", async () => {
    expect((await complete("%time greek.al|")).matches).toEqual(["alpha"]);
    expect((await complete("%%timeit\n'😀'; greek.be|")).matches).toEqual(["beta"]);
    const { matches, cursor_start, cursor_end } = await complete("!echo ${greek.ga|}");
    expect([matches, cursor_start, cursor_end]).toEqual([["gamma"], 14, 16]);
  });

  it("completes file names behind commands", async () => {
    mkdirSync(join(folder, "data"));
    writeFileSync(join(folder, "data", "day one.csv"), "");
    writeFileSync(join(folder, "data", "dawn.csv"), "");
    expect((await complete("%cd d|")).matches).toEqual(["data/"]);
    const { matches, cursor_start } = await complete("!cat data/da|");
    expect([matches, cursor_start]).toEqual([["dawn.csv", "day one.csv"], 10]);
  });

  it("knows nothing of its own doing", async () => {
    expect((await complete("$ker|")).matches).toEqual([]);
    expect((await complete("$en|")).matches).toEqual([]);
  });
});

describe("inspection", () => {
  it("within a call tells overloads and the parameter", async () => {
    await kernel.run(
      `/** @param b The second. */
       function over(a: string): 1; function over(a: number, b: string): 2;
       function over(a: unknown): unknown { return a }`,
    );
    const text = (await inspect("over(1, |)")).data["text/plain"];
    expect(text).toContain("over(a: number, b: string): 2\nover(a: string): 1");
    expect(text).toContain("→ b: string");
    expect((await inspect("plus(|")).data["text/plain"]).toContain("→ a: number — The first.");
    expect((await inspect("plus(|")).data["text/markdown"]).toContain("→ `a: number` — The first.");
  });

  it("in detail shows the source of what the notebook declares", async () => {
    expect((await inspect("plus|", 1)).data["text/plain"]).toMatch(
      /function plus\(a: number, b: number\): number \{ return a \+ b \}$/,
    );
    expect((await inspect("gre|ek", 1)).data["text/markdown"]).toContain(
      "const greek = { alpha: 1",
    );
    expect((await inspect("parseFlo|at", 1)).data["text/plain"]).not.toContain("declare");
  });

  it("explains magics, also as a question", async () => {
    expect((await inspect("%tim|e f()")).data["text/plain"]).toMatch(
      /^%time <code>, %%time\n\nTells how long/,
    );
    const { reply } = await kernel.run("%pwd?");
    expect(JSON.stringify(reply.content["payload"])).toContain("Gives the working directory");
  });

  it("knows the members of TensorFlow.js and of the kernel's own package", async () => {
    await kernel.run(
      "import * as tf from '@tensorflow/tfjs'; import * as eigenscape from 'eigenscape'",
    );
    expect((await inspect("tf.matM|ul")).data["text/plain"]).toMatch(
      /matMul[^]*dot product of two matrices/,
    );
    expect((await inspect("eigenscape.spectr|um")).data["text/plain"]).toMatch(/function spectrum/);
    const { metadata } = await complete("tf.matM|");
    expect(metadata._jupyter_types_experimental[0]).toMatchObject({
      text: "matMul",
      type: "function",
    });
  });

  it("tells signature and documentation, as text and as markdown", async () => {
    const { found, data } = await inspect("pl|us(1, 2)");
    expect(found).toBe(true);
    expect(data["text/plain"]).toBe(
      "function plus(a: number, b: number): number\n\nAdds two numbers.\n\n@param a The first.",
    );
    expect(data["text/markdown"]).toContain("```typescript\nfunction plus");
  });

  it.each(["plus|", "plus|(1)", "plus(|)", "plus(1, |2)", "'😀'; plus|"])(
    "finds %s",
    async (code) => {
      expect((await inspect(code)).data["text/plain"]).toContain("function plus");
    },
  );

  it("knows members and library names", async () => {
    expect((await inspect("greek.alp|ha")).data["text/plain"]).toBe("(property) alpha: number");
    expect((await inspect("parseFlo|at")).data["text/plain"]).toContain("Converts a string");
  });

  it("says so when there is nothing", async () => {
    expect(await inspect("  |  ")).toMatchObject({ status: "ok", found: false, data: {} });
  });
});

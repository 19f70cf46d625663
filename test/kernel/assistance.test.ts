/** Completion and inspection: what is offered, and where it goes. */
import { rmSync } from "node:fs";
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

async function inspect(marked: string): Promise<{ found: boolean; data: Record<string, string> }> {
  const [before = "", after = ""] = marked.split("|");
  const content = { code: before + after, cursor_pos: [...before].length, detail_level: 0 };
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
      { text: "gamma", type: "function", start: 6, end: 8 },
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

describe("inspection", () => {
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

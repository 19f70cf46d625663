/** Errors: one message, at the right line, with what a person needs and nothing of the kernel. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratchFolder, TestKernel, type CellRun } from "./testKernel.js";

describe("errors", () => {
  const folder = scratchFolder();
  let kernel: TestKernel;

  beforeAll(async () => {
    kernel = await TestKernel.start(folder);
  });

  afterAll(async () => {
    await kernel.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const number = ({ reply }: CellRun): string => String(reply.content["execution_count"]);

  it("a type error is one output, with the place and the line, before anything ran", async () => {
    const run = await kernel.run("console.log('ran');\n\nconst wrong: number = 'text';");
    expect(run.messages.map((m) => m.type)).toEqual(["status", "execute_input", "error", "status"]);
    expect(run.traceback).toBe(
      [
        `cell [${number(run)}]:3:7 - TS2322: Type 'string' is not assignable to type 'number'.`,
        "  1 | console.log('ran');",
        "  2 |",
        "> 3 | const wrong: number = 'text';",
        "    |       ^^^^^",
        "",
        "Nothing of the cell was run. To run it anyway, make %%nocheck its first line.",
      ].join("\n"),
    );
    expect(run.reply.content["status"]).toBe("error");
  });

  it("a later cell's error has the right column, whatever it uses of earlier ones", async () => {
    await kernel.run("const early = 1; let other = 2");
    const run = await kernel.run("early + other + missing");
    expect(run.traceback).toContain(`cell [${number(run)}]:1:17 - TS2304`);
  });

  it("a missing name that a package exports is told with its import", async () => {
    const run = await kernel.run("tridiagonalize(1)");
    expect(run.error).toMatch(
      /Cannot find name 'tridiagonalize'\.\nTo import it:\nimport \{ tridiagonalize \} from "eigenscape";$/,
    );
  });

  it("all errors of a cell are told, up to ten", async () => {
    const run = await kernel.run(Array.from({ length: 12 }, (_, i) => `missing${i}`).join("\n"));
    expect(run.traceback.match(/TS2304/g)).toHaveLength(10);
    expect(run.traceback).toMatch(/… and 2 more\.$/m);
  });

  it("a thrown error names cell and line of every frame, also of earlier cells", async () => {
    const first = await kernel.run(
      "// a comment\nfunction thrower() {\n\n  throw new RangeError('deep')\n}",
    );
    const second = await kernel.run("const pad: number = 1;\n\nthrower()");
    expect(second.traceback.split("\n")).toEqual([
      "RangeError: deep",
      "  2 | function thrower() {",
      "  3 |",
      "> 4 |   throw new RangeError('deep')",
      "    |         ^",
      "  5 | }",
      "",
      `    at thrower (cell [${number(first)}]:4:9)`,
      `    at cell [${number(second)}]:3:1`,
    ]);
  });

  it("after an await the frames are still those of the cell", async () => {
    const run = await kernel.run(
      "async function later() {\n  await 1;\n  throw new Error('async')\n}\nawait later()",
    );
    expect(run.traceback).toContain(`at later (cell [${number(run)}]:3:9)`);
    expect(run.traceback).not.toMatch(/node:|dist\/kernel/);
  });

  it("a cause and own properties are shown", async () => {
    const run = await kernel.run(
      "throw Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'E7' })",
    );
    expect(run.traceback).toMatch(/code: 'E7'/);
    expect(run.traceback).toMatch(/\[cause\]: Error: inner/);
  });

  it("printed errors and local files are mapped as well", async () => {
    writeFileSync(
      join(folder, "lib.ts"),
      "export type T = 1;\n\nexport function fail(): never {\n  throw new Error('lib')\n}\n",
    );
    const run = await kernel.run(
      "import { fail } from './lib'\ntry { fail() } catch (e) { console.error(e) }",
    );
    expect(run.stderr).toContain(`at fail (${join(folder, "lib.ts")}:4:9)`);
    expect(run.stderr).toContain(`at cell [${number(run)}]:2:7`);
  });

  it("a place in a message is told as the cell's", async () => {
    const run = await kernel.run(
      `const here = (new Error().stack ?? "").split("\\n")[1]?.replace(/^ *at /, "") ?? "";
       throw new Error("wrong (at " + here + ")");`,
    );
    const place = `wrong (at cell [${number(run)}]:1:15)`;
    expect(run.error).toBe(`Error: ${place}`);
    expect(run.traceback).toContain(place);
  });

  it("an unhandled rejection is printed, and the kernel lives", async () => {
    const run = await kernel.run(
      "Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 50)); 1",
    );
    expect(run.stderr).toMatch(/Error.*: lost/);
    expect(run.value).toBe("1");
  });

  it("an error in a timer is printed, and the kernel lives", async () => {
    const run = await kernel.run(
      "setTimeout(() => { throw new Error('in timer') }, 5); await new Promise((r) => setTimeout(r, 60)); 1",
    );
    expect(run.stderr).toContain("in timer");
    expect(run.value).toBe("1");
  });

  it("warnings are printed, but not Node's own about how the kernel imports", async () => {
    const run = await kernel.run(
      `process.emitWarning("mind this");
       process.emitWarning("Importing JSON modules is an experimental feature", "ExperimentalWarning");
       await new Promise((r) => setTimeout(r, 20))`,
    );
    expect(run.stderr).toBe("Warning: mind this\n");
  });
});

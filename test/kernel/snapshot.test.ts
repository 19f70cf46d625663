/** Kernels that start from a snapshot, and kernels that cannot. */
import {
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as KernelPackage from "../../kernel/index.js";
import { repository, scratchFolder, TestKernel } from "./testKernel.js";

const folder = scratchFolder();
const snapshots = scratchFolder();
const wish = "EIGENSCAPE_KERNEL_SNAPSHOT";
let blob = "";

/** The builder takes its folder from the environment when it is loaded. */
async function build(): Promise<string> {
  process.env[wish] = snapshots;
  const door = join(repository, "dist", "kernel", "index.js");
  const { buildSnapshot } = (await import(door)) as typeof KernelPackage;
  delete process.env[wish];
  return buildSnapshot();
}

const start = (given: string, more: NodeJS.ProcessEnv = {}): Promise<TestKernel> =>
  TestKernel.start(folder, { [wish]: given, TYPESCRIPT_KERNEL_LOG: "1", ...more });

const isFromSnapshot = `Symbol.for("eigenscape.kernel.startupSnapshot") in globalThis`;

beforeAll(async () => {
  blob = await build();
});

afterAll(() => {
  for (const each of [folder, snapshots]) rmSync(each, { recursive: true, force: true });
});

describe("a kernel from a snapshot", () => {
  let kernel: TestKernel;
  beforeAll(async () => {
    kernel = await start(snapshots);
  });
  afterAll(() => kernel.stop());

  it.each([
    ["says nothing of it and is one", isFromSnapshot, "true"],
    ["checks types", "const wrong: number = 'text'", /TypeScriptError.*not assignable/],
    ["knows Node.js", `import { readFileSync } from "node:fs"; typeof readFileSync`, /function/],
    ["imports packages", `import * as tf from "@tensorflow/tfjs"; tf.scalar(3).size`, "1"],
    ["has the Console that Node.js 20 loses", "typeof require('node:console').Console", /function/],
    ["hands no option on to what cells fork", "process.execArgv.length", "0"],
    [
      "has workers",
      `import { Worker } from "node:worker_threads";
       const answer = (w: Worker) => new Promise((done) => w.once("message", done));
       await answer(new Worker("require('node:worker_threads').parentPort.postMessage(7)", { eval: true }))`,
      "7",
    ],
  ])("%s", async (_name, code, expected) => {
    const { value, error } = await kernel.run(code);
    expect(error ?? value).toMatch(expected);
    expect(kernel.log).not.toContain("without a snapshot");
  });

  it("has the documentation that its files were parsed without", async () => {
    const about = await kernel.ask("inspect_request", { code: "parseFloat", cursor_pos: 3 });
    const { "text/plain": text } = about["data"] as Record<string, string>;
    expect(text).toContain("Converts a string to a floating-point number");
  });

  it("is interrupted in a loop and keeps its state", async () => {
    await kernel.run("let kept = 5");
    const cell = await kernel.sendCell("while (true);");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await kernel.ask("interrupt_request", {}, "control");
    expect((await kernel.result(cell)).error).toMatch(/KeyboardInterrupt/);
    expect((await kernel.run("kept")).value).toBe("5");
  });
});

describe("without a fitting snapshot a kernel starts all the same and says why", () => {
  const copy = (change: (blobFile: string, stamp: string) => void): string => {
    const into = scratchFolder();
    cpSync(snapshots, into, { recursive: true });
    const file = join(into, basename(blob));
    change(file, `${file}.json`);
    return into;
  };
  const stampWith = (from: RegExp, to: string) => (_blob: string, stamp: string) =>
    writeFileSync(stamp, readFileSync(stamp, "utf8").replace(from, to));

  it.each([
    ["missing", () => scratchFolder(), {}, /there is none/],
    ["cut short", () => copy((file) => truncateSync(file, 1e6)), {}, /made by another/],
    ["of another Node.js", () => copy(stampWith(/v\d+\.\d+/, "v1.2")), {}, /made by another/],
    ["of older packages", () => copy(stampWith(/(\d+)\],/, "1],")), {}, /packages changed/],
    [
      "under options",
      () => snapshots,
      { NODE_OPTIONS: "--max-old-space-size=3000" },
      /with options/,
    ],
    ["switched off", () => "off", {}, /switched off/],
  ])("%s", async (_name, given, more, reason) => {
    const kernel = await start(given(), more);
    const { value } = await kernel.run(isFromSnapshot);
    await kernel.stop();
    expect(value).toBe("false");
    expect(kernel.log).toMatch(reason);
  });
});

it("a kernel without a snapshot keeps the compiled compiler for the next, which makes a spoiled one anew", async () => {
  const into = scratchFolder();
  const code = (): string => join(into, readdirSync(into).find((f) => f.endsWith(".code")) ?? "");
  const run = async (): Promise<void> => {
    const kernel = await start(into);
    expect((await kernel.run("1 + 1")).value).toBe("2");
    expect((await kernel.run("await new Promise((r) => setTimeout(r, 50)); 3")).value).toBe("3");
    await kernel.stop();
  };
  await run();
  const { size, mtimeMs } = statSync(code());
  expect(size).toBeGreaterThan(1e6);
  await run();
  expect(statSync(code()).mtimeMs).toBe(mtimeMs); // it was accepted
  truncateSync(code(), 1000);
  await run();
  expect(statSync(code()).size).toBeGreaterThan(1e6);
  rmSync(into, { recursive: true });
});

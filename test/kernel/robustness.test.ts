/** What cells do to the process: errors that nobody catches, exits, children, crashes, many cells. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

/** Runs a cell, then one that only waits. @returns What the first printed meanwhile, by the cell it went to. */
async function printedLater(code: string): Promise<{ first: string; second: string }> {
  const first = await kernel.sendCell(code);
  await kernel.result(first);
  const second = await kernel.sendCell("await new Promise((r) => setTimeout(r, 2000))");
  const messages = await kernel.finish(second);
  await kernel.reply(second);
  const of = (parent: string): string =>
    messages
      .filter((m) => m.type === "stream" && m.parent === parent)
      .map((m) => String(m.content["text"]))
      .join("");
  return { first: of(first), second: of(second) };
}

const pause = "await new Promise((r) => setTimeout(r, 200));";
const exec = `require("node:child_process").exec`;

describe("what comes when its cell has ended belongs to that cell", () => {
  it.each([
    ["text after an await", `(async () => { ${pause} console.log("late") })(); 0`],
    ["text after two awaits", `(async () => { ${pause} await 1; console.log("late") })(); 0`],
    ["text of a callback of Node.js", `${exec}("sleep 0.2", () => console.log("late")); 0`],
    ["an unhandled rejection", `(async () => { ${pause} throw new Error("late") })(); 0`],
    ["an exception in a timer", `setTimeout(() => { throw new Error("late") }, 200); 0`],
    ["an exception in a callback", `${exec}("sleep 0.2", () => { throw new Error("late") }); 0`],
  ])("%s", async (_title, code) => {
    const { first, second } = await printedLater(code);
    expect(first).toContain("late");
    expect(second).toBe("");
    expect((await kernel.run("40 + 2")).value).toBe("42");
  });

  it("also if the function is an earlier cell's: the one that called it counts", async () => {
    await kernel.run(`async function lateText() { ${pause} console.log("late") }`);
    const { first } = await printedLater("lateText(); 0");
    expect(first).toContain("late");
  });
});

describe("process.exit", () => {
  it("is an error that names the command to restart, and the kernel lives", async () => {
    expect((await kernel.run("process.exit(3)")).error).toBe(
      "Error: process.exit(3): a cell cannot end the kernel; restart it from the front end (Kernel → Restart)",
    );
    expect((await kernel.run("6 * 7")).value).toBe("42");
  });
});

describe("an interrupt", () => {
  it("of native code says that it cannot be stopped, and stops the cell when it returns", async () => {
    const cell = await kernel.sendCell(
      `require("node:child_process").execSync("sleep 4"); for (;;) {}`,
    );
    await sleep(300);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect(await kernel.command("heartbeat", { seconds: 0.5 })).toBeGreaterThan(5);
    const { error, stderr } = await kernel.result(cell, 20);
    expect(stderr).toContain("the cell is in native code, which cannot be stopped");
    expect(error).toMatch(/^KeyboardInterrupt/);
    expect((await kernel.run("6 * 7")).value).toBe("42");
  });

  it("stops a loop inside a package, and its module works afterwards", async () => {
    const library = join(folder, "node_modules", "spinner");
    mkdirSync(library, { recursive: true });
    writeFileSync(join(library, "package.json"), '{ "name": "spinner", "main": "index.js" }');
    writeFileSync(
      join(library, "index.js"),
      "let n = 0; exports.spin = () => { for (;;) n++; }; exports.count = () => n;",
    );
    const cell = await kernel.sendCell(`const spinner = require("spinner"); spinner.spin()`);
    await sleep(500);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.result(cell, 5)).error).toMatch(/^KeyboardInterrupt/);
    expect((await kernel.run(`require("spinner").count() > 0`)).value).toBe("true");
  });
});

describe("programs that cells started end with the kernel", () => {
  const start = `const child = require("node:child_process").spawn("sh", ["-c", "sleep 300 & echo $!; wait"]);
     const grandchild = await new Promise((r) => child.stdout.once("data", (d) => r(Number(d))));
     [child.pid, grandchild].join()`;

  it.each([
    ["shut down while idle", "1"],
    ["shut down while computing", "for (;;) {}"],
  ])("when it is %s", async (_state, code) => {
    const other = await TestKernel.start(folder);
    const pids = ((await other.run(start)).value ?? "").match(/\d+/g)?.map(Number) ?? [];
    expect(pids.map(isAlive)).toEqual([true, true]);
    await other.sendCell(code);
    await sleep(200);
    await other.command("shutdown");
    await expect.poll(() => pids.map(isAlive), { timeout: 5000 }).toEqual([false, false]);
    await other.stop();
  });
});

describe("a kernel that died leaves its reason to the one that takes its place", () => {
  it.each([
    [
      "out of memory",
      "const kept: unknown[] = []; for (;;) kept.push(new Array(1000).fill(kept.length))",
      /the kernel before this one died.*out of memory\. JavaScript may use \d+ MiB here/i,
      { NODE_OPTIONS: "--max-old-space-size=300" },
    ],
    ["by a crash", "process.abort()", /crash in native code, or it was killed/, {}],
    ["by a signal", `process.kill(process.pid, "SIGKILL")`, /crash in native code/, {}],
  ])("%s", async (_how, code, message, environment) => {
    const other = await TestKernel.start(folder, environment);
    await other.run("1");
    await other.sendCell(code);
    await other.command("await_death", { timeout: 60 });
    await other.command("start_again");
    const first = await other.run("'back'");
    expect(first.value).toBe("'back'");
    expect(first.stderr).toMatch(message);
    expect((await other.run("1")).stderr).toBe("");
    expect(other.log).toMatch(message); // in the server's terminal, too
    await other.stop();
  });

  it("and says nothing after an orderly restart", async () => {
    const other = await TestKernel.start(folder);
    await other.run("1");
    await other.command("start_again", { kill: true });
    expect((await other.run("'back'")).stderr).toBe("");
    await other.stop();
  });
});

it("five hundred cells do not slow down", async () => {
  const codes = Array.from(
    { length: 500 },
    (_, i) => `const value_${i} = { n: ${i}, text: "x" }; value_${i}.n + ${i}`,
  );
  const times = (await kernel.command("timings", { codes })) as number[];
  const median = (part: number[]): number => part.sort((a, b) => a - b)[part.length >> 1] ?? NaN;
  // The first twenty warm up; medians of a hundred do not feel a busy machine's single stalls.
  const [early, late] = [median(times.slice(20, 120)), median(times.slice(400))];
  expect(late / early).toBeLessThan(2);
  expect((await kernel.run("value_0.n + value_499.n")).value).toBe("499");
});

it("a flood of a hundred huge prints does not fill the memory", async () => {
  const before = memory(kernel.pid);
  const { stdout } = await kernel.run(
    "const huge = 'x'.repeat(100 * 2 ** 20); for (let i = 0; i < 100; i++) process.stdout.write(huge)",
  );
  expect(stdout.length).toBe(32 * 2 ** 20);
  expect(memory(kernel.pid) - before).toBeLessThan(500);
});

function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
}

/** Of a process, in MiB. */
function memory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

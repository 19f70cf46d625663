/** Magics in a running kernel: what they print, give and leave behind. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repository, scratchFolder, TestKernel, type CellRun } from "./testKernel.js";

const folder = scratchFolder();
let kernel: TestKernel;

beforeAll(async () => {
  kernel = await TestKernel.start(folder);
  // A package that npm installs without any network.
  mkdirSync(join(folder, "made-here"));
  const write = (name: string, text: string): void =>
    writeFileSync(join(folder, "made-here", name), text);
  write(
    "package.json",
    '{ "name": "made-here", "version": "1.0.0", "type": "module", "exports": "./i.js" }',
  );
  write("i.js", "export const answer = 42;");
  write("i.d.ts", "export declare const answer: 42;");
});

afterAll(async () => {
  await kernel.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** "20.5 ms" in seconds. */
const seconds = (duration = ""): number =>
  parseFloat(duration) * (duration.endsWith("ms") ? 1e-3 : 1);

const alive = (pid: number): boolean => {
  try {
    // A process that has ended but was not waited for yet is a zombie.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

describe("commands", () => {
  it("stream their output while they run, in order, and tell their exit code", async () => {
    const run = await kernel.run("!echo one; sleep 0.3; echo two >&2; exit 3\n'after'");
    const streams = run.messages.filter(({ type }) => type === "stream");
    const [first] = streams;
    expect(first?.content["text"]).toBe("one\n");
    expect(run.stderr).toBe("two\nexit code 3\n");
    const pause = (streams.at(-1)?.at ?? 0) - (first?.at ?? 0);
    expect(pause).toBeGreaterThan(0.2);
    expect(run.value).toBe("'after'");
  });

  it("take values of the notebook and give lines back, with types", async () => {
    await kernel.run("const word = 'a b'");
    const run = await kernel.run("const lines = !echo '${word}'; echo $((1 + 1))\nlines");
    expect(run.error ?? run.value).toBe("[ 'a b', '2' ]");
    expect((await kernel.run("lines.map((l) => l.nothing)")).error).toMatch(/type 'string'/);
    expect((await kernel.run("!echo ${wrod}")).error).toMatch(/:1:9 - Cannot find name 'wrod'/);
  });

  it("a script that fails fails its cell", async () => {
    const run = await kernel.run("%%sh\nfor i in 1 2; do echo $i; done\nfalse");
    expect(run.stdout).toBe("1\n2\n");
    expect(run.error).toMatch(/exit code 0, got 1/);
  });

  it("are stopped by an interrupt, with all that they started", async () => {
    const cell = await kernel.sendCell("!sleep 300 & echo $!; sleep 300; echo never");
    await sleep(500);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    const { error, stdout } = await kernel.result(cell, 10);
    expect(error).toMatch(/^KeyboardInterrupt/);
    expect(stdout).toMatch(/^\d+\n$/);
    await expect.poll(() => alive(Number(stdout)), { timeout: 4000 }).toBe(false);
  });
});

describe("time", () => {
  it("is told, and the code is the cell's own: value, names, types", async () => {
    const run = await kernel.run(
      "%time const slept = await new Promise<number>((r) => setTimeout(() => r(5), 60)); slept + 1",
    );
    expect(run.stdout).toMatch(/^CPU times: user .*, sys: .*, total: .*\nWall time: [\d.]+ m?s\n$/);
    expect(seconds(/Wall time: (.*)/.exec(run.stdout)?.[1])).toBeGreaterThan(0.05);
    expect(run.value).toBe("6");
    expect((await kernel.run("slept")).value).toBe("5");
    expect((await kernel.run("1\n%time slept.no(\n)")).traceback).toContain(":2:13 - TS2339");
  });

  it("of a whole cell covers its imports; after an error nothing is left over", async () => {
    expect((await kernel.run("%time (() => { throw new Error('in time') })()")).error).toMatch(
      /in time/,
    );
    const run = await kernel.run("%%time\nimport { basename } from 'node:path'\nbasename('/a/b')");
    expect(run.value).toBe("'b'");
    expect(run.stdout.match(/Wall/g)).toHaveLength(1);
  });

  it("over many runs counts them, and keeps its names to itself", async () => {
    await kernel.run("let calls = 0");
    const run = await kernel.run("%timeit -n 3 -r 2 const mine = calls++; mine");
    expect(run.stdout).toMatch(
      /^[\d.]+ [nµm]?s ± .* per loop \(mean ± std\. dev\. of 2 runs, 3 loops each; best .*\)\n$/,
    );
    expect((await kernel.run("calls")).value).toBe("6");
    expect((await kernel.run("mine")).error).toMatch(/Cannot find name/);
    const later = await kernel.run(
      "%%timeit -n 1 -r 2\nawait new Promise((r) => setTimeout(r, 20))",
    );
    expect(seconds(/^[\d.]+ m?s/.exec(later.stdout)?.[0])).toBeGreaterThan(0.018);
    expect((await kernel.run("%timeit -n 0 1")).error).toMatch(/whole and positive, got -n 0/);
  });

  it("an endless measurement is interrupted", async () => {
    const cell = await kernel.sendCell("%timeit for (;;) {}");
    await sleep(200);
    await kernel.send("interrupt_request", {}, { channel: "control" });
    expect((await kernel.result(cell, 5)).error).toMatch(/^KeyboardInterrupt/);
  });
});

describe("names", () => {
  it("are listed with kinds, types and values, and forgotten", async () => {
    await kernel.run("%reset");
    expect((await kernel.run("%who")).stdout).toBe("nothing is declared\n");
    await kernel.run(
      "let n = 1; const URL = 'u'; interface Shape { a: 1 } function f(x: number) { return x }",
    );
    await kernel.run("throw 1; const unset = 3");
    expect((await kernel.run("%who")).stdout.trim().split(/ {3}/).sort()).toEqual(
      ["Shape", "URL", "f", "n", "unset"].sort(),
    );
    const { stdout } = await kernel.run("%whos");
    expect(stdout).toMatch(/^n +let +number +1$/m);
    expect(stdout).toMatch(/^URL +const +"u" +'u'$/m);
    expect(stdout).toMatch(/^f +function +\(x: number\) => number$/m);
    expect(stdout).toMatch(/^Shape +interface$/m);
    expect(stdout).toMatch(/^unset .*\(not set\)$/m);
    await kernel.run("%reset");
    expect((await kernel.run("n")).error).toMatch(/Cannot find name 'n'/);
    expect((await kernel.run("%%nocheck\nn")).value).toBeUndefined();
    expect((await kernel.run("new URL('http://host/').host")).value).toBe("'host'");
    expect((await kernel.run("%reset\nconst n = 'again'; n")).value).toBe("'again'");
  });
});

describe("packages", { timeout: 240_000 }, () => {
  // npm is a large program, slow to start on a busy machine.
  const npm = async (code: string): Promise<CellRun> =>
    kernel.result(await kernel.sendCell(code), 100);

  it("that %npm installs are there for the same cell, with types, and gone after", async () => {
    expect((await kernel.run("import { answer } from 'made-here'")).error).toMatch(
      /%npm install made-here/,
    );
    const run = await npm(
      "%npm install --offline --install-links ./made-here\nimport { answer } from 'made-here'\nconst typed: 42 = answer; typed",
    );
    expect(run.error ?? run.value).toBe("42");
    const shown = run.messages.filter(({ type }) => /display_data/.test(type));
    expect(shown.map(({ type }) => type).slice(0, 2)).toEqual([
      "display_data",
      "update_display_data",
    ]);
    const text = (shown.at(-1)!.content["data"] as Record<string, string>)["text/plain"];
    expect(text).toMatch(/^npm install .*made-here: done in .*s, \d+ requests$/);
    expect(readFileSync(join(folder, "package.json"), "utf8")).toContain("made-here");
    expect((await npm("%npm ls")).stdout).toContain("made-here@1.0.0");
    expect((await npm("%npm uninstall made-here")).stderr).toContain(
      "made-here is loaded already; restart the kernel to use what is installed now",
    );
    expect((await kernel.run("import { answer } from 'made-here'")).error).toMatch(
      /Cannot find module/,
    );
  });

  it("of a notebook inside a project go to the project, which is told", async () => {
    const project = scratchFolder();
    mkdirSync(join(project, "notebooks"));
    writeFileSync(join(project, "package.json"), '{ "name": "project" }');
    const inside = await TestKernel.start(join(project, "notebooks"));
    const cell = `%npm install --offline --install-links ${join(folder, "made-here")}`;
    const run = await inside.result(await inside.sendCell(cell), 100);
    expect(run.error).toBeUndefined();
    expect(JSON.stringify(run.messages)).toContain(`in ${project}: done in`);
    expect(readFileSync(join(project, "package.json"), "utf8")).toContain("made-here");
    await inside.stop();
    rmSync(project, { recursive: true, force: true });
  });

  it("a failing npm fails its cell, of which nothing was run", async () => {
    const run = await npm("console.log('ran')\n%npm install ./not-there");
    expect(run.error).toMatch(/%npm install \.\/not-there: npm must end with exit code 0, got/);
    expect(run.stdout).not.toContain("ran");
  });
});

describe("files and folders", () => {
  it("%%writefile makes a module that cells import, %cd changes the working directory only", async () => {
    const text = "export const q: number = `${1}`.length;\n";
    expect((await kernel.run(`%%writefile lib/m.ts\n${text}`)).stdout).toBe("Wrote lib/m.ts\n");
    expect(readFileSync(join(folder, "lib", "m.ts"), "utf8")).toBe(text);
    await kernel.run("%%writefile -a lib/m.ts\nexport const r = 2;");
    expect((await kernel.run("%cd lib")).stdout).toBe(`${join(folder, "lib")}\n`);
    expect(
      (await kernel.run("import { q, r } from './lib/m'\nconst at = %pwd\n[q, r, at].join()"))
        .value,
    ).toBe(`'1,2,${join(folder, "lib")}'`);
    expect((await kernel.run("%cd -")).stdout).toBe(`${folder}\n`);
    expect((await kernel.run("%cd nowhere")).error).toMatch(/no such file/);
  });

  it("%env is the environment of commands", async () => {
    expect((await kernel.run("%env GREETING=hello you\n!echo $GREETING")).stdout).toBe(
      "GREETING=hello you\nhello you\n",
    );
    expect((await kernel.run("%env GREETING")).value).toBe("'hello you'");
  });
});

it("%lsmagic lists every magic of the documentation, with one line of help", async () => {
  const { stdout } = await kernel.run("%lsmagic");
  const page = readFileSync(join(repository, "docs", "kernel-language.md"), "utf8");
  const documented = [...page.matchAll(/^\| `(.*?)` +\| (.*?) +\|$/gm)].map(([, ...row]) => row);
  const listed = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/));
  expect(listed).toEqual(documented);
});

it("an unknown magic says where to look", async () => {
  expect((await kernel.run("1\n%foo bar")).error).toBe(
    "SyntaxError: %foo: no such magic; %lsmagic lists them",
  );
});

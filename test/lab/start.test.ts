/** `npm start` as it is typed: it prints an address that works, and Ctrl-C ends all that it started. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/setup/paths.mjs";
import { anyFreePort } from "../../scripts/start/port.mjs";
import { until } from "./until.js";

let port: number;
let start: ChildProcess;
let printed = "";

/** Starts the script with these words and collects what it prints. */
function run(...words: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(root, "scripts", "start.mjs"), ...words]);
  const collect = (text: Buffer) => (printed += text.toString());
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  return child;
}

const isServing = () =>
  fetch(`http://127.0.0.1:${port}/api`).then(
    () => true,
    () => false,
  );

beforeAll(async () => {
  port = await anyFreePort();
  start = run("--no-browser", "--port", String(port));
});
afterAll(() => {
  start.kill("SIGTERM");
});

test("it prints an address with a token, at which our kernel is offered", async () => {
  const pattern = /(http:\/\/127\.0\.0\.1:\d+\/)lab\?token=([0-9a-f]+)/;
  const read = () => {
    // Nothing more will be printed by a process that has ended.
    if (start.exitCode !== null) throw new Error(`npm start ended: ${printed}`);
    return Promise.resolve(printed);
  };
  const text = await until("an address", read, (s) => pattern.test(s), 120_000);
  const [, url, token] = pattern.exec(text) ?? [];
  expect(url).toBe(`http://127.0.0.1:${port}/`);
  const response = await fetch(`${url}api/kernelspecs`, {
    headers: { Authorization: `token ${token}` },
  });
  expect(await response.json()).toMatchObject({
    kernelspecs: { typescript: { spec: { language: "typescript" } } },
  });
});

test("a second one at the same port ends with one sentence and a remedy", async () => {
  printed = "";
  const second = run("--no-browser", "--port", String(port));
  const [code] = (await once(second, "exit")) as [number | null];
  expect(code).toBe(1);
  expect(printed.trim().split("\n")).toEqual([
    `Error: Port ${port} is taken or not allowed.`,
    expect.stringContaining("--port N"),
  ]);
});

test("Ctrl-C ends the server and reports success", async () => {
  expect(await isServing()).toBe(true);
  start.kill("SIGINT");
  const [code] = (await once(start, "exit")) as [number | null];
  expect(code).toBe(0);
  expect(await isServing()).toBe(false);
});

/** Starts the built kernel as Jupyter does and talks to it through bridge.py. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type * as KernelPackage from "../../kernel/index.js";
import { pythonPath } from "./python.js";

export interface Message {
  readonly type: string;
  readonly id: string;
  readonly session: string;
  readonly version: string;
  readonly parent: string | null;
  readonly metadata: Record<string, unknown>;
  readonly content: Record<string, unknown>;
  /** Base64. */
  readonly buffers: readonly string[];
  /** Seconds since the epoch when the client received it. */
  readonly at: number;
}

export interface CellRun {
  readonly reply: Message;
  /** iopub messages of this cell only, busy and idle included. */
  readonly messages: readonly Message[];
  /** text/plain of the result, if there is one. */
  readonly value: string | undefined;
  /** All of stdout. */
  readonly stdout: string;
  readonly stderr: string;
  /** `ename: evalue` of the error output. */
  readonly error: string | undefined;
  readonly traceback: string;
}

type Json = Record<string, unknown>;

export const repository = fileURLToPath(new URL("../..", import.meta.url));
const built = join(repository, "dist", "kernel", "index.js");

/** A scratch JUPYTER_PATH that holds nothing but our kernelspec. */
export async function installForTests(prefix: string): Promise<string> {
  if (!existsSync(built)) throw new Error(`the kernel is not built; run: npx tsc -b kernel`);
  const { installKernelspec } = (await import(built)) as typeof KernelPackage;
  installKernelspec({ prefix });
  return join(prefix, "share", "jupyter");
}

/** A folder that vanishes with the test. */
export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), "kernel-test-"));
}

export class TestKernel {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  readonly #prefix: string;
  /** What the kernel wrote to its real stderr. */
  log = "";
  pid = 0;

  private constructor(process: ChildProcessWithoutNullStreams, prefix: string) {
    this.#process = process;
    this.#prefix = prefix;
    this.#answers = createInterface(process.stdout)[Symbol.asyncIterator]();
    process.stderr.on("data", (data: Buffer) => (this.log += data.toString()));
  }

  /** @param folder The notebook's folder. */
  static async start(folder: string, environment: NodeJS.ProcessEnv = {}): Promise<TestKernel> {
    const prefix = scratchFolder();
    const jupyter = await installForTests(prefix);
    const bridge = fileURLToPath(new URL("bridge.py", import.meta.url));
    const env = {
      ...process.env,
      JUPYTER_PATH: jupyter,
      JUPYTER_RUNTIME_DIR: prefix,
      JUPYTER_DATA_DIR: prefix, // the history goes there
      ...environment,
    };
    const kernel = new TestKernel(spawn(pythonPath(), [bridge], { env }), prefix);
    const { pid } = (await kernel.command("start", { cwd: folder })) as { pid: number };
    kernel.pid = pid;
    return kernel;
  }

  /** One command of bridge.py; commands are answered in order. */
  async command(command: string, fields: Json = {}): Promise<unknown> {
    this.#process.stdin.write(`${JSON.stringify({ command, name: "k", ...fields })}\n`);
    const next = await this.#answers.next();
    if (next.done) throw new Error(`the bridge ended: ${this.log}`);
    const answer = JSON.parse(next.value) as { result?: unknown; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  }

  /** Sends a request without waiting. @returns Its id. */
  async send(
    type: string,
    content: Json,
    more: { channel?: string; metadata?: Json; buffers?: readonly string[] } = {},
  ): Promise<string> {
    return (await this.command("send", { channel: "shell", type, content, ...more })) as string;
  }

  async sendCell(code: string, more: Json = {}): Promise<string> {
    const flags = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    return this.send("execute_request", { code, ...flags, stop_on_error: true, ...more });
  }

  /** The messages of a request that was sent, up to its idle. */
  async finish(parent: string, timeout = 30): Promise<Message[]> {
    const fields = { type: "status", parent, state: "idle", timeout };
    return (await this.command("iopub", fields)) as Message[];
  }

  async reply(parent: string, channel = "shell", timeout = 30): Promise<Message> {
    return (await this.command("reply", { channel, parent, timeout })) as Message;
  }

  /** Runs a cell to its end. */
  async run(code: string, more: Json = {}): Promise<CellRun> {
    return this.result(await this.sendCell(code, more));
  }

  /** Waits for the end of a cell that was sent. */
  async result(parent: string, timeout = 30): Promise<CellRun> {
    const messages = (await this.finish(parent, timeout)).filter((m) => m.parent === parent);
    return summary(await this.reply(parent), messages);
  }

  /** A request with a reply: its content. */
  async ask(type: string, content: Json, channel = "shell"): Promise<Json> {
    const parent = await this.send(type, content, { channel });
    await this.finish(parent);
    return (await this.reply(parent, channel)).content;
  }

  async stop(): Promise<void> {
    this.#process.stdin.end();
    await new Promise((resolve) => this.#process.once("close", resolve));
    rmSync(this.#prefix, { recursive: true, force: true });
  }
}

/** The messages of one cell, told by what they show. */
export function summary(reply: Message, messages: readonly Message[]): CellRun {
  const contents = (type: string): Json[] =>
    messages.filter((m) => m.type === type).map((m) => m.content);
  const printed = (name: string): string =>
    contents("stream")
      .filter((stream) => stream["name"] === name)
      .map((stream) => String(stream["text"]))
      .join("");
  const [result] = contents("execute_result");
  const [error] = contents("error");
  const data = result?.["data"] as Record<string, string> | undefined;
  const traceback = (error?.["traceback"] as string[] | undefined)?.join("\n") ?? "";
  return {
    reply,
    messages,
    value: data?.["text/plain"],
    stdout: printed("stdout"),
    stderr: printed("stderr"),
    error: error && `${String(error["ename"])}: ${String(error["evalue"])}`,
    // eslint-disable-next-line no-control-regex -- terminal colours start with this character
    traceback: traceback.replace(/\u001b\[[\d;]*m/g, ""),
  };
}

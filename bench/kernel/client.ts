/**
 * A Jupyter client of two sockets, the same for every kernel. It connects before the kernel listens and
 * tries again every few milliseconds, so that a start is timed to that accuracy.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dealer, Subscriber } from "zeromq";
import { Exchange } from "./exchange.js";
import { decodeMessage, encodeRequest, type Json } from "./wire.js";

export interface Command {
  readonly program: string;
  /** `{connection_file}` stands for the file. */
  readonly arguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

const retryMs = 5;
const channels = ["shell", "iopub", "stdin", "control", "hb"] as const;
type Ports = Record<(typeof channels)[number], number>;

export class KernelClient {
  /** When the process was started, on the clock of performance.now(). */
  readonly startedAt: number;
  readonly #key = randomUUID();
  readonly #folder = mkdtempSync(join(tmpdir(), "bench-kernel-"));
  readonly #shell = new Dealer({ reconnectInterval: retryMs, linger: 0 });
  // 0: no high-water mark, so that what is lost was lost by the kernel.
  readonly #iopub = new Subscriber({
    reconnectInterval: retryMs,
    linger: 0,
    receiveHighWaterMark: 0,
  });
  readonly #exchanges = new Map<string, Exchange>();
  readonly #process: ChildProcess;
  #complaint = "";
  #closed = false;

  private constructor(command: Command, folder: string, ports: Ports) {
    const file = join(this.#folder, "connection.json");
    writeFileSync(file, JSON.stringify(this.#connection(ports)));
    this.#shell.connect(`tcp://127.0.0.1:${ports.shell}`);
    this.#iopub.connect(`tcp://127.0.0.1:${ports.iopub}`);
    this.#iopub.subscribe();
    void this.#receive(this.#shell);
    void this.#receive(this.#iopub);
    const words = command.arguments.map((word) => word.replace("{connection_file}", file));
    this.startedAt = performance.now();
    this.#process = spawn(command.program, words, {
      cwd: folder,
      env: { ...process.env, ...command.environment },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#process.stderr?.on("data", (data: Buffer) => {
      this.#complaint = (this.#complaint + data.toString()).slice(-2000);
    });
    this.#process.on("error", (error) => this.#fail(error.message));
    this.#process.on("exit", (code) => this.#fail(`it ended with code ${code}`));
  }

  /** @param folder The notebook's folder. */
  static async start(command: Command, folder: string): Promise<KernelClient> {
    return new KernelClient(command, folder, await freePorts());
  }

  request(type: string, content: Json): Exchange {
    const id = randomUUID();
    const exchange = new Exchange();
    this.#exchanges.set(id, exchange);
    this.#shell.send(encodeRequest(this.#key, type, id, content)).catch((error: Error) => {
      exchange.fail(error);
    });
    return exchange;
  }

  execute(code: string): Exchange {
    const flags = { silent: false, store_history: true, allow_stdin: false, stop_on_error: true };
    return this.request("execute_request", { code, user_expressions: {}, ...flags });
  }

  complete(code: string): Exchange {
    return this.request("complete_request", { code, cursor_pos: code.length });
  }

  async stop(): Promise<void> {
    this.#closed = true;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill("SIGKILL"); // some kernels take seconds to leave when asked
      await ended;
    }
    this.#shell.close();
    this.#iopub.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #connection(ports: Ports): Json {
    const common = { transport: "tcp", ip: "127.0.0.1", signature_scheme: "hmac-sha256" };
    const numbers = channels.map((channel) => [`${channel}_port`, ports[channel]]);
    const named = Object.fromEntries(numbers) as Json;
    return { ...common, key: this.#key, kernel_name: "", ...named };
  }

  async #receive(socket: AsyncIterable<Buffer[]>): Promise<void> {
    for await (const frames of socket) {
      const message = decodeMessage(this.#key, frames, performance.now());
      this.#exchanges.get(message.parent)?.hear(message);
    }
  }

  #fail(reason: string): void {
    if (this.#closed) return;
    const failure = new Error(`the kernel failed: ${reason}; ${this.#complaint.trim()}`);
    for (const exchange of this.#exchanges.values()) exchange.fail(failure);
  }
}

/** Held together while they are chosen, so that they differ. */
async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(
    channels.map(
      () =>
        new Promise<Server>((resolve, reject) => {
          const server = createServer().on("error", reject);
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return Object.fromEntries(channels.map((channel, i) => [channel, ports[i]])) as Ports;
}

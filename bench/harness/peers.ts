/**
 * What is measured in a process of its own: the other frameworks, in Python, and our programs in
 * TensorFlow, whose number of threads is fixed when its library loads. They are spoken to in lines of
 * JSON, time their calls themselves, so that no pipe is in the figures, and read numbers from raw files.
 */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { cacheFolder, ownPeer, peersFolder, peersPython } from "./folders.js";
import type { Contender } from "./contender.js";

export const peerNames = ["torch", "jax", "tensorflow", "tensorflow-workers"] as const;
export type PeerName = (typeof peerNames)[number];
export type Quantity = "gradient" | "one-off product" | "amortised product";

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/**
 * glibc gives freed memory back at once, and torch asks for it anew in every call: 1,700 page faults
 * and 8.1 instead of 5.2 ms for the gradient of LeNet. Rivals are measured at their best.
 */
const keepMemory = {
  MALLOC_TRIM_THRESHOLD_: String(2 ** 32),
  MALLOC_MMAP_THRESHOLD_: String(2 ** 32),
};

/** What a thread count means is fixed when a framework loads: one process for each. */
export class Peer {
  readonly name: PeerName;
  readonly versions: Readonly<Record<string, string>>;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting: Map<number, (answer: Answer) => void>;
  #last = 0;

  private constructor(name: PeerName, child: ChildProcessWithoutNullStreams) {
    this.name = name;
    this.#process = child;
    this.#waiting = new Map();
    this.versions = {};
    createInterface({ input: child.stdout }).on("line", (line) => this.#hear(line));
  }

  /** @returns The peer, or why there is none. */
  static async start(name: PeerName, threads: number): Promise<Peer | string> {
    const isOurs = name.startsWith("tensorflow");
    const workers = name === "tensorflow-workers" ? threads : 1;
    if (!isOurs && !existsSync(peersPython)) return "not installed (npm run bench -- --setup)";
    const [program, script] = isOurs
      ? [process.execPath, ownPeer]
      : [peersPython, join(peersFolder, `${name}_peer.py`)];
    const child = spawn(program, [script], {
      env: {
        ...process.env,
        EIGENSCAPE_BENCH_THREADS: String(threads),
        OMP_NUM_THREADS: String(threads),
        MKL_NUM_THREADS: String(threads),
        EIGENSCAPE_BENCH_WORKERS: String(workers),
        TF_NUM_INTRAOP_THREADS: String(threads / workers),
        ...keepMemory,
        PYTHONNOUSERSITE: "1",
        PYTHONWARNINGS: "ignore",
      },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const complaints: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => complaints.push(line));
    const peer = new Peer(name, child);
    const ended = new Promise<string>((resolve) => {
      child.on("error", (error) => resolve(error.message));
      child.on("exit", () => {
        const reason = complaints.at(-1) ?? "ended without a word";
        for (const [id, answer] of peer.#waiting) answer({ id, error: reason });
        resolve(reason);
      });
    });
    const hello = peer.ask("hello").then((versions) => {
      Object.assign(peer.versions, versions);
      return peer;
    });
    return Promise.race([hello, ended]).catch((error: Error) => error.message);
  }

  ask(request: string, parameters: object = {}): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        this.#waiting.delete(id);
        if (error === undefined) resolve(result);
        else reject(new Error(`${this.name}: ${error}`));
      });
      this.#process.stdin.write(`${JSON.stringify({ id, request, ...parameters })}\n`);
    });
  }

  /** Everything this peer can do for a quantity of the net whose files are in `folder`. */
  async contenders(folder: string, quantity: Quantity): Promise<Contender[]> {
    const methods = (await this.ask("methods", { folder, quantity })) as string[];
    const contenders: Contender[] = [];
    for (const method of methods) {
      await this.ask("prepare", { folder, quantity, method });
      contenders.push(this.#contender(folder, quantity, method));
    }
    return contenders;
  }

  close(): void {
    this.#process.stdin.end();
    this.#process.kill();
  }

  #contender(folder: string, quantity: Quantity, method: string): Contender {
    const which = { folder, quantity, method };
    return {
      name: `${this.name} ${method}`,
      side: this.name.startsWith("tensorflow") ? "tensorflow" : "rival",
      time: async (calls) => (await this.ask("time", { ...which, calls })) as number[],
      vector: async () => {
        const file = join(cacheFolder(), `${this.name}-result.bin`);
        await this.ask("vector", { ...which, file });
        const bytes = readFileSync(file);
        rmSync(file);
        return new Float32Array(
          bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
        );
      },
      release: async () => void (await this.ask("release", which)),
    };
  }

  #hear(line: string): void {
    if (!line.startsWith('{"id"')) return; // a framework's own chatter
    const answer = JSON.parse(line) as Answer;
    this.#waiting.get(answer.id)?.(answer);
  }
}

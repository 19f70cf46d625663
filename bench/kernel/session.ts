/**
 * One kernel from its start to its end, and what is timed in between. Every answer is looked at: a kernel
 * that gives a wrong one has no time.
 */
import { KernelClient } from "./client.js";
import { lines, type Cell, type KernelContender } from "./contenders.js";

/** Milliseconds, in the order in which they were taken. */
export type Milliseconds = readonly number[];

/** A kernel may print after it says that it is idle; lines that are still missing then are lost. */
const lateMs = 2000;
const expectedLines = Array.from({ length: lines }, (_, i) => `line ${i}\n`).join("");

export class KernelSession {
  readonly #contender: KernelContender;
  readonly #client: KernelClient;
  #cells = 0;

  private constructor(contender: KernelContender, client: KernelClient) {
    this.#contender = contender;
    this.#client = client;
  }

  static async start(contender: KernelContender, folder: string): Promise<KernelSession> {
    return new KernelSession(contender, await KernelClient.start(contender.command, folder));
  }

  /** From the start of the process to the reply of the first cell. Its result is asked for again. */
  async first(): Promise<Milliseconds> {
    const { code, result } = this.#contender.language.first;
    const exchange = this.#client.execute(code);
    await exchange.until(() => exchange.reply !== undefined);
    const at = exchange.reply?.at ?? NaN;
    await this.#run({ code: "first", result }); // the first subscription may have come too late
    return [at - this.#client.startedAt];
  }

  /** `1+1`, so many times. */
  async warm(count: number): Promise<Milliseconds> {
    const times: number[] = [];
    for (let i = 0; i < count; i++) times.push(await this.#run({ code: "1+1", result: "2" }));
    return times;
  }

  async import(): Promise<Milliseconds> {
    const { language } = this.#contender;
    const time = await this.#run(language.library);
    await this.#run(language.cell(this.#cells++));
    return [time];
  }

  /** Cells that use a library and each other. */
  async cells(count: number): Promise<Milliseconds> {
    const { language } = this.#contender;
    const times: number[] = [];
    for (let i = 0; i < count; i++) times.push(await this.#run(language.cell(this.#cells++)));
    return times;
  }

  async completions(count: number): Promise<Milliseconds> {
    const { words } = this.#contender.language;
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const { code, offered } = words[i % words.length];
      const exchange = this.#client.complete(code);
      await exchange.until(() => exchange.reply !== undefined && exchange.idleAt !== undefined);
      const matches = (exchange.reply?.content["matches"] ?? []) as string[];
      if (!matches.some((match) => match.split(".").at(-1)?.startsWith(offered))) {
        throw new Error(`"${code}" must offer ${offered}, got ${matches.length} words`);
      }
      times.push((exchange.reply?.at ?? NaN) - exchange.sentAt);
    }
    return times;
  }

  /** All lines of one cell, up to the last of them or idle, whichever comes later. */
  async prints(): Promise<Milliseconds> {
    const exchange = this.#client.execute(this.#contender.language.prints);
    await exchange.until(() => exchange.idleAt !== undefined && exchange.reply !== undefined);
    let seen = -1;
    while (exchange.printedLength > seen && exchange.printedLength < expectedLines.length) {
      seen = exchange.printedLength;
      await exchange.until(() => exchange.printedLength >= expectedLines.length, lateMs);
    }
    const { printed, printedAt, idleAt = NaN, sentAt } = exchange;
    if (printed !== expectedLines) {
      const got = printed.split("\n").length - 1;
      throw new Error(
        got < lines ? `${lines - got} of ${lines} lines lost` : "lines in wrong order",
      );
    }
    return [Math.max(printedAt, idleAt) - sentAt];
  }

  /** Whether a cell with a wrong type is refused. */
  async checksTypes(): Promise<boolean> {
    const exchange = this.#client.execute(this.#contender.language.mistake);
    await exchange.until(() => exchange.reply !== undefined && exchange.idleAt !== undefined);
    return exchange.reply?.content["status"] === "error";
  }

  stop(): Promise<void> {
    return this.#client.stop();
  }

  /** Milliseconds until both the result and the reply are there. */
  async #run({ code, result }: Cell): Promise<number> {
    const exchange = this.#client.execute(code);
    await exchange.until(() => exchange.reply !== undefined && exchange.idleAt !== undefined);
    await exchange.until(
      () => exchange.value !== undefined || exchange.error !== undefined,
      lateMs,
    );
    const { value, reply, sentAt } = exchange;
    if (value?.text !== result) {
      throw new Error(
        `${code} must give ${result}, got ${exchange.error ?? value?.text ?? "none"}`,
      );
    }
    return Math.max(value.at, reply?.at ?? NaN) - sentAt;
  }
}

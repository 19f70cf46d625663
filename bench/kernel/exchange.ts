/** A request and all that came back for it. */
import type { Json, Received } from "./wire.js";

/** A kernel that takes longer for one request has failed. */
const patience = 60_000;

export class Exchange {
  readonly sentAt = performance.now();
  reply: Received | undefined;
  result: Received | undefined;
  /** `ename: evalue` of an error output. */
  error: string | undefined;
  idleAt: number | undefined;
  /** When text was last printed. */
  printedAt = 0;
  readonly #texts: string[] = [];
  #length = 0;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  /** Everything printed to stdout. */
  get printed(): string {
    return this.#texts.join("");
  }

  /** Length of everything printed, known without joining it. */
  get printedLength(): number {
    return this.#length;
  }

  hear(message: Received): void {
    const { type, content, at } = message;
    if (type.endsWith("_reply")) this.reply = message;
    else if (type === "execute_result" || type === "display_data") this.result ??= message;
    else if (type === "error")
      this.error = `${String(content["ename"])}: ${String(content["evalue"])}`;
    else if (type === "status" && content["execution_state"] === "idle") this.idleAt = at;
    else if (type === "stream" && content["name"] === "stdout") {
      const text = String(content["text"]);
      this.#texts.push(text);
      this.#length += text.length;
      this.printedAt = at;
    }
    this.#wake();
  }

  fail(failure: Error): void {
    this.#failure = failure;
    this.#wake();
  }

  /** Resolves to whether the condition came true within so many milliseconds. */
  async until(condition: () => boolean, milliseconds = patience): Promise<boolean> {
    if (condition()) return true;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(condition()), milliseconds);
      this.#wake = () => {
        if (this.#failure) reject(this.#failure);
        else if (condition()) resolve(true);
        else return;
        clearTimeout(timer);
      };
    });
  }

  /** The cell's value as text without colours, and when it came. tslab prints values instead of returning them. */
  get value(): { readonly text: string; readonly at: number } | undefined {
    const data = this.result?.content["data"] as Json | undefined;
    const text = data?.["text/plain"] ?? (this.#length > 0 ? this.printed : undefined);
    if (typeof text !== "string") return undefined;
    // eslint-disable-next-line no-control-regex -- terminal colours start with this character
    const plain = text.replace(/\u001b\[[\d;]*m/g, "").trim();
    return { text: plain, at: this.result?.at ?? this.printedAt };
  }
}

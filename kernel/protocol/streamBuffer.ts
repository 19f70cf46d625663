/**
 * Gathers printed text into few stream messages.
 *
 * One message per write is how kernels lose output: 20,000 messages in a burst exceed the queues between
 * kernel and browser. Text of one stream and one parent that comes within the interval becomes one message;
 * another stream, another parent or any other message first sends what waits, so program order is kept.
 */
import type { StreamName } from "./threadMessages.js";

/** Long enough to gather a burst, short enough to look immediate. */
const intervalMs = 25;
/** A larger message would freeze the browser while it is laid out. */
const maximalLength = 256 * 1024;

export class StreamBuffer {
  readonly #publish: (name: StreamName, text: string, parent: string) => void;
  #name: StreamName = "stdout";
  #parent = "";
  #texts: string[] = [];
  #length = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: (name: StreamName, text: string, parent: string) => void) {
    this.#publish = publish;
  }

  write(name: StreamName, text: string, parent: string): void {
    if (name !== this.#name || parent !== this.#parent) this.flush();
    this.#name = name;
    this.#parent = parent;
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length >= maximalLength) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), intervalMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#texts.length === 0) return;
    const text = this.#texts.join("");
    this.#texts = [];
    this.#length = 0;
    this.#publish(this.#name, text, this.#parent);
  }
}

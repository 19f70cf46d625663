/**
 * What an Output widget shows, in the form in which notebooks store outputs: prints in a row are
 * one, a display with an id can be replaced, a clearing may wait for what comes next.
 */
export type Output = { output_type: string } & Record<string, unknown>;

/** An Output is sent as a whole at each change; printed text is cut at the front above this. */
export const maximalText = 1024 * 1024;

const dropped = "[earlier output dropped]\n";
const kept = new Set(["stream", "display_data", "execute_result", "error"]);

export class OutputLog {
  #outputs: Output[] = [];
  #ids = new WeakMap<Output, string>();
  #clearing = false;

  /** A copy that later outputs do not change. */
  get outputs(): readonly Output[] {
    return [...this.#outputs];
  }

  /** Characters of printed text: what a change costs. */
  get size(): number {
    return this.#outputs.reduce(
      (sum, { text }) => sum + (typeof text === "string" ? text.length : 0),
      0,
    );
  }

  /**
   * Takes a message as kernels publish it.
   *
   * @returns false if it belongs elsewhere, such as the update of a display that is not here.
   */
  add(type: string, content: Readonly<Record<string, unknown>>): boolean {
    if (type === "clear_output") this.clear(content["wait"] === true);
    else if (type === "update_display_data") return this.#update(content);
    else if (kept.has(type)) this.#append(type, content);
    else return false;
    return true;
  }

  /** @param wait until there is something to show instead. */
  clear(wait: boolean): void {
    this.#clearing = wait;
    if (!wait) this.#outputs = [];
  }

  /** Whether a clearing still waits. */
  get clearing(): boolean {
    return this.#clearing;
  }

  #append(type: string, { transient, ...content }: Readonly<Record<string, unknown>>): void {
    if (this.#clearing) this.clear(false);
    const last = this.#outputs.at(-1);
    if (type === "stream" && last?.output_type === "stream" && last["name"] === content["name"]) {
      const text = cut(`${String(last["text"])}${String(content["text"])}`);
      this.#outputs[this.#outputs.length - 1] = { ...last, text };
      return;
    }
    const output: Output = { output_type: type, ...content };
    if (type === "stream") output["text"] = cut(String(content["text"]));
    const id = idOf(transient);
    if (id !== undefined) this.#ids.set(output, id);
    this.#outputs.push(output);
  }

  #update({ data, metadata, transient }: Readonly<Record<string, unknown>>): boolean {
    const id = idOf(transient);
    const fits = (output: Output): boolean => this.#ids.get(output) === id;
    if (id === undefined || !this.#outputs.some(fits)) return false;
    this.#outputs = this.#outputs.map((output) => {
      if (!fits(output)) return output;
      const updated = { ...output, data, metadata };
      this.#ids.set(updated, id);
      return updated;
    });
    return true;
  }
}

function cut(text: string): string {
  if (text.length <= maximalText) return text;
  return dropped + text.slice(text.indexOf("\n", text.length - maximalText / 2) + 1);
}

function idOf(transient: unknown): string | undefined {
  const id = (transient as { display_id?: unknown } | null | undefined)?.display_id;
  return typeof id === "string" ? id : undefined;
}

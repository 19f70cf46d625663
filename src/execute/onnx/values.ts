/**
 * The names under which values of graph nodes stand in the emitted graph. An image may stand there
 * plain, blocked (see nchwc.ts) or both; the other form is made when somebody first asks for it.
 */
import type { Node } from "../../graph/node.js";
import { toBlocked, toPlain } from "./nchwc.js";
import type { OnnxWriter } from "./writer.js";

export class Values {
  readonly #w: OnnxWriter;
  readonly #plain = new Map<Node, string>();
  readonly #blocked = new Map<Node, string>();

  constructor(w: OnnxWriter) {
    this.#w = w;
  }

  set(node: Node, plain: string): void {
    this.#plain.set(node, plain);
  }

  setBlocked(node: Node, blocked: string): void {
    this.#blocked.set(node, blocked);
  }

  /** Whether it is there blocked only: reading it plain would cost a pass. */
  isBlocked(node: Node): boolean {
    return this.#blocked.has(node) && !this.#plain.has(node);
  }

  plain(node: Node): string {
    const known = this.#plain.get(node);
    if (known !== undefined) return known;
    const blocked = this.#blocked.get(node);
    if (blocked === undefined) throw new Error(`emit: ${node.op} is used before it is written`);
    const made = toPlain(this.#w, blocked, node.shape[1]);
    this.#plain.set(node, made);
    return made;
  }

  blocked(node: Node): string {
    return this.#blocked.get(node) ?? toBlocked(this.#w, this.plain(node)); // equal nodes are written once
  }
}

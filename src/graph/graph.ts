/**
 * The store of nodes. Equal nodes are one node (hash-consing), so common subexpressions vanish
 * while a program is built, and identity of objects is equality of expressions.
 */
import type { Attributes, Node, NodeOf, Op } from "./node.js";
import { printShape, sizeOf, type Shape } from "./shape.js";

export class Graph {
  readonly #nodes: Node[] = [];
  readonly #known = new Map<string, Node>();

  get size(): number {
    return this.#nodes.length;
  }

  /** The node with these parts; made if it is new. Use the constructors beside this file instead. */
  make<O extends Op>(
    op: O,
    inputs: readonly Node[],
    attributes: Attributes[O],
    shape: Shape,
  ): NodeOf<O> {
    const key = `${op}|${inputs.map((n) => n.id).join(",")}|${describe(attributes)}|${shape.join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known as NodeOf<O>; // the key starts with the op
    const node: NodeOf<O> = { id: this.#nodes.length, op, inputs, attributes, shape };
    this.#nodes.push(node as Node);
    this.#known.set(key, node as Node);
    return node;
  }

  /** A value given at run time. Names are unique. */
  input(name: string, shape: Shape): NodeOf<"input"> {
    if (this.#nodes.some((n) => n.op === "input" && n.attributes.name === name)) {
      throw new RangeError(`input: names must be distinct, got ${name} twice`);
    }
    return this.make("input", [], { name }, shape);
  }

  /** Known numbers; a uniform array becomes an expanded scalar, which simplifies better. */
  constant(values: ArrayLike<number>, shape: Shape): Node {
    if (values.length !== sizeOf(shape)) {
      throw new RangeError(
        `constant: needs ${sizeOf(shape)} values for shape ${printShape(shape)}, got ${values.length}`,
      );
    }
    const copy = Float64Array.from(values);
    if (copy.length > 0 && shape.length > 0 && copy.every((v) => v === copy[0])) {
      return this.make("expand", [this.scalar(copy[0])], {}, shape);
    }
    return this.make("constant", [], { values: copy }, shape);
  }

  scalar(value: number): Node {
    return this.make("constant", [], { values: Float64Array.of(value) }, []);
  }
}

/** Of nodes in order of evaluation, those that depend on `sources`, which are among them. */
export function dependents(order: readonly Node[], sources: readonly Node[]): Set<Node> {
  const found = new Set<Node>(sources);
  for (const node of order) if (node.inputs.some((i) => found.has(i))) found.add(node);
  return found;
}

/** Attributes as text: constants by their bytes, the rest as JSON. */
function describe(attributes: Attributes[Op]): string {
  if (!("values" in attributes)) return JSON.stringify(attributes);
  const { buffer, byteOffset, byteLength } = attributes.values;
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

/** The number of a rank-0 constant, else undefined. */
export function scalarValue(node: Node): number | undefined {
  return node.op === "constant" && node.shape.length === 0 ? node.attributes.values[0] : undefined;
}

/**
 * The nodes that `outputs` depend on, themselves included, in order of evaluation. What lies behind
 * nodes of `stop` is left out.
 */
export function reach(outputs: readonly Node[], stop: ReadonlySet<Node> = new Set()): Node[] {
  const seen = new Set<Node>();
  const stack = [...outputs];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (!stop.has(node)) stack.push(...node.inputs);
  }
  return [...seen].sort((a, b) => a.id - b.id);
}

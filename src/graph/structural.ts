/**
 * Constructors that move numbers without computing: reshape, permute, expand, sum over axes, pad,
 * slice. Each simplifies while it builds, so that the layouts which recording inserts cancel.
 */
import type { Graph } from "./graph.js";
import type { Node } from "./node.js";
import {
  printShape,
  reducedShape,
  sameShape,
  sizeOf,
  stretchedAxes,
  withRank,
  type Shape,
} from "./shape.js";

/** The same numbers in another shape. */
export function reshape(g: Graph, x: Node, shape: Shape): Node {
  if (sizeOf(shape) !== sizeOf(x.shape)) {
    throw new RangeError(
      `reshape: sizes must agree, got ${printShape(x.shape)} to ${printShape(shape)}`,
    );
  }
  if (sameShape(x.shape, shape)) return x;
  if (x.op === "reshape") return reshape(g, x.inputs[0], shape);
  if (x.op === "constant") return g.constant(x.attributes.values, shape);
  if (x.op === "expand" && sizeOf(x.inputs[0].shape) === 1) {
    return expand(g, reshape(g, x.inputs[0], []), shape);
  }
  return g.make("reshape", [x], {}, shape);
}

/** Output axis i is input axis permutation[i]. */
export function permute(g: Graph, x: Node, permutation: readonly number[]): Node {
  if (permutation.every((p, i) => p === i)) return x;
  const shape = permutation.map((p) => x.shape[p]);
  if (x.op === "permute") {
    const inner = x.attributes.permutation;
    return permute(
      g,
      x.inputs[0],
      permutation.map((p) => inner[p]),
    );
  }
  // Moving only axes of size 1 changes no order of numbers.
  const moved = permutation.filter((p) => x.shape[p] !== 1);
  if (moved.every((p, i) => i === 0 || moved[i - 1] < p)) return reshape(g, x, shape);
  if (x.op === "expand") {
    const source = reshape(g, x.inputs[0], withRank(x.inputs[0].shape, permutation.length));
    return expand(g, permute(g, source, permutation), shape);
  }
  return g.make("permute", [x], { permutation: [...permutation] }, shape);
}

/** Broadcasts x to `shape`. */
export function expand(g: Graph, x: Node, shape: Shape): Node {
  if (sameShape(x.shape, shape)) return x;
  const lead = shape.length - x.shape.length;
  if (lead < 0 || x.shape.some((d, i) => d !== 1 && d !== shape[lead + i])) {
    throw new RangeError(
      `expand: axes must agree or be 1, got ${printShape(x.shape)} to ${printShape(shape)}`,
    );
  }
  if (x.op === "expand") return expand(g, x.inputs[0], shape);
  return g.make("expand", [x], {}, shape);
}

/** Sum over axes, which stay with size 1. */
export function sum(g: Graph, x: Node, axes: readonly number[]): Node {
  const sorted = [...new Set(axes)].sort((a, b) => a - b).filter((a) => x.shape[a] !== 1);
  if (sorted.length === 0) return x;
  if (x.op === "permute") {
    const { permutation } = x.attributes;
    const inner = sum(
      g,
      x.inputs[0],
      sorted.map((a) => permutation[a]),
    );
    return permute(g, inner, permutation);
  }
  return g.make("sum", [x], { axes: sorted }, reducedShape(x.shape, sorted));
}

/** Sums x down to a shape that broadcasts to it: the adjoint of `expand`. */
export function sumTo(g: Graph, x: Node, shape: Shape): Node {
  if (sameShape(x.shape, shape)) return x;
  return reshape(g, sum(g, x, stretchedAxes(shape, x.shape)), shape);
}

/** Zeros before, after and (`interior`) between neighbours along each axis. */
export function pad(
  g: Graph,
  x: Node,
  before: readonly number[],
  after: readonly number[],
  interior: readonly number[] = x.shape.map(() => 0),
): Node {
  if ([...before, ...after, ...interior].every((count) => count === 0)) return x;
  const shape = x.shape.map((d, i) => before[i] + d + (d - 1) * interior[i] + after[i]);
  const attributes = { before: [...before], after: [...after], interior: [...interior] };
  return g.make("pad", [x], attributes, shape);
}

/** The entries of x at begin, begin + step, … so that the result has `shape`. */
export function slice(
  g: Graph,
  x: Node,
  begin: readonly number[],
  shape: Shape,
  steps: readonly number[] = x.shape.map(() => 1),
): Node {
  if (begin.some((b, i) => b < 0 || b + (shape[i] - 1) * steps[i] >= x.shape[i])) {
    throw new RangeError(
      `slice: must lie within ${printShape(x.shape)}, got ${printShape(shape)} at ${printShape(begin)}` +
        (steps.every((s) => s === 1) ? "" : ` in steps ${printShape(steps)}`),
    );
  }
  if (sameShape(x.shape, shape)) return x;
  return g.make("slice", [x], { begin: [...begin], steps: [...steps] }, shape);
}

/** Tensors one after the other along an axis; all other axes agree. */
export function concat(g: Graph, parts: readonly Node[], axis: number): Node {
  const [first] = parts;
  const fits = parts.every(
    ({ shape }) =>
      shape.length === first.shape.length &&
      shape.every((d, i) => i === axis || d === first.shape[i]),
  );
  if (!fits) {
    const shapes = parts.map(({ shape }) => printShape(shape)).join(", ");
    throw new RangeError(`concat: shapes must agree but for axis ${axis}, got ${shapes}`);
  }
  if (parts.length === 1) return first;
  const total = parts.reduce((sum, { shape }) => sum + shape[axis], 0);
  const shape = first.shape.map((d, i) => (i === axis ? total : d));
  return g.make("concat", parts, { axis }, shape);
}

/** Rows of a table by number: [V, …rest] and indices of any shape give [...indices, …rest]. */
export function gather(g: Graph, table: Node, indices: Node): Node {
  return g.make("gather", [table, indices], {}, [...indices.shape, ...table.shape.slice(1)]);
}

/** The adjoint of `gather`: adds rows into a table of `shape`. */
export function scatterAdd(g: Graph, rows: Node, indices: Node, shape: Shape): Node {
  return g.make("scatterAdd", [rows, indices], {}, shape);
}

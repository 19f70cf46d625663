/**
 * Constructors of elementwise operations. They fold scalars, drop needless expands and sink
 * permutations below themselves: a whole network in N H W C then computes in N C H W with
 * permutations left only at its edges.
 */
import { scalarValue, type Graph } from "./graph.js";
import type { BinaryOp, Node, UnaryOp } from "./node.js";
import { broadcast, inversePermutation, sameShape, sizeOf, withRank, type Shape } from "./shape.js";
import { expand, permute, reshape } from "./structural.js";

export const neg = (g: Graph, x: Node): Node => unary(g, "neg", x);

export function unary(g: Graph, op: UnaryOp, x: Node): Node {
  if (x.op === "permute") return permute(g, unary(g, op, x.inputs[0]), x.attributes.permutation);
  if (x.op === "expand") return expand(g, unary(g, op, x.inputs[0]), x.shape);
  if (op === "neg") {
    if (x.op === "neg") return x.inputs[0];
    const value = scalarValue(x);
    if (value !== undefined) return g.scalar(-value);
  }
  const logistic = op === "log1p" ? logisticTail(g, x) : undefined;
  return logistic ?? (g.make(op, [x], {}, x.shape) as Node); // one of the unary operations
}

/**
 * log(1 + exp(−|z|)) = softplus(z) − relu(z). TensorFlow.js adds it to relu(z) for the logistic loss.
 * Both have a kink at 0 and their sum has none: its derivatives must be those of the sum.
 */
function logisticTail(g: Graph, x: Node): Node | undefined {
  const exponent = x.op === "exp" ? x.inputs[0] : undefined;
  const magnitude = exponent?.op === "neg" ? exponent.inputs[0] : undefined;
  if (magnitude?.op !== "abs") return undefined;
  const [z] = magnitude.inputs;
  return sub(g, unary(g, "softplus", z), unary(g, "relu", z));
}

export function add(g: Graph, a: Node, b: Node): Node {
  if (b.op === "neg") return sub(g, a, b.inputs[0]);
  if (a.op === "neg") return sub(g, b, a.inputs[0]);
  if (isZero(b)) return expandTo(g, "add", a, b);
  if (isZero(a)) return expandTo(g, "add", b, a);
  const short = logSumExpOf(g, a, b) ?? logSumExpOf(g, b, a) ?? telescoped(g, a, b);
  return short ?? binary(g, "add", ...ordered(a, b));
}

export function sub(g: Graph, a: Node, b: Node): Node {
  if (b.op === "neg") return add(g, a, b.inputs[0]);
  if (isZero(b)) return expandTo(g, "sub", a, b);
  if (isZero(a)) return neg(g, expandTo(g, "sub", b, a));
  return binary(g, "sub", a, b);
}

export function mul(g: Graph, a: Node, b: Node): Node {
  if (scalarValue(b) !== undefined && scalarValue(a) === undefined) return mul(g, b, a);
  const factor = scalarValue(a);
  if (factor === 1) return b;
  if (factor === -1) return neg(g, b);
  // Scalars gather in front, so that a chain of them becomes one.
  if (factor !== undefined && b.op === "mul") {
    const inner = scalarValue(b.inputs[0]);
    if (inner !== undefined) return mul(g, g.scalar(factor * inner), b.inputs[1]);
  }
  if (factor !== undefined && b.op === "neg") return mul(g, g.scalar(-factor), b.inputs[0]);
  if (factor !== undefined && (b.op === "pool" || b.op === "poolGrad")) {
    return g.make(
      b.op,
      b.inputs,
      { ...b.attributes, factor: factor * b.attributes.factor },
      b.shape,
    );
  }
  if (a.op === "neg") return neg(g, mul(g, a.inputs[0], b));
  if (b.op === "neg") return neg(g, mul(g, a, b.inputs[0]));
  return factor !== undefined ? binary(g, "mul", a, b) : binary(g, "mul", ...ordered(a, b));
}

export function div(g: Graph, a: Node, b: Node): Node {
  const divisor = scalarValue(b);
  if (divisor !== undefined) return mul(g, g.scalar(1 / divisor), a);
  if (a.op === "neg") return neg(g, div(g, a.inputs[0], b));
  return binary(g, "div", a, b);
}

export const equal = (g: Graph, a: Node, b: Node): Node => binary(g, "equal", a, b);
export const greater = (g: Graph, a: Node, b: Node): Node => binary(g, "greater", a, b);
export const maximum = (g: Graph, a: Node, b: Node): Node =>
  a === b ? a : binary(g, "maximum", ...ordered(a, b));
export const minimum = (g: Graph, a: Node, b: Node): Node =>
  neg(g, maximum(g, neg(g, a), neg(g, b)));

/** aᵇ; small integer powers and square roots of scalars b are written with mul, div and sqrt. */
export function pow(g: Graph, a: Node, b: Node): Node {
  switch (scalarValue(b)) {
    case 0:
      return expand(g, g.scalar(1), a.shape);
    case 1:
      return a;
    case 2:
      return mul(g, a, a);
    case 3:
      return mul(g, mul(g, a, a), a);
    case 0.5:
      return unary(g, "sqrt", a);
    case -1:
      return div(g, g.scalar(1), a);
    default:
      return binary(g, "pow", a, b);
  }
}

/** a where c ≠ 0, else b. */
export function select(g: Graph, c: Node, a: Node, b: Node): Node {
  const shape = broadcast("select", broadcast("select", c.shape, a.shape), b.shape);
  return g.make("select", [c, a, b], {}, shape);
}

/** Sum with absent terms as zeros; undefined when all are absent. */
export function addOptional(g: Graph, a: Node | undefined, b: Node | undefined): Node | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : add(g, a, b);
}

function binary(g: Graph, op: BinaryOp, a: Node, b: Node): Node {
  const [x, y] = [scalarValue(a), scalarValue(b)];
  if (x !== undefined && y !== undefined) return g.scalar(compute[op](x, y));
  const shape = broadcast(op, a.shape, b.shape);
  if (a.op === "expand" && b.op === "expand" && smaller(a, b, shape)) {
    return expand(g, binary(g, op, a.inputs[0], b.inputs[0]), shape);
  }
  if (a.op === "expand" && sameShape(broadcast(op, a.inputs[0].shape, b.shape), shape)) {
    return dispatch(g, op, a.inputs[0], b);
  }
  if (b.op === "expand" && sameShape(broadcast(op, a.shape, b.inputs[0].shape), shape)) {
    return dispatch(g, op, a, b.inputs[0]);
  }
  return sunk(g, op, a, b, shape) ?? g.make(op, [a, b], {}, shape);
}

/** After an operand lost its expand, the scalar rules may apply. */
function dispatch(g: Graph, op: BinaryOp, a: Node, b: Node): Node {
  return { add, sub, mul, div, pow, maximum, equal, greater }[op](g, a, b);
}

const compute: Record<BinaryOp, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  pow: (x, y) => x ** y,
  maximum: Math.max,
  equal: (x, y) => (x === y ? 1 : 0),
  greater: (x, y) => (x > y ? 1 : 0),
};

/** Both operands are stretched along one axis: compute before stretching. */
function smaller(a: Node, b: Node, shape: Shape): boolean {
  const inner = broadcast("expand", a.inputs[0].shape, b.inputs[0].shape);
  return sizeOf(inner) < sizeOf(shape);
}

/** op(permute(x), y) = permute(op(x, y′)) where y′ costs nothing: permuted alike, or small. */
function sunk(g: Graph, op: BinaryOp, a: Node, b: Node, shape: Shape): Node | undefined {
  // Of operands that are both stretched, each would be permuted back for the other, without end.
  const whole = (x: Node): boolean => sizeOf(x.shape) === sizeOf(shape);
  const outer = [a, b].find((x) => x.op === "permute" && whole(x));
  if (outer?.op !== "permute") return undefined;
  const { permutation } = outer.attributes;
  if (shape.length !== permutation.length) return undefined;
  const pull = (x: Node): Node | undefined => {
    if (x.op === "permute" && x.attributes.permutation.join() === permutation.join()) {
      return x.inputs[0];
    }
    if (x.shape.length === 0) return x;
    if (whole(x)) return undefined; // permuting it would cost a pass
    const full = reshape(g, x, withRank(x.shape, permutation.length));
    return permute(g, full, inversePermutation(permutation));
  };
  const [x, y] = [pull(a), pull(b)];
  return x && y && permute(g, dispatch(g, op, x, y), permutation);
}

/** (p − c) + (s − p) = s − c. */
function telescoped(g: Graph, a: Node, b: Node): Node | undefined {
  if (a.op !== "sub" || b.op !== "sub") return undefined;
  const [p, c] = a.inputs;
  const [s, q] = b.inputs;
  return p === q && sameShape(s.shape, a.shape) && sameShape(b.shape, a.shape)
    ? sub(g, s, c)
    : undefined;
}

/** log(sum(exp(x − m))) + m with m = max(x) is logSumExp(x): its own node has a stable derivative. */
function logSumExpOf(g: Graph, log: Node, max: Node): Node | undefined {
  const [flatLog, flatMax] = [unshaped(log), unshaped(max)];
  if (flatLog.op !== "log" || flatMax.op !== "max") return undefined;
  const total = flatLog.inputs[0];
  const shifted = total.op === "sum" ? total.inputs[0] : undefined;
  const difference = shifted?.op === "exp" ? shifted.inputs[0] : undefined;
  if (total.op !== "sum" || difference?.op !== "sub") return undefined;
  const [x, m] = difference.inputs;
  if (m !== flatMax || x !== flatMax.inputs[0]) return undefined;
  if (total.attributes.axes.join() !== flatMax.attributes.axes.join()) return undefined;
  const result = g.make("logSumExp", [x], { axes: total.attributes.axes }, total.shape);
  return reshape(g, result, broadcast("add", log.shape, max.shape));
}

const unshaped = (x: Node): Node => (x.op === "reshape" ? x.inputs[0] : x);

/** Commutative operands in one order, so that a + b and b + a are one node. */
const ordered = (a: Node, b: Node): [Node, Node] => (a.id <= b.id ? [a, b] : [b, a]);

function isZero(x: Node): boolean {
  return scalarValue(x) === 0 || (x.op === "expand" && scalarValue(x.inputs[0]) === 0);
}

function expandTo(g: Graph, op: BinaryOp, x: Node, other: Node): Node {
  return expand(g, x, broadcast(op, x.shape, other.shape));
}

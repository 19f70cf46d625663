/**
 * Constructors of the operations that cost: matrix products and the convolution family.
 *
 *   conv(x, w), convInputGrad(dy, w), convFilterGrad(x, dy) are the three faces of one trilinear
 *   form ⟨dy, conv(x, w)⟩; each is the derivative of that form in the argument it lacks.
 */
import type { Graph } from "./graph.js";
import type { ConvWindow, Node } from "./node.js";
import { broadcast, printShape, type Shape } from "./shape.js";

/** Product of the last two axes, each optionally transposed; leading axes broadcast. */
export function matmul(g: Graph, a: Node, b: Node, transposeA = false, transposeB = false): Node {
  if (swapsLastTwo(a)) return matmul(g, a.inputs[0], b, !transposeA, transposeB);
  if (swapsLastTwo(b)) return matmul(g, a, b.inputs[0], transposeA, !transposeB);
  const [rows, inner] = lastTwo("matmul", a, transposeA);
  const [innerB, columns] = lastTwo("matmul", b, transposeB);
  if (inner !== innerB) {
    throw new RangeError(
      `matmul: inner sizes must agree, got ${printShape(a.shape)}${transposeA ? "ᵀ" : ""} · ` +
        `${printShape(b.shape)}${transposeB ? "ᵀ" : ""}`,
    );
  }
  const lead = broadcast("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2));
  return g.make("matmul", [a, b], { transposeA, transposeB }, [...lead, rows, columns]);
}

/** x [N,I,H,W] ⋆ w [O,I/groups,h,w] → [N,O,H′,W′] with H′ = ⌊(H + pads − d(h − 1) − 1)/s⌋ + 1. */
export function conv(g: Graph, x: Node, w: Node, window: ConvWindow): Node {
  const [n, channels, ...image] = x.shape;
  const [filters, depth, ...kernel] = w.shape;
  const { groups } = window;
  const fits = channels === depth * groups && filters % groups === 0;
  if (x.shape.length !== 4 || w.shape.length !== 4 || !fits) {
    throw new RangeError(
      `conv: needs N I H W and O I/${groups} h w, got ${printShape(x.shape)} and ${printShape(w.shape)}`,
    );
  }
  const out = image.map((size, i) => {
    const reach = window.dilations[i] * (kernel[i] - 1) + 1;
    return Math.floor((size + window.pads[i] + window.pads[i + 2] - reach) / window.strides[i]) + 1;
  });
  if (out.some((d) => !(d >= 1))) {
    throw new RangeError(
      `conv: the filter must fit into the padded image, got ${printShape(x.shape)} and ${printShape(w.shape)}`,
    );
  }
  return g.make("conv", [x, w], window, [n, filters, ...out]);
}

/** The adjoint of conv in x, whose shape must be told: a stride hides up to s − 1 rows. */
export function convInputGrad(g: Graph, dy: Node, w: Node, window: ConvWindow, x: Shape): Node {
  return g.make("convInputGrad", [dy, w], window, [dy.shape[0], x[1], x[2], x[3]]);
}

/** The adjoint of conv in w, whose shape must be told. */
export function convFilterGrad(g: Graph, x: Node, dy: Node, window: ConvWindow, w: Shape): Node {
  return g.make("convFilterGrad", [x, dy], window, [...w]);
}

function swapsLastTwo(x: Node): x is Extract<Node, { op: "permute" }> {
  if (x.op !== "permute") return false;
  const p = x.attributes.permutation;
  const rank = p.length;
  return (
    rank >= 2 &&
    p[rank - 2] === rank - 1 &&
    p[rank - 1] === rank - 2 &&
    p.slice(0, -2).every((axis, i) => axis === i)
  );
}

function lastTwo(caller: string, x: Node, transposed: boolean): [number, number] {
  if (x.shape.length < 2) {
    throw new RangeError(`${caller}: operands need at least two axes, got ${printShape(x.shape)}`);
  }
  const [rows, columns] = x.shape.slice(-2);
  return transposed ? [columns, rows] : [rows, columns];
}

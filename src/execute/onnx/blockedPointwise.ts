/**
 * Elementwise operations and sums over images that stay in the blocked layout (nchwc.ts) when their
 * operands are there: reordering costs as much as the operation itself.
 */
import type { Node, NodeOf, Op } from "../../graph/node.js";
import { sameShape, sizeOf, type Shape } from "../../graph/shape.js";
import type { Emission, Emit } from "./emitter.js";

/** Writes the operation on blocked operands and returns true, where that is possible and pays. */
export function emitBlockedPointwise(e: Emission, node: Node, emit: Emit<Op>): boolean {
  const { w, values, block } = e;
  const alike = (x: Node): boolean => sameShape(x.shape, node.shape);
  const small = node.inputs.filter((x) => !alike(x));
  if (block === undefined || !node.inputs.some((x) => alike(x) && values.isBlocked(x)))
    return false;
  if (small.every((x) => sizeOf(x.shape) === 1)) {
    const names = node.inputs.map((x) => (alike(x) ? values.blocked(x) : values.plain(x)));
    values.setBlocked(node, emit(w, node, names));
    return true;
  }
  if (!small.every((x) => isPerChannel(x.shape, node.shape))) return false;
  // One number per channel meets [N, C/b, H·W, b] as [C/b, 1, b].
  const [batch, channels, height, width] = node.shape;
  const parts = w.integers([batch, channels / block, height * width, block]);
  const perChannel = w.integers([channels / block, 1, block]);
  const names = node.inputs.map((x) =>
    alike(x)
      ? w.node("Reshape", [values.blocked(x), parts])
      : w.node("Reshape", [values.plain(x), perChannel]),
  );
  values.setBlocked(node, w.node("Reshape", [emit(w, node, names), w.integers(node.shape)]));
  return true;
}

/** A sum over the image, or over batch and image: what is left is small and plain. */
export function emitBlockedSum({ w, values, block }: Emission, node: NodeOf<"sum">): boolean {
  const [x] = node.inputs;
  const axes = node.attributes.axes.join();
  if (block === undefined || !values.isBlocked(x) || (axes !== "2,3" && axes !== "0,2,3")) {
    return false;
  }
  const [batch, channels, height, width] = x.shape;
  const parts = w.integers([batch, channels / block, height * width, block]);
  const over = w.integers(axes === "2,3" ? [2] : [0, 2]);
  const reshaped = w.node("Reshape", [values.blocked(x), parts]);
  const total = w.node("ReduceSum", [reshaped, over], { keepdims: 1 });
  values.set(node, w.node("Reshape", [total, w.integers(node.shape)]));
  return true;
}

/** [C, 1, 1] or [1, C, 1, 1] against [N, C, H, W]. */
export function isPerChannel(small: Shape, image: Shape): boolean {
  const last = small.slice(-3);
  const lead = small.slice(0, -3);
  return sameShape(last, [image[1], 1, 1]) && lead.every((d) => d === 1);
}

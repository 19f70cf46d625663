/**
 * Derivatives of a scalar program in its parameters.
 *
 *   gradient: adjoint of the jvp at cotangent 1          cost ≈ 2–3 evaluations
 *   Hessian-vector product: jvp of the gradient program   cost ≈ 4–6 evaluations
 *
 * Forward over reverse: no second reverse sweep, and what does not depend on v can be split off.
 * Pearlmutter (1994), doi:10.1162/neco.1994.6.1.147.
 */
import { adjoint } from "./adjoint.js";
import type { Graph } from "./graph.js";
import { jvp } from "./jvp.js";
import type { Node } from "./node.js";
import { printShape } from "./shape.js";
import { expand } from "./structural.js";

/** ∂loss/∂p for each parameter, of the parameter's shape; zeros where the loss ignores it. */
export function gradient(g: Graph, loss: Node, parameters: readonly Node[]): Node[] {
  if (loss.shape.length !== 0) {
    throw new RangeError(`gradient: loss must be a scalar, got shape ${printShape(loss.shape)}`);
  }
  const prefix = `d${g.size}:`; // unique: the graph has grown since the last call
  const tangents = parameters.map((p, i) => g.input(`${prefix}${i}`, p.shape));
  const [dloss] = jvp(g, [loss], new Map(parameters.map((p, i) => [p, tangents[i]])));
  const cotangents = dloss ? adjoint(g, [[dloss, g.scalar(1)]], tangents) : [];
  return parameters.map((p, i) => cotangents[i] ?? expand(g, g.scalar(0), p.shape));
}

/**
 * H·v for v split into the tangents of the parameters.
 * @returns One node per entry of `gradients`, of its shape.
 */
export function hessianProduct(
  g: Graph,
  gradients: readonly Node[],
  parameters: readonly Node[],
  tangents: readonly Node[],
): Node[] {
  const products = jvp(g, gradients, new Map(parameters.map((p, i) => [p, tangents[i]])));
  return products.map((hv, i) => hv ?? expand(g, g.scalar(0), gradients[i].shape));
}

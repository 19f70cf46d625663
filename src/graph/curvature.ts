/**
 * Products with matrices of curvature, as linear programs in tangents v of the parameters. For a
 * loss L(z(θ)) with outputs z, and J = ∂z/∂θ:
 *
 *   Hessian        H v = ∂/∂θ (∇L) · v                    jvp of the gradient
 *   Gauss–Newton   G v = Jᵀ S J v,  S = ∂²L/∂z²           S by differentiation, closed for our losses
 *   empirical      F v = (1/B) Σᵢ gᵢ ⟨gᵢ, v⟩              gᵢ the gradient of row i's loss
 *
 * G needs four of H's six contractions. H = G + Σ (∂L/∂z) ∂²z/∂θ². F is not the Fisher matrix:
 * Kunstner, Balles and Hennig (2019), arXiv:1905.12558. Schraudolph (2002), doi:10.1162/08997660260028683.
 */
import { adjoint } from "./adjoint.js";
import { gradient, hessianProduct } from "./derivatives.js";
import { add, mul } from "./elementwise.js";
import type { Graph } from "./graph.js";
import { jvp } from "./jvp.js";
import type { Node } from "./node.js";
import { expand, reshape, sum } from "./structural.js";
import { substitute } from "./substitute.js";

export interface Loss {
  /** z, one row per sample. */
  readonly outputs: Node;
  readonly parameters: readonly Node[];
  /** The loss as a function of outputs: of an input node that stands for z, not of z itself. */
  readonly ofOutputs: { readonly variable: Node; readonly loss: Node };
}

export function gaussNewtonProduct(g: Graph, at: Loss, tangents: readonly Node[]): Node[] {
  const { variable, loss } = at.ofOutputs;
  const [slope] = gradient(g, loss, [variable]);
  return throughOutputs(g, at, tangents, (dz) => {
    const [curved] = jvp(g, [slope], new Map([[variable, dz]]));
    return curved && substitute(g, [curved], variable, at.outputs)[0];
  });
}

/** @param rows B: the loss is a mean over so many rows, so the gradient of row i is B·(∂L/∂z)ᵢ. */
export function empiricalFisherProduct(
  g: Graph,
  at: Loss,
  tangents: readonly Node[],
  rows: number,
): Node[] {
  const { variable, loss } = at.ofOutputs;
  const [slope] = substitute(g, gradient(g, loss, [variable]), variable, at.outputs);
  const columns = [...slope.shape.keys()].slice(1);
  return throughOutputs(g, at, tangents, (dz) => {
    const overlap = sum(g, mul(g, slope, dz), columns); // ⟨gᵢ, v⟩ / B
    return mul(g, g.scalar(rows), mul(g, slope, overlap));
  });
}

/** J·v as a node of the outputs' shape. */
export function jacobianProduct(g: Graph, at: Loss, tangents: readonly Node[]): Node {
  const directions = new Map(at.parameters.map((p, i) => [p, tangents[i]]));
  const [dz] = jvp(g, [at.outputs], directions);
  return dz ?? expand(g, g.scalar(0), at.outputs.shape);
}

/** Jᵀ·u for a cotangent u of the outputs; `tangents` only carry shapes through. */
export function jacobianTransposeProduct(
  g: Graph,
  at: Loss,
  tangents: readonly Node[],
  u: Node,
): Node[] {
  return pulledBack(g, at, tangents, jacobianProduct(g, at, tangents), u);
}

/** ∇(vᵀ H v): third order. `gradients` are those of the loss. */
export function curvatureGradient(
  g: Graph,
  gradients: readonly Node[],
  parameters: readonly Node[],
  tangents: readonly Node[],
): Node[] {
  const terms = hessianProduct(g, gradients, parameters, tangents).map((hv, i) =>
    reshape(g, sum(g, mul(g, hv, tangents[i]), [...hv.shape.keys()]), []),
  );
  const curvature = terms.reduce((total, term) => add(g, total, term), g.scalar(0));
  return gradient(g, curvature, parameters);
}

/** Jᵀ middle(J v). */
function throughOutputs(
  g: Graph,
  at: Loss,
  tangents: readonly Node[],
  middle: (dz: Node) => Node | undefined,
): Node[] {
  const dz = jacobianProduct(g, at, tangents);
  return pulledBack(g, at, tangents, dz, middle(dz));
}

function pulledBack(
  g: Graph,
  at: Loss,
  tangents: readonly Node[],
  dz: Node,
  cotangent: Node | undefined,
): Node[] {
  const pulled = cotangent ? adjoint(g, [[dz, cotangent]], tangents) : [];
  return at.parameters.map((p, i) => pulled[i] ?? expand(g, g.scalar(0), p.shape));
}

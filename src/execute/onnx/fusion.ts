/**
 * Which nodes are written as one:
 *
 *   relu(conv + image + bias)   one blocked convolution with an epilogue
 *   two input gradients added   one with operands joined along the output channels:
 *                               [a, b] and [v, w] in the place of a, v and b, w
 *   two filter gradients added  one chain of swapped convolutions
 *
 * Both terms of a product's tangent have these forms: d(x ⋆ w) = dx ⋆ w + x ⋆ dw.
 */
import type { Node, NodeOf } from "../../graph/node.js";
import { sameShape } from "../../graph/shape.js";
import { isBlockable, type Convolution } from "./blockedConvolution.js";
import { isPerChannel } from "./blockedPointwise.js";
import { isSwappable } from "./filterGradSwapped.js";

type Pair<T> = readonly [T, T];

export type Fusion =
  | ({ readonly form: "convolution" } & Chain)
  | { readonly form: "inputGrads"; readonly terms: Pair<NodeOf<"convInputGrad">> }
  | { readonly form: "filterGrads"; readonly terms: Pair<NodeOf<"convFilterGrad">> };

interface Chain {
  readonly convolution: Convolution;
  readonly sum?: Node;
  readonly bias?: Node;
  readonly relu?: boolean;
  /** Nodes that are computed in passing. */
  readonly inner: readonly Node[];
}

export interface Context {
  readonly block: number | undefined;
  /** How often each node is used, by other nodes and as an output. */
  readonly uses: ReadonlyMap<Node, number>;
  /** Nodes whose values come from outside. */
  readonly given: ReadonlySet<Node>;
}

/** The fusion that ends at each node, and the nodes that disappear in one. */
export function planFusions(order: readonly Node[], context: Context) {
  const fusions = new Map<Node, Fusion>();
  const hidden = new Set<Node>();
  for (const node of [...order].reverse()) {
    if (hidden.has(node)) continue;
    const fusion = pairAt(node, context) ?? chainAt(node, context);
    if (!fusion) continue;
    fusions.set(node, fusion);
    for (const inner of fusion.form === "convolution" ? fusion.inner : fusion.terms) {
      hidden.add(inner);
    }
  }
  return { fusions, hidden };
}

export function countUses(order: readonly Node[], outputs: readonly Node[]): Map<Node, number> {
  const uses = new Map<Node, number>();
  for (const used of [...order.flatMap(({ inputs }) => inputs), ...outputs]) {
    uses.set(used, (uses.get(used) ?? 0) + 1);
  }
  return uses;
}

function pairAt(node: Node, context: Context): Fusion | undefined {
  if (node.op !== "add") return undefined;
  const [a, b] = node.inputs;
  const alike =
    a.op === b.op && JSON.stringify(a.attributes) === JSON.stringify(b.attributes) && sameShape(a.shape, b.shape); // prettier-ignore
  if (!alike || [a, b].some((term) => !vanishes(term, context))) return undefined;
  const sizes = [a, b].map(({ inputs }) => inputs.at(1)?.shape ?? []);
  if (a.op === "convInputGrad" && b.op === "convInputGrad") {
    const kernels = sizes.map((filter) => filter.slice(1).join());
    const plain = ![a, b].some((term) => isBlockable(term, context.block));
    const fits = plain && a.attributes.groups === 1 && kernels[0] === kernels[1];
    return fits ? { form: "inputGrads", terms: [a, b] } : undefined;
  }
  if (a.op === "convFilterGrad" && b.op === "convFilterGrad") {
    const images = sizes.map((dy) => dy.slice(2).join());
    const swappable = [a, b].every((term) => isSwappable(term, context.block));
    const fits = swappable && images[0] === images[1];
    return fits ? { form: "filterGrads", terms: [a, b] } : undefined;
  }
  return undefined;
}

function chainAt(node: Node, context: Context): Fusion | undefined {
  if (node.op === "relu" && vanishes(node.inputs[0], context)) {
    const chain = chainOf(node.inputs[0], context);
    const inner = [...(chain?.inner ?? []), node.inputs[0]];
    return chain && { form: "convolution", ...chain, relu: true, inner };
  }
  const chain = chainOf(node, context);
  return chain && { form: "convolution", ...chain };
}

/** A convolution, at most one image and at most one number per channel, added in any order. */
function chainOf(node: Node, context: Context): Chain | undefined {
  if (isBlockable(node, context.block)) return { convolution: node, inner: [] };
  if (node.op !== "add") return undefined;
  const [first, second] = node.inputs;
  for (const [a, other] of [
    [second, first],
    [first, second],
  ]) {
    // prettier-ignore
    if (!vanishes(a, context)) continue;
    const chain = chainOf(a, context);
    if (!chain) continue;
    const inner = [...chain.inner, a];
    if (!chain.sum && sameShape(other.shape, node.shape)) return { ...chain, sum: other, inner };
    if (!chain.bias && isPerChannel(other.shape, node.shape)) return { ...chain, bias: other, inner }; // prettier-ignore
  }
  return undefined;
}

/** Nothing else needs it. (Parts of a linear program do not mix: both terms of a sum have the vector, or none.) */
function vanishes(inner: Node, { uses, given }: Context): boolean {
  return !given.has(inner) && uses.get(inner) === 1;
}

/**
 * The sum of two input gradients of one window as one:
 *
 *   convInputGrad(a, v) + convInputGrad(b, w) = convInputGrad([a, b], [v, w]),
 *
 * joined along the output channels. Both terms of the tangent of an input gradient have this form.
 * One call with twice the contracted length is faster than two where channels are few.
 */
import type { Node, NodeOf } from "../../graph/node.js";
import { emitConvInputGrad } from "./contraction.js";
import type { OnnxWriter } from "./writer.js";

type Term = NodeOf<"convInputGrad">;

/** The two terms, where `node` is such a sum and nothing else needs them. */
export function inputGradTerms(
  node: Node,
  uses: ReadonlyMap<Node, number>,
): readonly [Term, Term] | undefined {
  if (node.op !== "add") return undefined;
  const [a, b] = node.inputs;
  if (a.op !== "convInputGrad" || b.op !== "convInputGrad") return undefined;
  const alone = uses.get(a) === 1 && uses.get(b) === 1 && a.attributes.groups === 1;
  const alike = JSON.stringify(a.attributes) === JSON.stringify(b.attributes);
  const kernels = [a, b].map((term) => term.inputs[1].shape.slice(1).join());
  const fits = a.shape.join() === b.shape.join() && kernels[0] === kernels[1];
  return alone && alike && fits ? [a, b] : undefined;
}

/** @param name The name of a node's value. */
export function emitJoinedInputGrads(
  w: OnnxWriter,
  [a, b]: readonly [Term, Term],
  name: (node: Node) => string,
): string {
  const join = (index: number, axis: number): string =>
    w.node("Concat", [name(a.inputs[index]), name(b.inputs[index])], { axis });
  return emitConvInputGrad(w, a, [join(0, 1), join(1, 0)]);
}

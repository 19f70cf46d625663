/**
 * Writes what fusion.ts has planned.
 */
import type { Node, NodeOf } from "../../graph/node.js";
import { emitBlockedConvolution } from "./blockedConvolution.js";
import { emitConvInputGrad } from "./contraction.js";
import type { Emission } from "./emitter.js";
import { filterGradBySwap } from "./filterGradSwapped.js";
import type { Fusion } from "./fusion.js";
import { emitPhased, isPhased } from "./phases.js";

export function emitFusion(e: Emission, node: Node, fusion: Fusion): void {
  const { w, values, block } = e;
  if (fusion.form === "filterGrads") {
    values.set(node, filterGradBySwap(e, fusion.terms));
  } else if (fusion.form === "inputGrads") {
    const [first] = fusion.terms;
    if (isPhased(first, block)) values.setBlocked(node, emitPhased(e, fusion.terms));
    else values.set(node, joinedInputGrads(e, fusion.terms));
  } else {
    const { convolution, sum, bias, relu = false } = fusion;
    const epilogue = {
      bias: bias && w.node("Reshape", [values.plain(bias), w.integers([-1])]),
      sum: sum && values.blocked(sum),
      relu,
    };
    values.setBlocked(node, emitBlockedConvolution(e, convolution, epilogue));
  }
}

/** convInputGrad(a, v) + convInputGrad(b, w) = convInputGrad([a, b], [v, w]). */
function joinedInputGrads(
  { w, values }: Emission,
  [a, b]: readonly [NodeOf<"convInputGrad">, NodeOf<"convInputGrad">],
): string {
  const join = (index: number, axis: number): string => {
    const names = [a, b].map((term) => values.plain(term.inputs[index]));
    return w.node("Concat", names, { axis });
  };
  return emitConvInputGrad(w, a, [join(0, 1), join(1, 0)]);
}

/**
 * A linear program in two parts: *linearize*, all that does not depend on the tangents, run once per
 * point; and *apply*, the rest, run once per tangent. For a Hessian product the second part costs
 * about 70 % of the whole.
 */
import { dependents, reach } from "./graph.js";
import type { LinearProgram, Node, Op, Program } from "./node.js";

export interface SplitProgram {
  /** Inputs → residuals. */
  readonly linearize: Program;
  /** Residuals, then the inputs that are needed again, then the tangents → outputs. */
  readonly apply: Program;
  /** Which of the program's inputs `apply` needs again, by their place. */
  readonly again: readonly number[];
}

/** Moving numbers is cheaper to repeat than a residual is to keep. */
const cheap: ReadonlySet<Op> = new Set<Op>(["reshape", "expand", "slice", "constant"]);

export function split({ inputs, outputs, tangents }: LinearProgram): SplitProgram {
  const order = reach(outputs, new Set(inputs));
  const moving = dependents(order, tangents);
  const residuals = new Set<Node>();
  const again = new Set<Node>();
  const want = (node: Node): void => {
    if (moving.has(node) || residuals.has(node) || again.has(node)) return;
    if (inputs.includes(node)) again.add(node);
    else if (cheap.has(node.op)) node.inputs.forEach(want);
    else residuals.add(node);
  };
  for (const node of order) if (moving.has(node)) node.inputs.forEach(want);
  for (const output of outputs) want(output); // one that no tangent reaches
  const kept = [...residuals].sort((a, b) => a.id - b.id);
  const places = inputs.flatMap((node, i) => (again.has(node) ? [i] : []));
  return {
    linearize: { inputs, outputs: kept },
    apply: { inputs: [...kept, ...places.map((i) => inputs[i]), ...tangents], outputs },
    again: places,
  };
}

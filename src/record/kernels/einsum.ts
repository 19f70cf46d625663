/**
 * Einstein summation of one or two operands, as permutations and one batched matrix product:
 * labels shared by both and kept are batch axes, shared and summed are inner axes, the rest are rows
 * and columns.
 */
import { matmul } from "../../graph/contraction.js";
import type { Graph } from "../../graph/graph.js";
import type { Node } from "../../graph/node.js";
import { permute, reshape, sum } from "../../graph/structural.js";
import { nodes, text, type Recording } from "./rule.js";

interface Labelled {
  readonly node: Node;
  readonly labels: string;
}

export function einsum(call: Recording): Node {
  const equation = text(call, "equation", "").replace(/\s/g, "");
  const [left, output] = equation.split("->") as [string, string | undefined];
  const labels = left.split(",");
  const repeated = labels.some((term) => new Set(term).size !== term.length);
  if (output === undefined || labels.length > 2 || equation.includes("...") || repeated) {
    throw new Error(
      `record: einsum needs one or two operands with distinct labels and "->", got ${equation}; ` +
        `extend src/record/kernels/einsum.ts`,
    );
  }
  const { g } = call;
  const [a, b] = nodes(call).map((x, i): Labelled => {
    const others = labels.filter((_, j) => j !== i).join("") + output;
    return withoutLonely(g, { node: x, labels: labels[i] }, others);
  }) as [Labelled, Labelled | undefined];
  return b ? contract(g, a, b, output) : arrange(g, a, output);
}

/** Sums over labels that neither the other operand nor the output has. */
function withoutLonely(g: Graph, { node, labels }: Labelled, others: string): Labelled {
  const lonely = [...labels].flatMap((label, axis) => (others.includes(label) ? [] : [axis]));
  const kept = [...labels].filter((label) => others.includes(label)).join("");
  const shape = node.shape.filter((_, axis) => !lonely.includes(axis));
  return { node: reshape(g, sum(g, node, lonely), shape), labels: kept };
}

function contract(g: Graph, a: Labelled, b: Labelled, output: string): Node {
  const shared = [...a.labels].filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => output.includes(label));
  const inner = shared.filter((label) => !output.includes(label));
  const rows = [...a.labels].filter((label) => !b.labels.includes(label));
  const columns = [...b.labels].filter((label) => !a.labels.includes(label));
  const sizes = (labels: readonly string[], x: Labelled): number[] =>
    labels.map((label) => x.node.shape[x.labels.indexOf(label)]);
  const matrix = (x: Labelled, first: readonly string[], second: readonly string[]): Node => {
    const parts = [batch, first, second];
    const order = parts.flat().map((label) => x.labels.indexOf(label));
    const shape = parts.map((labels) => sizes(labels, x).reduce((p, d) => p * d, 1));
    return reshape(g, permute(g, x.node, order), shape);
  };
  const product = matmul(g, matrix(a, rows, inner), matrix(b, inner, columns));
  const shape = [...sizes(batch, a), ...sizes(rows, a), ...sizes(columns, b)];
  const labels = [...batch, ...rows, ...columns].join("");
  return arrange(g, { node: reshape(g, product, shape), labels }, output);
}

function arrange(g: Graph, { node, labels }: Labelled, output: string): Node {
  const order = [...output].map((label) => labels.indexOf(label));
  return permute(g, node, order);
}

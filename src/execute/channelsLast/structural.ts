/**
 * Operations that move numbers. Most of them work in whatever order their operand lies.
 */
import { commonOrder, identity, inMemory, logicalShape, type Order } from "./arranged.js";
import type { Rule } from "./rule.js";
import type { Shape } from "../../graph/shape.js";

export const lowerReshape: Rule<"reshape"> = ({ k, arranger }, node, [x]) => {
  const kept = orderAfter(logicalShape(x), node.shape, x.order);
  const order = kept ?? identity(node.shape.length);
  const value = kept ? x.value : arranger.at(x, identity(x.order.length));
  return { value: k.reshape(value, inMemory(node.shape, order)), order };
};

/** How axes lie after a reshape that leaves all numbers where they are; undefined if none does. */
function orderAfter(from: Shape, to: Shape, order: Order): number[] | undefined {
  const groups = independentGroups(from, to);
  const wide = order.filter((axis) => from[axis] !== 1);
  const visited = [...new Set(wide.map((axis) => groups.findIndex((g) => g.from.includes(axis))))];
  const sequence = visited.flatMap((g) => groups[g].from.filter((axis) => from[axis] !== 1));
  if (!sequence.every((axis, i) => axis === wide[i])) return undefined;
  const single = identity(groups.length).filter((g) => !visited.includes(g));
  return [...visited, ...single].flatMap((g) => groups[g].to);
}

interface Group {
  readonly from: number[];
  readonly to: number[];
}

/** [2,3,4] → [6,2,2]: axes {0,1} become {0} and {2} becomes {1,2}. */
function independentGroups(from: Shape, to: Shape): Group[] {
  const groups: Group[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const group: Group = { from: [], to: [] };
    let [p, q] = [1, 1];
    do {
      // Extend the side that is behind; at the end only axes of size 1 are left on one side.
      const left = j >= to.length || (i < from.length && p <= q);
      if (left) {
        group.from.push(i);
        p *= from[i++];
      } else {
        group.to.push(j);
        q *= to[j++];
      }
    } while (p !== q && (i < from.length || j < to.length));
    groups.push(group);
  }
  return groups;
}

export const lowerExpand: Rule<"expand"> = ({ k, arranger }, node, [x]) => {
  const { value, order } = arranger.widened(x, node.shape.length);
  return { value: k.expand(value, inMemory(node.shape, order)), order };
};

/** A change of names. */
export const lowerPermute: Rule<"permute"> = (_, node, [x]) => {
  const { permutation } = node.attributes;
  return { value: x.value, order: x.order.map((axis) => permutation.indexOf(axis)) };
};

export const lowerPad: Rule<"pad"> = ({ k }, node, [{ value, order }]) => {
  const { before, after, interior } = node.attributes;
  const begin = inMemory(before, order);
  if (interior.every((zeros) => zeros === 0)) {
    return { value: k.pad(value, begin, inMemory(after, order), 0), order };
  }
  const steps = order.map((axis) => interior[axis] + 1);
  return { value: k.spread(value, inMemory(node.shape, order), begin, steps), order };
};

export const lowerSlice: Rule<"slice"> = ({ k }, node, [{ value, order }]) => {
  const { begin, steps } = node.attributes;
  const [from, shape, apart] = [begin, node.shape, steps].map((of) => inMemory(of, order));
  return { value: k.slice(value, from, shape, apart), order };
};

export const lowerConcat: Rule<"concat"> = ({ k, arranger }, node, inputs) => {
  const order = commonOrder(inputs, node.shape.length);
  const parts = inputs.map((x) => arranger.at(x, order));
  return { value: k.concat(parts, order.indexOf(node.attributes.axis)), order };
};

export const lowerGather: Rule<"gather"> = ({ k, arranger }, node, inputs) => {
  const [table, indices] = inputs.map((x) => arranger.at(x, identity(x.order.length)));
  return { value: k.gather(table, indices), order: identity(node.shape.length) };
};

export const lowerScatterAdd: Rule<"scatterAdd"> = ({ k, arranger }, node, inputs) => {
  const [rows, indices] = inputs.map((x) => arranger.at(x, identity(x.order.length)));
  const order = identity(node.shape.length);
  return { value: k.scatterAdd(rows, indices, node.shape), order };
};

/**
 * Contractions and pools for k vectors. For each of x and w in y = x ⋆ w that differs between vectors:
 *
 *   x alone    vectors are further samples
 *   w alone    vectors are further filters
 *   both       each vector is a group of channels: groups = k · groups
 *
 * and likewise in the other two of the family. So per-sample gradients of filters are convolutions in
 * groups: Rochette, Manoel and Tramel (2019), arXiv:1912.06015. Filters alone in more than one group
 * are treated as both, with x repeated; to exchange groups and vectors would move as many numbers.
 */
import { conv, convFilterGrad, convInputGrad, matmul } from "./contraction.js";
import type { ConvWindow, Node, NodeOf } from "./node.js";
import { maxPool, pool, poolGrad } from "./pooling.js";
import type { Shape } from "./shape.js";
import { aligned, apart, joined, stacked, type Value, type Vectors } from "./stack.js";
import { lifted, type Rule } from "./vectorizeRule.js";

/** [B,k,C,…] → [B,k·C,…]. */
const asChannels = (v: Vectors, x: Value): Node => joined(v.g, stacked(v, x, 1), 1);

/** [k,O,…] → [k·O,…]. */
const asFilters = (v: Vectors, w: Value): Node => joined(v.g, stacked(v, w, 0), 0);

/** Vectors as further samples: x at either place folds into them without moving. */
function asSamples(v: Vectors, x: Value, result: Shape, build: (samples: Node) => Node): Value {
  return apart(v, build(joined(v.g, x.node, 0)), result, x.place ?? 0);
}

const timesGroups = (window: ConvWindow, k: number): ConvWindow => ({
  ...window,
  groups: k * window.groups,
});

const timesChannels = ([samples, channels, ...image]: Shape, k: number): Shape => [
  samples,
  k * channels,
  ...image,
];

const convRule: Rule<"conv"> = (v, y, [x, w]) => {
  const { g, k } = v;
  const window = y.attributes;
  if (w.place === undefined) {
    return asSamples(v, x, y.shape, (samples) => conv(g, samples, w.node, window));
  }
  if (x.place === undefined && window.groups === 1) {
    return apart(v, conv(g, x.node, asFilters(v, w), window), y.shape, 1);
  }
  const both = conv(g, asChannels(v, x), asFilters(v, w), timesGroups(window, k));
  return apart(v, both, y.shape, 1);
};

const convInputGradRule: Rule<"convInputGrad"> = (v, y, [dy, w]) => {
  const { g, k } = v;
  const window = y.attributes;
  if (w.place === undefined) {
    return asSamples(v, dy, y.shape, (dys) => convInputGrad(g, dys, w.node, window, y.shape));
  }
  const image = timesChannels(y.shape, k);
  if (dy.place === undefined && window.groups === 1) {
    const filters = joined(g, stacked(v, w, 1), 1); // [O,k·I,…]
    return apart(v, convInputGrad(g, dy.node, filters, window, image), y.shape, 1);
  }
  const [dys, filters] = [asChannels(v, dy), asFilters(v, w)];
  return apart(v, convInputGrad(g, dys, filters, timesGroups(window, k), image), y.shape, 1);
};

const convFilterGradRule: Rule<"convFilterGrad"> = (v, y, [x, dy]) => {
  const { g, k } = v;
  const window = y.attributes;
  const [filters, ...rest] = y.shape;
  if (x.place === undefined && window.groups === 1) {
    const dw = convFilterGrad(g, x.node, asChannels(v, dy), window, [k * filters, ...rest]);
    return apart(v, dw, y.shape, 0);
  }
  if (dy.place === undefined && window.groups === 1) {
    const shape = timesChannels(y.shape, k);
    return apart(v, convFilterGrad(g, asChannels(v, x), dy.node, window, shape), y.shape, 1);
  }
  const [xs, dys] = [asChannels(v, x), asChannels(v, dy)];
  const dw = convFilterGrad(g, xs, dys, timesGroups(window, k), [k * filters, ...rest]);
  return apart(v, dw, y.shape, 0);
};

/** Where the right factor is one matrix for all vectors, their rows are one matrix; else k products. */
const matmulRule: Rule<"matmul"> = (v, y, [a, b]) => {
  const { g } = v;
  const { transposeA, transposeB } = y.attributes;
  if (y.shape.length === 2 && a.place !== undefined && b.place === undefined) {
    if (!transposeA) {
      return asSamples(v, a, y.shape, (rows) => matmul(g, rows, b.node, false, transposeB));
    }
    if (a.place === 1) {
      const product = matmul(g, joined(g, a.node, 1), b.node, true, transposeB); // [k·R,C]
      return apart(v, product, y.shape, 0);
    }
  }
  const [left, right] = [a, b].map((x) => aligned(v, x, 0, y.shape.length));
  return { node: matmul(g, left, right, transposeA, transposeB), place: 0 };
};

export const contractionRules = {
  matmul: matmulRule,
  conv: convRule,
  convInputGrad: convInputGradRule,
  convFilterGrad: convFilterGradRule,
  pool: lifted(({ g }, y: NodeOf<"pool">, [x]) => pool(g, x, y.attributes, y.attributes.factor)),
  poolGrad: lifted(({ g }, y: NodeOf<"poolGrad">, [dy]) =>
    poolGrad(g, dy, y.attributes, y.attributes.factor, y.shape),
  ),
  maxPool: lifted(({ g }, y: NodeOf<"maxPool">, [x]) => maxPool(g, x, y.attributes)),
};

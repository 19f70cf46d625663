/**
 * Pools. Padding is written out, since the kernels' own averages leave padded entries uncounted.
 */
import type { PoolWindow } from "../../graph/node.js";
import type { Shape } from "../../graph/shape.js";
import { inMemory } from "./arranged.js";
import { imageOrder } from "./contraction.js";
import type { Kernels, Shaped } from "./kernels.js";
import type { Rule } from "./rule.js";

export const lowerPool: Rule<"pool"> = ({ k, arranger }, node, [image]) => {
  const x = padded(k, arranger.at(image, imageOrder), node.attributes, 0);
  const average = k.averagePool(x, node.attributes);
  return { value: times(k, average, sumFactor(node.attributes)), order: imageOrder };
};

export const lowerPoolGrad: Rule<"poolGrad"> = ({ k, arranger }, node, [cotangent]) => {
  const { pads } = node.attributes;
  const shape = inMemory(node.shape, imageOrder);
  const full = shape.map((d, i) => (i === 1 || i === 2 ? d + pads[i - 1] + pads[i + 1] : d));
  const dy = times(k, arranger.at(cotangent, imageOrder), sumFactor(node.attributes));
  const dx = k.averagePoolGrad(dy, node.attributes, full);
  const begin = [0, pads[0], pads[1], 0];
  const inside = isPadded(pads) ? k.slice(dx, begin, shape, [1, 1, 1, 1]) : dx;
  return { value: inside, order: imageOrder };
};

export const lowerMaxPool: Rule<"maxPool"> = ({ k, arranger }, node, [image]) => {
  const x = padded(k, arranger.at(image, imageOrder), node.attributes, -Infinity);
  return { value: k.maxPool(x, node.attributes), order: imageOrder };
};

const isPadded = (pads: Shape): boolean => pads.some((p) => p !== 0);

function padded<V extends Shaped>(k: Kernels<V>, x: V, { pads }: PoolWindow, value: number): V {
  if (!isPadded(pads)) return x;
  const [top, left, bottom, right] = pads;
  return k.pad(x, [0, top, left, 0], [0, bottom, right, 0], value);
}

/** Averages are to become `factor` × sums. */
function sumFactor({ size, factor }: PoolWindow & { factor: number }): number {
  return factor * size[0] * size[1];
}

function times<V extends Shaped>(k: Kernels<V>, x: V, factor: number): V {
  if (Math.abs(factor - 1) < 1e-15) return x;
  return k.binary("mul", x, k.constant(Float64Array.of(factor), []));
}

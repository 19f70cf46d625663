/**
 * Kernels that move blocks of an image between its axes; dilated pools are made of them.
 */
import * as tf from "@tensorflow/tfjs";
import { pad, permute, reshape, slice } from "../../graph/structural.js";
import { checkChannelsLast } from "./layout.js";
import { numbers, type KernelRule, type Recording } from "./rule.js";

const { backend_util: util } = tf;

type Pairs = readonly (readonly [number, number])[];

const pairs = (call: Recording, name: string): Pairs => call.attributes[name] as Pairs;

const batchToSpace: KernelRule = (call) => {
  const { g, node, dtype } = call;
  const x = node("x");
  const block = numbers(call, "blockShape", 1);
  const crops = pairs(call, "crops");
  const inBlock = (i: number): boolean => i >= 1 && i <= block.length;
  const count = block.reduce((a, b) => a * b, 1);
  const cut = util.getReshaped([...x.shape], block, count);
  const moved = permute(g, reshape(g, x, cut), util.getPermuted(cut.length, block.length));
  const joined = util.getReshapedPermuted([...x.shape], block, count);
  const size = joined.map((d, i) => (inBlock(i) ? d - crops[i - 1][0] - crops[i - 1][1] : d));
  const begin = joined.map((_, i) => (inBlock(i) ? crops[i - 1][0] : 0));
  return { node: slice(g, reshape(g, moved, joined), begin, size), dtype: dtype("x") };
};

const spaceToBatch: KernelRule = (call) => {
  const { g, node, dtype } = call;
  const x = node("x");
  const block = numbers(call, "blockShape", 1);
  const paddings = pairs(call, "paddings");
  const around = (side: 0 | 1): number[] =>
    x.shape.map((_, i) => (i >= 1 && i <= paddings.length ? paddings[i - 1][side] : 0));
  const padded = pad(g, x, around(0), around(1));
  const shape = [...padded.shape];
  const count = block.reduce((a, b) => a * b, 1);
  const cut = util.getReshaped(shape, block, count, false);
  const moved = permute(g, reshape(g, padded, cut), util.getPermuted(cut.length, block.length, false)); // prettier-ignore
  const joined = util.getReshapedPermuted(shape, block, count, false);
  return { node: reshape(g, moved, joined), dtype: dtype("x") };
};

/** [N, H, W, b·b·C] → [N, H·b, W·b, C]. */
const depthToSpace: KernelRule = (call) => {
  checkChannelsLast(call);
  const { g, node, dtype } = call;
  const x = node("x");
  const [n, height, width, depth] = x.shape;
  const [b] = numbers(call, "blockSize", 1);
  const channels = depth / (b * b);
  const cut = reshape(g, x, [n, height, width, b, b, channels]);
  const moved = permute(g, cut, [0, 1, 3, 2, 4, 5]);
  return { node: reshape(g, moved, [n, height * b, width * b, channels]), dtype: dtype("x") };
};

export const blockRules: Readonly<Record<string, KernelRule>> = {
  BatchToSpaceND: batchToSpace,
  SpaceToBatchND: spaceToBatch,
  DepthToSpace: depthToSpace,
};

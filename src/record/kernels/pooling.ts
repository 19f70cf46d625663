/**
 * Pools, and normalisation by neighbouring channels. TensorFlow.js keeps images as N H W C.
 */
import * as tf from "@tensorflow/tfjs";
import { matmul } from "../../graph/contraction.js";
import { add, div, mul, pow } from "../../graph/elementwise.js";
import type { Node, PoolWindow } from "../../graph/node.js";
import { maxPool, pool } from "../../graph/pooling.js";
import { expand } from "../../graph/structural.js";
import { padsOf, toChannelsFirst, toChannelsLast, type Size4 } from "./layout.js";
import type { KernelRule, Recording } from "./rule.js";

function windowOf(call: Recording): PoolWindow {
  const { attributes, node } = call;
  const info = tf.backend_util.computePool2DInfo(
    node("x").shape as Size4,
    attributes["filterSize"] as [number, number],
    attributes["strides"] as [number, number],
    1,
    attributes["pad"] as "same" | "valid" | number,
    attributes["dimRoundingMode"] as "floor" | "round" | "ceil" | undefined,
  );
  return {
    size: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads: padsOf(info),
  };
}

/** TensorFlow averages over the entries inside the image only: with padding the count varies. */
function averagePool(call: Recording): Node {
  const { g } = call;
  const window = windowOf(call);
  const x = toChannelsFirst(g, call.node("x"));
  if (window.pads.every((p) => p === 0)) {
    return toChannelsLast(g, pool(g, x, window, 1 / (window.size[0] * window.size[1])));
  }
  const counts = pool(g, expand(g, g.scalar(1), [1, 1, x.shape[2], x.shape[3]]), window, 1);
  return toChannelsLast(g, div(g, pool(g, x, window, 1), counts));
}

/** x / (bias + α Σ x²)^β, the sum over channels no further away than the radius. */
function responseNormalization({ g, node, attributes }: Recording): Node {
  const x = node("x");
  const channels = x.shape[3];
  const [radius, bias, alpha, beta] = ["depthRadius", "bias", "alpha", "beta"].map((name) =>
    Number(attributes[name]),
  );
  const near = Array.from({ length: channels * channels }, (_, k) =>
    Math.abs(Math.floor(k / channels) - (k % channels)) <= radius ? alpha : 0,
  );
  const sums = matmul(g, mul(g, x, x), g.constant(near, [channels, channels]));
  return div(g, x, pow(g, add(g, sums, g.scalar(bias)), g.scalar(beta)));
}

export const poolingRules: Readonly<Record<string, KernelRule>> = {
  AvgPool: averagePool,
  LRN: responseNormalization,
  MaxPool: (call) => {
    const x = toChannelsFirst(call.g, call.node("x"));
    return toChannelsLast(call.g, maxPool(call.g, x, windowOf(call)));
  },
};

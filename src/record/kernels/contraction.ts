/**
 * Matrix products, convolutions and pools. TensorFlow.js keeps images as N H W C and filters as
 * H W I O; the graph has N C H W and O I H W. The permutations written here cancel or sink.
 */
import * as tf from "@tensorflow/tfjs";
import { conv, matmul } from "../../graph/contraction.js";
import { add, div } from "../../graph/elementwise.js";
import type { Graph } from "../../graph/graph.js";
import type { Node, PoolWindow } from "../../graph/node.js";
import { maxPool, pool } from "../../graph/pooling.js";
import { expand, permute, reshape } from "../../graph/structural.js";
import { activate } from "./arithmetic.js";
import { text, type KernelRule, type Recording } from "./rule.js";

const toChannelsFirst = (g: Graph, x: Node): Node => permute(g, x, [0, 3, 1, 2]);
const toChannelsLast = (g: Graph, x: Node): Node => permute(g, x, [0, 2, 3, 1]);

/** Rank-3 operands with one leading 1 are matrices: a plain product is faster than a batched one. */
function product({ g, node, attributes }: Recording): Node {
  const [a, b] = [node("a"), node("b")];
  const flags = [attributes["transposeA"] === true, attributes["transposeB"] === true] as const;
  const single = [a, b].every((x) => x.shape.length === 3 && x.shape[0] === 1);
  if (!single) return matmul(g, a, b, ...flags);
  const [left, right] = [a, b].map((x) => reshape(g, x, x.shape.slice(1)));
  const result = matmul(g, left, right, ...flags);
  return reshape(g, result, [1, ...result.shape]);
}

function convolution(call: Recording): Node {
  const { g, node, attributes } = call;
  checkChannelsLast(call);
  const [x, filter] = [node("x"), node("filter")];
  const info = tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    attributes["strides"] as [number, number],
    attributes["dilations"] as [number, number],
    attributes["pad"] as "same" | "valid" | number,
    attributes["dimRoundingMode"] as "floor" | "round" | "ceil" | undefined,
  );
  const { top, left, bottom, right } = info.padInfo;
  const result = conv(g, toChannelsFirst(g, x), permute(g, filter, [3, 2, 0, 1]), {
    strides: [info.strideHeight, info.strideWidth],
    pads: [top, left, bottom, right],
    dilations: [info.dilationHeight, info.dilationWidth],
  });
  return toChannelsLast(g, result);
}

/** Adds bias and activation of the fused kernels that tf.layers models call. */
const fused =
  (rule: (call: Recording) => Node): KernelRule =>
  (call) => {
    const linear = rule(call);
    const biased = call.has("bias") ? add(call.g, linear, call.node("bias")) : linear;
    return activate(call.g, text(call, "activation", "linear"), biased);
  };

function windowOf(call: Recording): PoolWindow {
  const { attributes, node } = call;
  const info = tf.backend_util.computePool2DInfo(
    node("x").shape as [number, number, number, number],
    attributes["filterSize"] as [number, number],
    attributes["strides"] as [number, number],
    1,
    attributes["pad"] as "same" | "valid" | number,
    attributes["dimRoundingMode"] as "floor" | "round" | "ceil" | undefined,
  );
  const { top, left, bottom, right } = info.padInfo;
  return {
    size: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads: [top, left, bottom, right],
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

function checkChannelsLast(call: Recording): void {
  const format = text(call, "dataFormat", "NHWC");
  if (format === "NHWC" || format === "channelsLast") return;
  throw new Error(`record: ${call.kernel} needs dataFormat NHWC, got ${format}`);
}

export const contractionRules: Readonly<Record<string, KernelRule>> = {
  BatchMatMul: product,
  _FusedMatMul: fused(product),
  Conv2D: convolution,
  FusedConv2D: fused(convolution),
  AvgPool: averagePool,
  MaxPool: (call) => {
    const x = toChannelsFirst(call.g, call.node("x"));
    return toChannelsLast(call.g, maxPool(call.g, x, windowOf(call)));
  },
};

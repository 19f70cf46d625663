/**
 * Matrix products and convolutions. TensorFlow.js keeps images as N H W C and filters as H W I O;
 * the graph has N C H W and O I H W. The permutations written here cancel or sink.
 */
import * as tf from "@tensorflow/tfjs";
import { conv, convInputGrad, matmul } from "../../graph/contraction.js";
import { add } from "../../graph/elementwise.js";
import type { ConvWindow, Node } from "../../graph/node.js";
import { permute, reshape } from "../../graph/structural.js";
import { activate } from "./activation.js";
import { einsum } from "./einsum.js";
import {
  checkChannelsLast,
  padsOf,
  toChannelsFirst,
  toChannelsLast,
  type Size4,
} from "./layout.js";
import type { KernelRule, Recording } from "./rule.js";

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

function windowOf(
  call: Recording,
  image: readonly number[],
  filter: readonly number[],
  groups: number,
): ConvWindow {
  checkChannelsLast(call);
  const { attributes } = call;
  const info = tf.backend_util.computeConv2DInfo(
    image as Size4,
    filter as Size4,
    attributes["strides"] as [number, number],
    (attributes["dilations"] ?? 1) as [number, number],
    attributes["pad"] as "same" | "valid" | number,
    attributes["dimRoundingMode"] as "floor" | "round" | "ceil" | undefined,
  );
  return {
    strides: [info.strideHeight, info.strideWidth],
    pads: padsOf(info),
    dilations: [info.dilationHeight, info.dilationWidth],
    groups,
  };
}

function convolution(call: Recording): Node {
  const { g, node } = call;
  const [x, filter] = [node("x"), node("filter")];
  const window = windowOf(call, x.shape, filter.shape, 1);
  const w = permute(g, filter, [3, 2, 0, 1]);
  return toChannelsLast(g, conv(g, toChannelsFirst(g, x), w, window));
}

/** Filters [h, w, I, m] give m outputs for each of the I channels: I groups of one channel. */
function depthwise(call: Recording): Node {
  const { g, node } = call;
  const [x, filter] = [node("x"), node("filter")];
  const [h, w, channels, multiplier] = filter.shape;
  const window = windowOf(call, x.shape, filter.shape, channels);
  const grouped = reshape(g, permute(g, filter, [2, 3, 0, 1]), [channels * multiplier, 1, h, w]);
  return toChannelsLast(g, conv(g, toChannelsFirst(g, x), grouped, window));
}

/** The kernel behind conv2dTranspose: the adjoint of a convolution, as a forward operation. */
function transposed(call: Recording): Node {
  const { g, node, attributes } = call;
  const [dy, filter] = [node("dy"), node("filter")];
  const shape = attributes["inputShape"] as Size4;
  const window = windowOf(call, shape, filter.shape, 1);
  const [n, height, width, channels] = shape;
  const w = permute(g, filter, [3, 2, 0, 1]);
  const wanted = [n, channels, height, width];
  return toChannelsLast(g, convInputGrad(g, toChannelsFirst(g, dy), w, window, wanted));
}

/** Adds bias and activation of the fused kernels that tf.layers models call. */
const fused =
  (rule: (call: Recording) => Node): KernelRule =>
  (call) => {
    const linear = rule(call);
    const biased = call.has("bias") ? add(call.g, linear, call.node("bias")) : linear;
    return activate(call, biased);
  };

export const contractionRules: Readonly<Record<string, KernelRule>> = {
  BatchMatMul: product,
  _FusedMatMul: fused(product),
  Einsum: einsum,
  Conv2D: convolution,
  FusedConv2D: fused(convolution),
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2D: fused(depthwise),
  Conv2DBackpropInput: transposed,
};

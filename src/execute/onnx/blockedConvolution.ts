/**
 * Convolutions and their input gradients in the blocked layout. At stride 1 an input gradient is
 * itself a convolution, with the filter flipped and its channels exchanged:
 *
 *   dx = conv(dy, flip(w)ᵀ),  pads′ = d(k − 1) − pads.
 */
import type { Node, NodeOf } from "../../graph/node.js";
import type { Emission } from "./emitter.js";
import { blockedConv, blockedFilter, type Epilogue } from "./nchwc.js";
import type { OnnxWriter } from "./writer.js";

export type Convolution = NodeOf<"conv"> | NodeOf<"convInputGrad">;

/** Whether the kernel takes the node's sizes. */
export function isBlockable(node: Node, block: number | undefined): node is Convolution {
  if (block === undefined || (node.op !== "conv" && node.op !== "convInputGrad")) return false;
  const { groups, strides } = node.attributes;
  const [filters, channels] = node.inputs[1].shape;
  if (groups !== 1 || filters % block !== 0) return false;
  if (node.op === "conv") return channels % block === 0 || channels < block;
  const still = strides.every((s) => s === 1) && adjointPads(node).every((p) => p >= 0);
  return channels % block === 0 && still;
}

/** @returns The name of the blocked result. */
export function emitBlockedConvolution(
  { w, values, block = 1 }: Emission,
  node: Convolution,
  epilogue: Epilogue,
): string {
  const [image, filter] = node.inputs;
  const [filters, channels, ...kernel] = filter.shape;
  const window = { ...node.attributes, kernel };
  if (node.op === "conv") {
    const x = channels < block ? values.plain(image) : values.blocked(image);
    const weights = blockedFilter(w, values.plain(filter), filter.shape, block);
    return blockedConv(w, x, weights, window, epilogue);
  }
  const turned = w.node("Transpose", [flipped(w, values.plain(filter))], { perm: [1, 0, 2, 3] });
  const weights = blockedFilter(w, turned, [channels, filters, ...kernel], block);
  const adjoint = { ...window, pads: adjointPads(node) };
  return blockedConv(w, values.blocked(image), weights, adjoint, epilogue);
}

/** Rows and columns in reverse. */
function flipped(w: OnnxWriter, filter: string): string {
  const range = [[-1, -1], [-1000, -1000], [2, 3], [-1, -1]].map((list) => w.integers(list)); // prettier-ignore
  return w.node("Slice", [filter, ...range]);
}

function adjointPads(node: NodeOf<"convInputGrad">): number[] {
  const { pads, dilations } = node.attributes;
  const [, , ...kernel] = node.inputs[1].shape;
  return pads.map((pad, i) => dilations[i % 2] * (kernel[i % 2] - 1) - pad);
}

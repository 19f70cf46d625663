/**
 * Matrix products and convolutions as ONNX nodes. Forms and figures: ONNX Runtime 1.30 on CPU has
 * no filter-gradient kernel, and the textbook form (a convolution with the whole image as filter)
 * is the slowest. The gradient is a sum over taps of plain matrix products:
 *
 *   dw[o,i,u,v] = Σₙ dy[n,o,:] · x[n,i,: + shift(u,v)]ᵀ.
 */
import type { ConvWindow, NodeOf } from "../../graph/node.js";
import type { OnnxWriter } from "./writer.js";

const microsoft = "com.microsoft";

export function emitMatmul(w: OnnxWriter, node: NodeOf<"matmul">, inputs: readonly string[]) {
  const { transposeA, transposeB } = node.attributes;
  if (!transposeA && !transposeB) return w.node("MatMul", inputs);
  const flags = { transA: Number(transposeA), transB: Number(transposeB) };
  return w.node("FusedMatMul", inputs, flags, microsoft);
}

export function emitConv(w: OnnxWriter, node: NodeOf<"conv">, inputs: readonly string[]) {
  return w.node("Conv", inputs, windowOf(node.attributes));
}

/** ConvTranspose, told how many rows at the end a stride has hidden. */
export function emitConvInputGrad(
  w: OnnxWriter,
  node: NodeOf<"convInputGrad">,
  inputs: readonly string[],
) {
  const { strides, pads, dilations } = node.attributes;
  const [dy, filter] = node.inputs.map((input) => input.shape);
  const hidden = [0, 1].map((i) => {
    const reach = dilations[i] * (filter[2 + i] - 1) + 1;
    const covered = strides[i] * (dy[2 + i] - 1) + reach - pads[i] - pads[i + 2];
    return node.shape[2 + i] - covered;
  });
  return w.node("ConvTranspose", inputs, { ...windowOf(node.attributes), output_padding: hidden });
}

/**
 * One matrix product per tap, or one for all taps where a group has few channels. At stride 1 a
 * tap of many channels is a contiguous range of rows flattened with the padded width; else it is a
 * slice of exactly the entries that count, which shortens the one long product.
 */
export function emitConvFilterGrad(
  w: OnnxWriter,
  node: NodeOf<"convFilterGrad">,
  [x, dy]: readonly string[],
): string {
  const [batch, all] = node.inputs[0].shape;
  const [filters, channels, kernelH, kernelW] = node.shape; // channels of one group
  const { strides, dilations, groups } = node.attributes;
  const reshape = (name: string, shape: readonly number[]): string =>
    w.node("Reshape", [name, w.integers(shape)]);
  const plain = channels > 8 && [...strides, ...dilations].every((s) => s === 1);
  const flat = plain ? contiguousTaps(w, node, x, dy) : stridedTaps(w, node, x, dy);
  const grouped = (name: string, each: number): string =>
    groups === 1 ? name : reshape(name, [batch, groups, each, flat.length]);
  const rows = grouped(flat.dy, filters / groups);
  const taps = flat.taps.map((tap) => grouped(tap, all / groups));
  // FusedMatMul multiplies per sample (and group); the batch is summed afterwards.
  const product = (tap: string): string => {
    const perSample = w.node("FusedMatMul", [rows, tap], { transA: 0, transB: 1 }, microsoft);
    return w.node("ReduceSum", [perSample, w.integers([0])], { keepdims: 0 });
  };
  if (channels <= 8) {
    const joined = w.node("Concat", taps, { axis: groups === 1 ? 1 : 2 });
    const byTap = reshape(product(joined), [filters, kernelH * kernelW, channels]);
    return reshape(w.node("Transpose", [byTap], { perm: [0, 2, 1] }), node.shape);
  }
  const parts = taps.map((tap) => reshape(product(tap), [filters, channels, 1]));
  return reshape(w.node("Concat", parts, { axis: 2 }), node.shape);
}

interface Taps {
  /** dy as [N, O, length]. */
  readonly dy: string;
  /** x as seen by each tap, [N, I, length]. */
  readonly taps: readonly string[];
  readonly length: number;
}

function contiguousTaps(
  w: OnnxWriter,
  node: NodeOf<"convFilterGrad">,
  x: string,
  dy: string,
): Taps {
  const [batch, channels, height, width] = node.inputs[0].shape;
  const [, filters, outH, outW] = node.inputs[1].shape;
  const [, , kernelH, kernelW] = node.shape;
  const [top, left, bottom, right] = node.attributes.pads;
  const padded = width + left + right;
  const length = outH * padded - (padded - outW); // from the first to the last used number
  const cut = (name: string, from: number, to: number): string =>
    w.node("Slice", [name, w.integers([from]), w.integers([to]), w.integers([2])]);
  const reshape = (name: string, shape: readonly number[]): string =>
    w.node("Reshape", [name, w.integers(shape)]);
  const image = paddedImage(w, node, x);
  const flat = reshape(image, [batch, channels, (height + top + bottom) * padded]);
  const after = w.integers([0, 0, 0, 0, 0, 0, 0, padded - outW]);
  const rows = padded === outW ? dy : w.node("Pad", [dy, after]);
  const taps = Array.from({ length: kernelH * kernelW }, (_, tap) => {
    const shift = Math.floor(tap / kernelW) * padded + (tap % kernelW);
    return cut(flat, shift, shift + length);
  });
  return { dy: cut(reshape(rows, [batch, filters, outH * padded]), 0, length), taps, length };
}

function stridedTaps(w: OnnxWriter, node: NodeOf<"convFilterGrad">, x: string, dy: string): Taps {
  const [batch, channels] = node.inputs[0].shape;
  const [, filters, outH, outW] = node.inputs[1].shape;
  const [, , kernelH, kernelW] = node.shape;
  const { strides, dilations } = node.attributes;
  const length = outH * outW;
  const reshape = (name: string, each: number): string =>
    w.node("Reshape", [name, w.integers([batch, each, length])]);
  const image = paddedImage(w, node, x);
  const taps = Array.from({ length: kernelH * kernelW }, (_, tap) => {
    const begin = [Math.floor(tap / kernelW) * dilations[0], (tap % kernelW) * dilations[1]];
    const end = begin.map((b, i) => b + strides[i] * ([outH, outW][i] - 1) + 1);
    const range = [begin, end, [2, 3], strides].map((values) => w.integers(values));
    return reshape(w.node("Slice", [image, ...range]), channels);
  });
  return { dy: reshape(dy, filters), taps, length };
}

function paddedImage(w: OnnxWriter, node: NodeOf<"convFilterGrad">, x: string): string {
  const [top, left, bottom, right] = node.attributes.pads;
  if (top + left + bottom + right === 0) return x;
  return w.node("Pad", [x, w.integers([0, 0, top, left, 0, 0, bottom, right])]);
}

function windowOf({ strides, pads, dilations, groups }: ConvWindow) {
  return { strides, pads, dilations, group: groups };
}

/**
 * Matrix products and convolutions as ONNX nodes. Forms and figures: ONNX Runtime 1.30 on CPU has
 * no filter-gradient kernel, and the textbook form (a convolution with the whole image as filter)
 * is the slowest. At stride 1 the gradient is a sum over taps of plain matrix products:
 *
 *   dw[o,i,u,v] = Σₙ dy[n,o,:] · x[n,i,: + shift(u,v)]ᵀ
 *
 * on rows flattened with the padded width, where a tap is one contiguous slice.
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

export function emitConvFilterGrad(
  w: OnnxWriter,
  node: NodeOf<"convFilterGrad">,
  inputs: readonly string[],
) {
  const { strides, dilations } = node.attributes;
  const plain = [...strides, ...dilations].every((s) => s === 1);
  return plain ? byTaps(w, node, inputs) : bySwappedAxes(w, node, inputs);
}

/** Any stride and dilation: batch and channels change places, strides and dilations too. */
function bySwappedAxes(
  w: OnnxWriter,
  node: NodeOf<"convFilterGrad">,
  [x, dy]: readonly string[],
): string {
  const { strides, dilations, pads } = node.attributes;
  const swap = (name: string): string => w.node("Transpose", [name], { perm: [1, 0, 2, 3] });
  const attributes = windowOf({ strides: dilations, dilations: strides, pads });
  const full = w.node("Conv", [swap(x), swap(dy)], attributes); // [I, O, ≥h, ≥w]
  const [, , height, width] = node.shape;
  const cut = [w.integers([0, 0]), w.integers([height, width]), w.integers([2, 3])];
  return swap(w.node("Slice", [full, ...cut]));
}

/** Stride 1: one matrix product per tap, or one for all taps where the input has few channels. */
function byTaps(w: OnnxWriter, node: NodeOf<"convFilterGrad">, [x, dy]: readonly string[]): string {
  const [batch, channels, height, width] = node.inputs[0].shape;
  const [, filters, outH, outW] = node.inputs[1].shape;
  const [, , kernelH, kernelW] = node.shape;
  const [top, left, bottom, right] = node.attributes.pads;
  const padded = width + left + right;
  const length = outH * padded - (padded - outW); // from the first to the last used number
  const reshape = (name: string, shape: readonly number[]): string =>
    w.node("Reshape", [name, w.integers(shape)]);
  const cut = (name: string, from: number, to: number): string =>
    w.node("Slice", [name, w.integers([from]), w.integers([to]), w.integers([2])]);
  const around = w.integers([0, 0, top, left, 0, 0, bottom, right]);
  const image = top + left + bottom + right > 0 ? w.node("Pad", [x, around]) : x;
  const flat = reshape(image, [batch, channels, (height + top + bottom) * padded]);
  const after = w.integers([0, 0, 0, 0, 0, 0, 0, padded - outW]);
  const rows = padded === outW ? dy : w.node("Pad", [dy, after]);
  const flatDy = cut(reshape(rows, [batch, filters, outH * padded]), 0, length);
  const taps = Array.from({ length: kernelH * kernelW }, (_, tap) => {
    const shift = Math.floor(tap / kernelW) * padded + (tap % kernelW);
    return cut(flat, shift, shift + length);
  });
  // FusedMatMul multiplies per sample; the batch is summed afterwards.
  const product = (tap: string): string => {
    const perSample = w.node("FusedMatMul", [flatDy, tap], { transA: 0, transB: 1 }, microsoft);
    return w.node("ReduceSum", [perSample, w.integers([0])], { keepdims: 0 });
  };
  if (channels <= 8) {
    const joined = w.node("Concat", taps, { axis: 1 });
    const byTap = reshape(product(joined), [filters, kernelH * kernelW, channels]);
    return reshape(w.node("Transpose", [byTap], { perm: [0, 2, 1] }), node.shape);
  }
  const parts = taps.map((tap) => reshape(product(tap), [filters, channels, 1]));
  return reshape(w.node("Concat", parts, { axis: 2 }), node.shape);
}

function windowOf({ strides, pads, dilations }: ConvWindow) {
  return { strides, pads, dilations };
}

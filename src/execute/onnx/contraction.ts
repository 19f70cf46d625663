/**
 * Matrix products, convolutions and input gradients as plain ONNX nodes.
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

function windowOf({ strides, pads, dilations, groups }: ConvWindow) {
  return { strides, pads, dilations, group: groups };
}

/**
 * Pools as ONNX nodes. The adjoint of a pool without overlap is an enlargement, for which Resize is
 * 17 times faster than a broadcast product; with overlap it is a depthwise transposed convolution.
 */
import type { NodeOf } from "../../graph/node.js";
import type { OnnxWriter } from "./writer.js";

export function emitPool(w: OnnxWriter, node: NodeOf<"pool">, x: string): string {
  const { size, strides, pads, factor } = node.attributes;
  const attributes = { kernel_shape: size, strides, pads, count_include_pad: 1 };
  return times(w, w.node("AveragePool", [x], attributes), factor * size[0] * size[1]);
}

export function emitPoolGrad(w: OnnxWriter, node: NodeOf<"poolGrad">, dy: string): string {
  const { size, strides, pads, factor } = node.attributes;
  const [, channels, outH, outW] = node.inputs[0].shape;
  const [, , height, width] = node.shape;
  const tiles = size.every((s, i) => s === strides[i]) && pads.every((p) => p === 0);
  if (tiles) {
    const scales = w.floats([1, 1, ...size], [4]);
    const nearest = {
      mode: "nearest",
      coordinate_transformation_mode: "asymmetric",
      nearest_mode: "floor",
    };
    const up = w.node("Resize", [times(w, dy, factor), "", scales], nearest);
    const rest = [0, 0, 0, 0, 0, 0, height - outH * size[0], width - outW * size[1]];
    return rest.some((r) => r > 0) ? w.node("Pad", [up, w.integers(rest)]) : up;
  }
  const ones = new Float32Array(channels * size[0] * size[1]).fill(factor);
  const filter = w.floats(ones, [channels, 1, ...size]);
  const hidden = [height, width].map(
    (d, i) => d - (strides[i] * ([outH, outW][i] - 1) + size[i] - pads[i] - pads[i + 2]),
  );
  return w.node("ConvTranspose", [dy, filter], {
    strides,
    pads,
    output_padding: hidden,
    group: channels,
  });
}

export function emitMaxPool(w: OnnxWriter, node: NodeOf<"maxPool">, x: string): string {
  const { size, strides, pads } = node.attributes;
  return w.node("MaxPool", [x], { kernel_shape: size, strides, pads });
}

function times(w: OnnxWriter, x: string, factor: number): string {
  return Math.abs(factor - 1) < 1e-15 ? x : w.node("Mul", [x, w.floats([factor], [])]);
}

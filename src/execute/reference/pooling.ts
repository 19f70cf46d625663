/**
 * Pools in float64.
 */
import type { NodeOf, PoolWindow } from "../../graph/node.js";
import { sizeOf, type Shape } from "../../graph/shape.js";

export function evaluatePool(node: NodeOf<"pool">, x: Float64Array): Float64Array {
  const y = new Float64Array(sizeOf(node.shape));
  const { factor } = node.attributes;
  eachPair(node.inputs[0].shape, node.shape, node.attributes, (ix, iy) => {
    y[iy] += factor * x[ix];
  });
  return y;
}

export function evaluatePoolGrad(node: NodeOf<"poolGrad">, dy: Float64Array): Float64Array {
  const dx = new Float64Array(sizeOf(node.shape));
  const { factor } = node.attributes;
  eachPair(node.shape, node.inputs[0].shape, node.attributes, (ix, iy) => {
    dx[ix] += factor * dy[iy];
  });
  return dx;
}

export function evaluateMaxPool(node: NodeOf<"maxPool">, x: Float64Array): Float64Array {
  const y = new Float64Array(sizeOf(node.shape)).fill(-Infinity);
  eachPair(node.inputs[0].shape, node.shape, node.attributes, (ix, iy) => {
    if (x[ix] > y[iy] || Number.isNaN(x[ix])) y[iy] = x[ix];
  });
  return y;
}

/** Visits every image entry together with each window that holds it. */
function eachPair(
  x: Shape,
  y: Shape,
  { size, strides, pads }: PoolWindow,
  visit: (ix: number, iy: number) => void,
): void {
  const [batch, channels, height, width] = x;
  const [, , outH, outW] = y;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let p = 0; p < outH; p++) {
      for (let q = 0; q < outW; q++) {
        for (let tap = 0; tap < size[0] * size[1]; tap++) {
          const row = p * strides[0] - pads[0] + Math.floor(tap / size[1]);
          const column = q * strides[1] - pads[1] + (tap % size[1]);
          if (row < 0 || row >= height || column < 0 || column >= width) continue;
          visit((plane * height + row) * width + column, (plane * outH + p) * outW + q);
        }
      }
    }
  }
}

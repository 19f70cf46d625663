/**
 * Matrix products and the convolution family in float64, as plain loops over their definitions.
 */
import type { ConvWindow, NodeOf } from "../../graph/node.js";
import { sizeOf, type Shape } from "../../graph/shape.js";
import { broadcastStrides, walk } from "./walk.js";

export function evaluateMatmul(
  node: NodeOf<"matmul">,
  a: Float64Array,
  b: Float64Array,
): Float64Array {
  const { transposeA, transposeB } = node.attributes;
  const [rows, columns] = node.shape.slice(-2);
  const [shapeA, shapeB] = node.inputs.map((input) => input.shape);
  const inner = transposeA ? shapeA[shapeA.length - 2] : shapeA[shapeA.length - 1];
  const [rowA, innerA] = transposeA ? [1, rows] : [inner, 1]; // strides of the last two axes
  const [innerB, columnB] = transposeB ? [1, inner] : [columns, 1];
  const y = new Float64Array(sizeOf(node.shape));
  const lead = node.shape.slice(0, -2);
  const strides = [shapeA, shapeB].map((s) => broadcastStrides(s.slice(0, -2), lead));
  walk(lead, strides, (batch, [ba, bb]) => {
    const [fromA, fromB, fromY] = [ba * rows * inner, bb * inner * columns, batch * rows * columns];
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < inner; k++) {
        const factor = a[fromA + i * rowA + k * innerA];
        const [row, column] = [fromY + i * columns, fromB + k * innerB];
        for (let j = 0; j < columns; j++) y[row + j] += factor * b[column + j * columnB];
      }
    }
  });
  return y;
}

/** y[n,o,p,q] = Σ x[n,i,p·s+u·d−top,…] · w[o,i,u,v]. */
export function evaluateConv(node: NodeOf<"conv">, x: Float64Array, w: Float64Array): Float64Array {
  const y = new Float64Array(sizeOf(node.shape));
  const [shapeX, shapeW] = node.inputs.map((input) => input.shape);
  eachTap(shapeX, shapeW, node.shape, node.attributes, (ix, iw, iy) => (y[iy] += x[ix] * w[iw]));
  return y;
}

export function evaluateConvInputGrad(
  node: NodeOf<"convInputGrad">,
  dy: Float64Array,
  w: Float64Array,
): Float64Array {
  const dx = new Float64Array(sizeOf(node.shape));
  const [shapeY, shapeW] = node.inputs.map((input) => input.shape);
  eachTap(node.shape, shapeW, shapeY, node.attributes, (ix, iw, iy) => (dx[ix] += dy[iy] * w[iw]));
  return dx;
}

export function evaluateConvFilterGrad(
  node: NodeOf<"convFilterGrad">,
  x: Float64Array,
  dy: Float64Array,
): Float64Array {
  const dw = new Float64Array(sizeOf(node.shape));
  const [shapeX, shapeY] = node.inputs.map((input) => input.shape);
  eachTap(shapeX, node.shape, shapeY, node.attributes, (ix, iw, iy) => (dw[iw] += x[ix] * dy[iy]));
  return dw;
}

/** Visits every multiplication of a convolution: flat positions in x, w and y. */
function eachTap(
  x: Shape,
  w: Shape,
  y: Shape,
  { strides, pads, dilations, groups }: ConvWindow,
  visit: (ix: number, iw: number, iy: number) => void,
): void {
  const [batch, all, height, width] = x;
  const [filters, channels, kernelH, kernelW] = w; // channels of one group
  const [, , outH, outW] = y;
  walk([batch, filters, channels, kernelH, kernelW], [], (index) => {
    const v = index % kernelW;
    const u = Math.floor(index / kernelW) % kernelH;
    const i = Math.floor(index / (kernelW * kernelH)) % channels;
    const o = Math.floor(index / (kernelW * kernelH * channels)) % filters;
    const n = Math.floor(index / (kernelW * kernelH * channels * filters));
    const first = Math.floor(o / (filters / groups)) * channels; // of the filter's group
    const iw = ((o * channels + i) * kernelH + u) * kernelW + v;
    for (let p = 0; p < outH; p++) {
      const row = p * strides[0] + u * dilations[0] - pads[0];
      if (row < 0 || row >= height) continue;
      for (let q = 0; q < outW; q++) {
        const column = q * strides[1] + v * dilations[1] - pads[1];
        if (column < 0 || column >= width) continue;
        const ix = ((n * all + first + i) * height + row) * width + column;
        visit(ix, iw, ((n * filters + o) * outH + p) * outW + q);
      }
    }
  });
}

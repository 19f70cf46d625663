/**
 * Resizing of images. Both kinds are linear and separable: y = R_h · x · R_wᵀ with sparse matrices
 * of weights that depend on the sizes alone, so a resize is two matrix products.
 */
import { matmul } from "../../graph/contraction.js";
import { permute } from "../../graph/structural.js";
import { numbers, type KernelRule } from "./rule.js";

interface Options {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

const scaleOf = (from: number, to: number, { alignCorners }: Options): number =>
  alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;

/** to × from weights: one 1 per row, where TensorFlow looks. */
function nearest(from: number, to: number, options: Options): Float64Array {
  const matrix = new Float64Array(to * from);
  for (let i = 0; i < to; i++) {
    const at = (options.halfPixelCenters ? i + 0.5 : i) * scaleOf(from, to, options);
    const row = options.alignCorners ? Math.round(at) : Math.floor(at);
    matrix[i * from + row] = 1;
  }
  return matrix;
}

/** to × from weights: two neighbours per row. */
function bilinear(from: number, to: number, options: Options): Float64Array {
  const matrix = new Float64Array(to * from);
  for (let i = 0; i < to; i++) {
    const scale = scaleOf(from, to, options);
    const at = options.halfPixelCenters ? (i + 0.5) * scale - 0.5 : i * scale;
    const low = Math.max(0, Math.floor(at));
    const high = Math.min(from - 1, Math.ceil(at));
    const part = at - low;
    matrix[i * from + low] += 1 - part;
    matrix[i * from + high] += part;
  }
  return matrix;
}

const resize =
  (weights: (from: number, to: number, options: Options) => Float64Array): KernelRule =>
  (call) => {
    const { g, attributes } = call;
    const x = permute(g, call.node("images"), [0, 3, 1, 2]);
    const [height, width] = numbers(call, "size", 2);
    const options = {
      alignCorners: attributes["alignCorners"] === true,
      halfPixelCenters: attributes["halfPixelCenters"] === true,
    };
    const across = (from: number, to: number) => g.constant(weights(from, to, options), [to, from]);
    const wide = matmul(g, x, across(x.shape[3], width), false, true);
    return permute(g, matmul(g, across(x.shape[2], height), wide), [0, 2, 3, 1]);
  };

export const resizeRules: Readonly<Record<string, KernelRule>> = {
  ResizeBilinear: resize(bilinear),
  ResizeNearestNeighbor: resize(nearest),
};

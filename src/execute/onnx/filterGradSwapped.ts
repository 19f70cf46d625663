/**
 * The filter gradient as a convolution in the blocked layout, with samples in the place of channels:
 * x as I images of N channels, dy as O filters of the size of an image,
 *
 *   dw[o, i, ·, ·] = Σₙ x[n, i] ⋆ dy[n, o].
 *
 * The kernel computes b filters × as many positions of a row as the filter is wide in registers; with too
 * few of them it waits for its own sums, hence the rule which shapes to take.
 */
import type { NodeOf } from "../../graph/node.js";
import type { Emission } from "./emitter.js";
import { blockedConv, toBlocked, toPlain } from "./nchwc.js";

type FilterGrad = NodeOf<"convFilterGrad">;

export function isSwappable(node: FilterGrad, block: number | undefined): boolean {
  if (block === undefined) return false;
  const [filters, channels, , width] = node.shape;
  if (node.attributes.groups !== 1 || filters % block !== 0) return false;
  if (node.inputs[0].shape[0] % block !== 0) return false;
  const sums = Math.min(filters / block, 4) * Math.min(width, 6);
  return sums >= 5 || channels <= 8;
}

/** The sum of filter gradients with one window; the kernel adds them up. */
export function filterGradBySwap(e: Emission, terms: readonly FilterGrad[]): string {
  const { w } = e;
  const [{ inputs, attributes, shape }] = terms;
  const kernel = inputs[1].shape.slice(2);
  // A step of the convolution is a tap of the filter, and the other way round.
  const window = {
    kernel,
    strides: attributes.dilations,
    dilations: attributes.strides,
    pads: [0, 0, 0, 0],
  };
  let sum: string | undefined;
  for (const term of terms) {
    sum = blockedConv(w, swappedImages(e, term), swappedFilters(e, term), window, { sum });
  }
  const plain = toPlain(w, sum as string, shape[0]); // there are terms
  return w.node("Transpose", [plain], { perm: [1, 0, 2, 3] });
}

/** x as [I, N/b, H, W, b of N], with zeros around and cut to what the taps see. */
function swappedImages({ w, values, block = 1 }: Emission, node: FilterGrad): string {
  const [x, dy] = node.inputs;
  const [batch, channels, height, width] = x.shape;
  const { pads, strides, dilations } = node.attributes;
  const turned = w.node("Transpose", [values.plain(x)], { perm: [1, 0, 2, 3] });
  const images = toBlocked(w, turned);
  const [tall, wide] = [0, 1].map(
    (i) => strides[i] * (dy.shape[2 + i] - 1) + 1 + dilations[i] * (node.shape[2 + i] - 1),
  );
  const [bottom, right] = [tall - height - pads[0], wide - width - pads[1]];
  const shape = w.integers([channels, batch, tall, wide]);
  if ([pads[0], pads[1], bottom, right].every((p) => p === 0)) return images;
  const rows = w.integers([(channels * batch) / block, height, width * block]);
  const zeros = w.integers([0, pads[0], pads[1] * block, 0, bottom, right * block]);
  const around = w.node("Pad", [w.node("Reshape", [images, rows]), zeros]);
  return w.node("Reshape", [around, shape]);
}

/** dy as [O/b, N/b, H′, W′, b of N, b of O], which is a transposition of blocks. */
function swappedFilters({ w, values, block = 1 }: Emission, node: FilterGrad): string {
  const [, dy] = node.inputs;
  const [batch, filters, height, width] = dy.shape;
  const split = [batch / block, block, filters / block, height * width, block];
  const parts = w.node("Reshape", [values.blocked(dy), w.integers(split)]);
  const moved = w.node("Transpose", [parts], { perm: [2, 0, 3, 1, 4] });
  return w.node("Reshape", [moved, w.integers([filters, batch, height, width])]);
}

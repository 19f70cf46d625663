/**
 * Convolutions as nodes of a TensorFlow graph: N H W C and H W I O, which its kernels on the CPU want.
 */
import type { Window } from "../../graph/node.js";
import type { Shape } from "../../graph/shape.js";
import type { Kernels } from "../channelsLast/kernels.js";
import { float, type Attributes, type GraphTensor, type GraphWriter } from "./writer.js";

type Convolutions = "conv" | "convInputGrad" | "convFilterGrad" | "depthwise";

export function convolutionKernels(w: GraphWriter): Pick<Kernels<GraphTensor>, Convolutions> {
  return {
    conv(x, filter, window) {
      const dilations = spatial(window.dilations);
      const reach = reachOf(filter.shape, window.dilations);
      const attributes = { ...attributesOf(window, x.shape, reach), dilations };
      const shape = convolved(x.shape, reach, filter.shape[3], window);
      return w.tensor("Conv2D", [x.name, filter.name], attributes, shape);
    },
    ...gradients(w, "Conv2DBackpropInput", "Conv2DBackpropFilter"),
    depthwise: {
      conv(x, filter, window) {
        const channels = filter.shape[2] * filter.shape[3];
        const shape = convolved(x.shape, filter.shape, channels, window);
        const attributes = attributesOf(window, x.shape, filter.shape);
        return w.tensor("DepthwiseConv2dNative", [x.name, filter.name], attributes, shape);
      },
      ...gradients(w, "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter"),
      covers: ({ strides }) => strides[0] === strides[1],
    },
  };
}

function gradients(
  w: GraphWriter,
  inputGradient: string,
  filterGradient: string,
): Pick<Kernels<GraphTensor>, "convInputGrad" | "convFilterGrad"> {
  return {
    convInputGrad(dy, filter, window, shape) {
      const inputs = [w.integers(shape), filter.name, dy.name];
      return w.tensor(inputGradient, inputs, attributesOf(window, shape, filter.shape), shape);
    },
    convFilterGrad(x, dy, window, shape) {
      const inputs = [x.name, w.integers(shape), dy.name];
      return w.tensor(filterGradient, inputs, attributesOf(window, x.shape, shape), shape);
    },
  };
}

/**
 * The fast gradients (oneDNN's) know VALID and SAME only; with EXPLICIT, TensorFlow takes kernels of its
 * own that are half as fast.
 * @param image N H W C.
 * @param reach Rows and columns that a filter covers.
 */
function attributesOf({ strides, pads }: Window, image: Shape, reach: Shape): Attributes {
  const common = { ...float, strides: spatial(strides), data_format: { s: Buffer.from("NHWC") } };
  if (pads.every((p) => p === 0)) return { ...common, padding: { s: Buffer.from("VALID") } };
  const isSame = [0, 1].every((i) => {
    const [before, after] = samePads(image[1 + i], reach[i], strides[i]);
    return pads[i] === before && pads[i + 2] === after;
  });
  if (isSame) return { ...common, padding: { s: Buffer.from("SAME") } };
  const [top, left, bottom, right] = pads;
  return {
    ...common,
    padding: { s: Buffer.from("EXPLICIT") },
    explicit_paddings: { list: { i: [0, 0, top, bottom, left, right, 0, 0] } },
  };
}

/** What SAME stands for: as many places as strides in the image, odd zeros at the end. */
function samePads(size: number, reach: number, stride: number): [number, number] {
  const zeros = Math.max((Math.ceil(size / stride) - 1) * stride + reach - size, 0);
  return [Math.floor(zeros / 2), Math.ceil(zeros / 2)];
}

/** Rows and columns that a dilated filter H W I O covers. */
const reachOf = (filter: Shape, dilations: readonly [number, number]): Shape =>
  dilations.map((d, i) => d * (filter[i] - 1) + 1);

/** Something per spatial axis, as a list over N H W C. */
const spatial = ([rows, columns]: readonly [number, number]) => ({
  list: { i: [1, rows, columns, 1] },
});

function convolved(x: Shape, reach: Shape, channels: number, { strides, pads }: Window): Shape {
  const image = [0, 1].map(
    (i) => Math.floor((x[1 + i] + pads[i] + pads[i + 2] - reach[i]) / strides[i]) + 1,
  );
  return [x[0], ...image, channels];
}

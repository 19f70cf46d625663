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
      const attributes = { ...attributesOf(window), dilations: spatial(window.dilations) };
      const shape = convolved(x.shape, filter.shape, filter.shape[3], window, window.dilations);
      return w.tensor("Conv2D", [x.name, filter.name], attributes, shape);
    },
    ...gradients(w, "Conv2DBackpropInput", "Conv2DBackpropFilter"),
    depthwise: {
      conv(x, filter, window) {
        const channels = filter.shape[2] * filter.shape[3];
        const shape = convolved(x.shape, filter.shape, channels, window, [1, 1]);
        const inputs = [x.name, filter.name];
        return w.tensor("DepthwiseConv2dNative", inputs, attributesOf(window), shape);
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
      return w.tensor(inputGradient, inputs, attributesOf(window), shape);
    },
    convFilterGrad(x, dy, window, shape) {
      const inputs = [x.name, w.integers(shape), dy.name];
      return w.tensor(filterGradient, inputs, attributesOf(window), shape);
    },
  };
}

function attributesOf({ strides, pads }: Window): Attributes {
  const common = { ...float, strides: spatial(strides), data_format: { s: Buffer.from("NHWC") } };
  if (pads.every((p) => p === 0)) return { ...common, padding: { s: Buffer.from("VALID") } };
  const [top, left, bottom, right] = pads;
  return {
    ...common,
    padding: { s: Buffer.from("EXPLICIT") },
    explicit_paddings: { list: { i: [0, 0, top, bottom, left, right, 0, 0] } },
  };
}

/** Something per spatial axis, as a list over N H W C. */
const spatial = ([rows, columns]: readonly [number, number]) => ({
  list: { i: [1, rows, columns, 1] },
});

function convolved(
  x: Shape,
  filter: Shape,
  channels: number,
  { strides, pads }: Window,
  dilations: readonly [number, number],
): Shape {
  const image = [0, 1].map((i) => {
    const reach = dilations[i] * (filter[i] - 1) + 1;
    return Math.floor((x[1 + i] + pads[i] + pads[i + 2] - reach) / strides[i]) + 1;
  });
  return [x[0], ...image, channels];
}

/**
 * Pools as nodes of a TensorFlow graph.
 */
import type { Kernels, Tile } from "../channelsLast/kernels.js";
import type { Shape } from "../../graph/shape.js";
import { float, type Attributes, type GraphTensor, type GraphWriter } from "./writer.js";

type Pools = "averagePool" | "averagePoolGrad" | "maxPool";

export function poolingKernels(w: GraphWriter): Pick<Kernels<GraphTensor>, Pools> {
  const pool =
    (op: string) =>
    (x: GraphTensor, window: Tile): GraphTensor =>
      w.tensor(op, [x.name], attributesOf(window), pooled(x.shape, window));
  return {
    averagePool: pool("AvgPool"),
    averagePoolGrad: (dy, window, shape) =>
      w.tensor("AvgPoolGrad", [w.integers(shape), dy.name], attributesOf(window), shape),
    maxPool: pool("MaxPool"),
  };
}

function attributesOf({ size, strides }: Tile): Attributes {
  return {
    ...float,
    ksize: { list: { i: [1, ...size, 1] } },
    strides: { list: { i: [1, ...strides, 1] } },
    padding: { s: Buffer.from("VALID") },
    data_format: { s: Buffer.from("NHWC") },
  };
}

function pooled(x: Shape, { size, strides }: Tile): Shape {
  const image = [0, 1].map((i) => Math.floor((x[1 + i] - size[i]) / strides[i]) + 1);
  return [x[0], ...image, x[3]];
}

/**
 * Pools in TensorFlow.js. The gradient of an average is not offered by every backend: it is an
 * enlargement where windows lie side by side, else a sum over the positions in the window.
 */
import * as tf from "@tensorflow/tfjs";
import type { Kernels, Tile } from "../channelsLast/kernels.js";
import { as4 } from "./eagerConvolutions.js";

type K = Kernels<tf.Tensor>;

export function eagerPools({
  pad,
  spread,
}: Pick<K, "pad" | "spread">): Pick<K, "averagePool" | "averagePoolGrad" | "maxPool"> {
  return {
    averagePool: (x, { size, strides }) => tf.avgPool(as4(x), [...size], [...strides], "valid"),
    maxPool: (x, { size, strides }) => tf.maxPool(as4(x), [...size], [...strides], "valid"),
    averagePoolGrad(dy, { size, strides }, shape) {
      const share = tf.div(dy, size[0] * size[1]);
      const sideBySide = [0, 1].every((i) => size[i] === strides[i] || dy.shape[1 + i] === 1);
      if (sideBySide) {
        const up = enlarged(share, { size, strides });
        const after = shape.map((d, i) => d - up.shape[i]);
        return pad(up, [0, 0, 0, 0], after, 0);
      }
      const positions = Array.from({ length: size[0] * size[1] }, (_, tap) => {
        const begin = [0, Math.floor(tap / size[1]), tap % size[1], 0];
        return spread(share, shape, begin, [1, ...strides, 1]);
      });
      return tf.addN(positions);
    },
  };
}

/** Each entry repeated over its window, one axis after the other. */
function enlarged(x: tf.Tensor, { size }: Tile): tf.Tensor {
  const [batch, height, width, channels] = x.shape;
  const rows = tf.reshape(x, [batch * height, 1, width * channels]);
  const tall = tf.reshape(tf.tile(rows, [1, size[0], 1]), [batch * height * size[0] * width, 1, channels]); // prettier-ignore
  const wide = tf.tile(tall, [1, size[1], 1]);
  return tf.reshape(wide, [batch, height * size[0], width * size[1], channels]);
}

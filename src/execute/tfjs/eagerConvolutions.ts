/**
 * Convolutions in TensorFlow.js. Padding is written out: then one rule serves all backends.
 */
import * as tf from "@tensorflow/tfjs";
import type { Window } from "../../graph/node.js";
import type { Shape } from "../../graph/shape.js";
import type { Kernels } from "../channelsLast/kernels.js";

type K = Kernels<tf.Tensor>;

export function eagerConvolutions({
  pad,
  spread,
  slice,
}: Pick<K, "pad" | "spread" | "slice">): Pick<K, "conv" | "convInputGrad" | "convFilterGrad"> {
  const around = (x: tf.Tensor, { pads }: Window): tf.Tensor =>
    pad(x, [0, pads[0], pads[1], 0], [0, pads[2], pads[3], 0], 0);
  const ones = [1, 1, 1, 1];
  return {
    conv(x, w, window) {
      const [image, { strides, dilations }] = [around(x, window), window];
      // TensorFlow.js has strides or dilations, not both.
      const both = Math.max(...strides) > 1 && Math.max(...dilations) > 1;
      const taps = both ? spread(w, dilated(w.shape, dilations), [0, 0, 0, 0], [...dilations, 1, 1]) : w; // prettier-ignore
      const rate: [number, number] = both ? [1, 1] : [...dilations];
      return tf.conv2d(as4(image), as4(taps), [...strides], "valid", "NHWC", rate);
    },

    convInputGrad(dy, w, { strides, pads }, x) {
      const full = x.map((d, i) => (i === 1 || i === 2 ? d + pads[i - 1] + pads[i + 1] : d));
      const shape = full as [number, number, number, number];
      const dx = tf.conv2dTranspose(as4(dy), as4(w), shape, [...strides], "valid");
      return slice(dx, [0, pads[0], pads[1], 0], x, ones);
    },

    /** One matrix product per tap: dw[u,v] = xᵀ(u,v) · dy over all samples and positions. */
    convFilterGrad(x, dy, window, [rows, columns, channels, filters]) {
      const image = around(x, window);
      const [batch, height, width] = dy.shape;
      const positions = batch * height * width;
      const cotangent = tf.reshape(dy, [positions, filters]);
      const taps = Array.from({ length: rows * columns }, (_, tap) => {
        const begin = [0, Math.floor(tap / columns), tap % columns, 0];
        const seen = slice(image, begin, [batch, height, width, channels], [1, ...window.strides, 1]); // prettier-ignore
        return tf.matMul(tf.reshape(seen, [positions, channels]), cotangent, true);
      });
      return tf.reshape(tf.stack(taps), [rows, columns, channels, filters]);
    },
  };
}

const dilated = (shape: Shape, dilations: readonly number[]): Shape =>
  shape.map((d, i) => (i < 2 ? dilations[i] * (d - 1) + 1 : d));

export const as4 = (x: tf.Tensor): tf.Tensor4D => x as tf.Tensor4D; // images and filters have four axes

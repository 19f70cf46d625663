/**
 * Gradients inside a loss: gradient penalties, R1, Sobolev training.
 *
 * Inside a recording the gradient becomes part of the program and can be differentiated again, to
 * any order. Outside it is tf.grad, so that a loss can be tried on numbers (value only: tf's own
 * nested gradients are wrong or missing for most operations).
 * Gulrajani et al. (2017), arXiv:1704.00028; Mescheder et al. (2018), arXiv:1801.04406.
 */
import * as tf from "@tensorflow/tfjs";
import { gradient } from "../graph/derivatives.js";
import { substitute } from "../graph/substitute.js";
import { recording, standIn } from "./recorder.js";

/**
 * @param fn A function with one number as result; sum over samples for gradients of each sample. What it
 *   reads besides its argument is fixed, also where it was computed from the same tensor.
 * @returns The function x ↦ ∂fn/∂x, of x's shape.
 */
export function inputGradient(fn: (x: tf.Tensor) => tf.Tensor): (x: tf.Tensor) => tf.Tensor {
  return (x) => {
    const now = recording();
    if (!now) return tf.grad((y: tf.Tensor) => fn(y))(x);
    const variable = standIn(x);
    const value = fn(variable);
    if (value.rank !== 0) {
      throw new RangeError(
        `inputGradient: the function must give one number, got shape [${value.shape.join()}]`,
      );
    }
    const node = now.nodeOf(variable);
    const slope = gradient(now.g, now.nodeOf(value), [node]);
    return now.tensorOf(substitute(now.g, slope, node, now.nodeOf(x))[0]);
  };
}

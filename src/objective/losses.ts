/**
 * The named losses, each the mean over the rows of a batch. All are functions of outputs (logits)
 * and targets, so that Gauss–Newton and Fisher products know the loss's own Hessian.
 */
import * as tf from "@tensorflow/tfjs";
import { printShape } from "../graph/shape.js";

export type LossName = "softmaxCrossEntropy" | "meanSquaredError" | "sigmoidCrossEntropy";
export type OutputLoss = (outputs: tf.Tensor, targets: tf.Tensor) => tf.Tensor;

export const losses: Readonly<Record<LossName, OutputLoss>> = {
  /** −Σ_c t_c log softmax(z)_c; targets are class numbers [N] or probabilities [N, C]. */
  softmaxCrossEntropy(outputs, targets) {
    const classes = outputs.shape[outputs.rank - 1];
    const labels = targets.rank < outputs.rank;
    const probabilities = labels ? oneHot(targets, classes) : targets;
    checkSame("softmaxCrossEntropy", outputs, probabilities);
    return tf.neg(tf.mean(tf.sum(tf.mul(probabilities, tf.logSoftmax(outputs)), -1)));
  },
  /** Mean over rows and columns of (z − t)². */
  meanSquaredError(outputs, targets) {
    checkSame("meanSquaredError", outputs, targets);
    return tf.mean(tf.squaredDifference(outputs, targets));
  },
  /** −t log σ(z) − (1 − t) log(1 − σ(z)) = log(1 + exp z) − z·t, mean over all. Smooth also at z = 0. */
  sigmoidCrossEntropy(outputs, targets) {
    checkSame("sigmoidCrossEntropy", outputs, targets);
    return tf.mean(tf.sub(tf.softplus(outputs), tf.mul(outputs, targets)));
  },
};

/** tf.oneHot for class numbers of any dtype: plain arrays of numbers are float32. */
function oneHot(labels: tf.Tensor, classes: number): tf.Tensor {
  return tf.cast(tf.equal(tf.expandDims(labels, -1), tf.range(0, classes)), "float32");
}

/** Class numbers outside 0 … classes − 1 would count as "no class" without a word. */
export function checkLabels(labels: ArrayLike<number>, classes: number): void {
  for (let i = 0; i < labels.length; i++) {
    if (Number.isInteger(labels[i]) && labels[i] >= 0 && labels[i] < classes) continue;
    throw new RangeError(
      `softmaxCrossEntropy: labels must be integers in [0, ${classes - 1}], got ${labels[i]} in row ${i}`,
    );
  }
}

function checkSame(loss: string, outputs: tf.Tensor, targets: tf.Tensor): void {
  if (printShape(outputs.shape) === printShape(targets.shape)) return;
  throw new RangeError(
    `${loss}: targets must have the outputs' shape ${printShape(outputs.shape)}, got ${printShape(targets.shape)}`,
  );
}

/**
 * Derivatives where a function has a kink or several entries tie: the rule in words, and a program
 * that shows it with the gradient that the rule gives. docs/ops.md lists them.
 */
import * as tf from "@tensorflow/tfjs";

export interface Tie {
  readonly operations: string;
  readonly rule: string;
  /** Scalar or summed over its entries. */
  readonly program: (x: tf.Tensor) => tf.Tensor;
  readonly at: readonly number[];
  readonly gradient: readonly number[];
}

const image = (x: tf.Tensor) => tf.reshape<tf.Rank.R4>(x, [1, 2, 2, 1]);
const targets = tf.tensor1d([1, 0]);
const [alpha, scale] = [1.6732632423543772, 1.0507009873554805]; // of selu

// prettier-ignore
export const ties: readonly Tie[] = [
  { operations: "`max`, `min`, max pooling", rule: "entries that tie get equal shares", program: (x) => tf.max(x), at: [2, 1, 2, 2], gradient: [1 / 3, 0, 1 / 3, 1 / 3] },
  { operations: "", rule: "", program: (x) => tf.min(x), at: [1, 1, 2], gradient: [0.5, 0.5, 0] },
  { operations: "", rule: "", program: (x) => tf.maxPool(image(x), 2, 2, "valid"), at: [3, 1, 3, 0], gradient: [0.5, 0, 0.5, 0] },
  { operations: "`maximum`, `minimum`", rule: "one half each where both are equal", program: (x) => tf.maximum(x, 1), at: [0, 1, 2], gradient: [0, 0.5, 1] },
  { operations: "`clipByValue`, `hardSigmoid`", rule: "one half at the bounds", program: (x) => tf.clipByValue(x, 0, 1), at: [-1, 0, 0.5, 1, 2], gradient: [0, 0.5, 1, 0.5, 0] },
  { operations: "`relu`, `relu6`", rule: "0 at 0; `relu6` one half at 6", program: (x) => tf.relu(x), at: [-1, 0, 1], gradient: [0, 0, 1] },
  { operations: "", rule: "", program: (x) => tf.relu6(x), at: [0, 1, 6, 7], gradient: [0, 1, 0.5, 0] },
  { operations: "`leakyRelu`, `prelu`", rule: "α at 0", program: (x) => tf.leakyRelu(x, 0.3), at: [-1, 0, 1], gradient: [0.3, 0.3, 1] },
  { operations: "`elu`, `selu`", rule: "the limit from the left at 0, for `elu` 1", program: (x) => tf.elu(x), at: [0, 1], gradient: [1, 1] },
  { operations: "", rule: "", program: (x) => tf.selu(x), at: [0, 1], gradient: [scale * alpha, scale] },
  { operations: "`abs`", rule: "0 at 0, the mean of both sides", program: (x) => tf.abs(x), at: [-2, 0, 2], gradient: [-1, 0, 1] },
  { operations: "`topk`", rule: "of equal entries the first", program: (x) => tf.topk(x, 1).values, at: [1, 2, 2], gradient: [0, 1, 0] },
  { operations: "`where`", rule: "that of the chosen branch", program: (x) => tf.where(tf.greater(x, 0), tf.square(x), tf.neg(x)), at: [0, 3], gradient: [-1, 6] },
  { operations: "`prod`, `cumprod`", rule: "the products of the other factors, also where factors are 0", program: (x) => tf.prod(x), at: [0, 2, 3], gradient: [6, 0, 0] },
  { operations: "`sign`, `step`, `floor`, `ceil`, `round`, comparisons, `argMax`, `argMin`, numbers of `topk`", rule: "0 everywhere", program: (x) => tf.add(tf.add(tf.sign(x), tf.floor(x)), tf.add(tf.cast(tf.argMax(x), "float32"), x)), at: [0, 1], gradient: [1, 1] },
  { operations: "`mod`, `floorDiv`", rule: "⌊x/y⌋ counts as constant", program: (x) => tf.mod(x, 2), at: [0, 2, 3], gradient: [1, 1, 1] },
  { operations: "`tf.losses.sigmoidCrossEntropy`", rule: "that of log(1 + eᶻ) − z t, which has no kink at 0", program: (x) => tf.losses.sigmoidCrossEntropy(targets, x, undefined, 0, tf.Reduction.SUM), at: [0, 0], gradient: [-0.5, 0.5] },
];

/**
 * The named losses as negative log-likelihoods: how targets are drawn from the model's outputs.
 *
 *   softmaxCrossEntropy   T draws y ~ Categorical(softmax z), and the loss is −(1/T) log p
 *   meanSquaredError      y ~ Normal(z, C/2): (1/C)‖z − y‖² = −log p up to a constant
 *   sigmoidCrossEntropy   C draws y ~ Bernoulli(σ(z)), and the loss is −(1/C) log p
 */
import type { RandomStream } from "../core/random.js";
import { sizeOf } from "../graph/shape.js";
import { tensorValues, type ArrayTensor, type TensorLike } from "../record/tensorValues.js";
import type { LossName } from "./losses.js";
import type { Objective } from "./objective.js";
import type { OutputsObjective, ParameterValues } from "./options.js";
import { predictor } from "./predictor.js";

export interface Likelihood {
  /** Where the loss is −(1/s) log p, the Fisher matrix is s times the mean of g gᵀ. */
  readonly scale: number;
  /** The same objective with targets drawn from the model at theta. */
  redraw(theta: Float64Array, stream: RandomStream): Promise<Objective>;
}

export type NamedObjective = OutputsObjective<ParameterValues, TensorLike> & {
  readonly loss: LossName;
};

/**
 * @param outputShape Of a batch: [N, C], or with several draws per sample [N, T, C].
 * @param make Makes objectives; handed in, since it calls this file.
 */
export function likelihoodOf(
  options: NamedObjective,
  outputShape: readonly number[],
  make: (options: NamedObjective) => Objective,
): Likelihood {
  const { loss, data } = options;
  const targets = tensorValues("objective", "data targets", data.targets);
  return {
    scale: scaleOf(loss, outputShape),
    async redraw(theta, stream) {
      const predict = predictor({
        parameters: options.parameters,
        outputs: options.outputs,
        ...(options.precision && { precision: options.precision }),
        ...(options.executor && { executor: options.executor }),
      });
      const outputs = await predict.outputs(theta, data.inputs);
      await predict.close();
      const labels = targets.shape.length < outputs.shape.length;
      return make({
        ...options,
        data: { ...data, targets: drawTargets(loss, outputs, labels, stream) },
      });
    },
  };
}

/** How many draws a sample's loss is the mean of; the variance of normal ones makes up for it. */
function scaleOf(loss: LossName, outputShape: readonly number[]): number {
  if (loss === "meanSquaredError") return 1;
  return sizeOf(outputShape.slice(1, loss === "softmaxCrossEntropy" ? -1 : undefined));
}

/**
 * @param outputs N rows of C numbers z.
 * @param labels Whether targets are class numbers [N] instead of rows [N, C].
 */
export function drawTargets(
  loss: LossName,
  { values, shape }: { readonly values: Float64Array; readonly shape: readonly number[] },
  labels: boolean,
  stream: RandomStream,
): ArrayTensor {
  if (loss === "meanSquaredError") {
    const deviation = Math.sqrt(sizeOf(shape.slice(1)) / 2);
    return { values: values.map((z) => z + deviation * stream.normal()), shape };
  }
  if (loss === "sigmoidCrossEntropy") {
    const draw = (z: number): number => (stream.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0);
    return { values: values.map(draw), shape };
  }
  const columns = shape[shape.length - 1];
  const classes = Int32Array.from({ length: values.length / columns }, (_, row) =>
    drawClass(values.subarray(row * columns, (row + 1) * columns), stream),
  );
  if (labels) return { values: classes, shape: shape.slice(0, -1) };
  const hot = new Float64Array(values.length);
  classes.forEach((c, row) => (hot[row * columns + c] = 1));
  return { values: hot, shape };
}

/** The Gumbel-max trick: the argmax of z − log(−log u) is Categorical(softmax z). */
function drawClass(z: Float64Array, stream: RandomStream): number {
  let [best, greatest] = [0, -Infinity];
  z.forEach((value, c) => {
    const noisy = value - Math.log(-Math.log(stream.uniform() || Number.MIN_VALUE));
    if (noisy > greatest) [best, greatest] = [c, noisy];
  });
  return best;
}

/**
 * The share of rows whose greatest output is the target class, as an objective: a further measure at the
 * points of a landscape or a path. It is piecewise constant, so its derivatives are zero wherever they are defined.
 */
import * as tf from "@tensorflow/tfjs";
import { printShape } from "../graph/shape.js";
import type { DataTree } from "./data.js";
import { objective, type AnyObjective, type Objective } from "./objective.js";
import type { ModelObjective, OutputsObjective, ParameterValues } from "./options.js";

type WithoutLoss<O> = Omit<O, "loss" | "penalty">;

/**
 * @param options As those of `objective` with a model, or with parameters and outputs; without loss and penalty. Outputs
 *   are [N, C], targets class numbers [N].
 * @returns An objective whose `value` lies in [0, 1]. The first of equal outputs decides, as in `accuracy`.
 *   Costs one forward pass.
 */
export function accuracyObjective(options: WithoutLoss<ModelObjective>): Objective;
export function accuracyObjective<P extends ParameterValues, I extends DataTree>(
  options: WithoutLoss<OutputsObjective<P, I>>,
): Objective;
export function accuracyObjective(options: Omit<AnyObjective, "loss">): Objective {
  const given: AnyObjective = { ...options, loss: shareOfRight };
  return objective(given as ModelObjective); // one of the forms, which `objective` tells apart
}

function shareOfRight(outputs: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  if (outputs.rank !== 2 || targets.rank !== 1)
    throw new RangeError(
      `accuracyObjective: outputs must be [N, C] and targets [N], got ${printShape(outputs.shape)} and ${printShape(targets.shape)}`,
    );
  const right = tf.equal(tf.argMax(outputs, 1), tf.cast(targets, "int32"));
  return tf.mean(tf.cast(right, "float32"));
}

/**
 * Where an outlier comes from: which layers carry its eigenvector, and which classes span it.
 *
 * With z the logits and Jᵢ = ∂zᵢ/∂θ, the outliers of a classifier's Gauss–Newton matrix lie near the span of
 *
 *   logits    dₖ = (1/N) Σᵢ Jᵢᵀ (eₖ − 1/C)            the mean gradient of logit k over all samples
 *   classes   dₖ = −(1/Nₖ) Σ_{yᵢ = k} ∂ℓᵢ/∂θ            the mean gradient of class k's loss (and of the penalty)
 *
 * Fort and Ganguli (2019), arXiv:1910.05929; Papyan (2019), arXiv:1901.08244. Costs one product with Jᵀ per
 * class and one pass of gradients over the data, whatever the number of vectors.
 */
import { checkInteger, checkLength } from "../core/check.js";
import type { Objective } from "../objective/objective.js";
import { layerMass, type LayerMass } from "./layerMass.js";
import { overlaps, type Overlaps } from "./span.js";

export interface Attribution {
  /** Shares of the vector's squared length, by parameter; they add up to 1. */
  readonly layers: readonly LayerMass[];
  /** Towards the mean logit gradients, one per class. */
  readonly logits: Overlaps;
  /** Towards the mean loss gradients of the samples of each class. */
  readonly classes: Overlaps;
}

export interface AttributionOptions {
  /** Class number of each sample, as in the objective's targets. */
  readonly labels: ArrayLike<number>;
  /** Number of classes C, the length of a row of outputs. Default: the greatest label + 1. */
  readonly classes?: number;
}

/**
 * @param f An objective with outputs, whose rows are logits.
 * @param vectors Such as the outliers' eigenvectors at theta; P numbers each.
 * @returns One attribution per vector.
 */
export async function attribution(
  f: Objective,
  theta: Float64Array,
  vectors: readonly Float64Array[],
  options: AttributionOptions,
): Promise<Attribution[]> {
  const { labels, classes = Math.max(...Array.from(options.labels)) + 1 } = options;
  checkLength("attribution", "labels", labels, f.samples);
  checkInteger("attribution", "classes", classes, 2);
  const members = membersOf(labels, classes);
  const masses = vectors.map((v) => layerMass(f.partition, v)); // checks them before any work
  const logits = await logitGradients(f, theta, classes);
  const means = await classGradients(f, theta, members);
  return vectors.map((v, i) => ({
    layers: masses[i],
    logits: overlaps(v, logits),
    classes: overlaps(v, means),
  }));
}

/** Row numbers of each class. */
function membersOf(labels: ArrayLike<number>, classes: number): number[][] {
  const members = Array.from({ length: classes }, (): number[] => []);
  for (let i = 0; i < labels.length; i++) {
    checkInteger("attribution", "label", labels[i], 0, classes - 1);
    members[labels[i]].push(i);
  }
  return members;
}

async function logitGradients(
  f: Objective,
  theta: Float64Array,
  classes: number,
): Promise<Float64Array[]> {
  const jacobian = f.jacobian(theta);
  const directions: Float64Array[] = [];
  for (let k = 0; k < classes; k++) {
    const rows = Float64Array.from({ length: f.samples * classes }, (_, j) =>
      j % classes === k ? (1 - 1 / classes) / f.samples : -1 / classes / f.samples,
    );
    directions.push(await jacobian.applyTransposed(rows));
  }
  return directions;
}

async function classGradients(
  f: Objective,
  theta: Float64Array,
  members: readonly (readonly number[])[],
): Promise<Float64Array[]> {
  const directions: Float64Array[] = [];
  for (const rows of members) {
    if (rows.length === 0) directions.push(new Float64Array(f.size));
    else directions.push((await f.gradient(theta, { rows })).gradient.map((g) => -g));
  }
  return directions;
}

/**
 * Value, gradient and products of an objective: sums over batches in float64, whatever the
 * precision of the programs.
 */
import { checkChoice } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import type { NumericArray, Precision } from "../execute/executor.js";
import { unchanging } from "../parallel/unchanging.js";
import type { BatchSum } from "./batchSum.js";
import { LinearizedJacobian } from "./jacobian.js";
import { accumulate, splitVector, type SplitVector } from "./flat.js";
import { LinearizedSum } from "./linearizedSum.js";
import type { Objective } from "./objective.js";
import { rowGradients } from "./rowGradients.js";
import type { Curvature, ScalarProgram } from "./scalarProgram.js";

type Evaluations = Pick<Objective, "value" | "gradient" | "jacobian">;
type Derived = Pick<Objective, "product" | "linearize" | "sampleGradients" | "curvatureGradient">;

export function evaluations(
  sum: BatchSum,
  parts: Partition,
  precision: Precision,
): Evaluations & Derived {
  const split = splitOnce(parts, precision);
  const each = eachOf(sum);
  return {
    async value(theta, { rows } = {}) {
      const at = split("value", "theta", theta);
      let total = 0;
      await each(
        rows,
        (program, { data }) => program.value([...at, ...data]),
        (value, weight) => (total += weight * value),
      );
      return total;
    },
    async gradient(theta, { rows } = {}) {
      const at = split("gradient", "theta", theta);
      const gradient = new Float64Array(parts.size);
      let value = 0;
      await each(
        rows,
        (program, { data }) => program.gradient([...at, ...data]),
        ([loss, arrays], weight) => {
          value += weight * loss;
          accumulate(parts, weight, arrays, gradient);
        },
      );
      return { value, gradient };
    },
    ...derived(sum, parts, split),
    jacobian: (theta, { memory } = {}) =>
      new LinearizedJacobian(sum, parts, { precision, split, theta, memory }),
  };
}

/** The Fisher matrix is `fisher(f, theta)`: it may need draws. */
function checkCurvature(caller: string, curvature: Curvature): void {
  checkChoice(caller, "curvature", curvature, ["hessian", "gaussNewton", "empiricalFisher"]);
}

/** The arrays are our own copies, which nobody changes. */
function splitOnce(parts: Partition, precision: Precision): SplitVector {
  const split = splitVector(parts, precision);
  return (...given) => unchanging("vector", split(...given));
}

/** A call of one sum. */
const eachOf =
  (sum: BatchSum): BatchSum["each"] =>
  (rows, compute, add) =>
    sum.call(() => sum.each(rows, compute, add));

function derived(sum: BatchSum, parts: Partition, split: SplitVector): Derived {
  /** The weighted sum of what each batch's program answers for a vector. */
  const total = async (
    rows: ArrayLike<number> | undefined,
    at: readonly NumericArray[],
    one: (program: ScalarProgram, inputs: readonly NumericArray[]) => Promise<NumericArray[]>,
  ): Promise<Float64Array> => {
    const result = new Float64Array(parts.size);
    await eachOf(sum)(
      rows,
      (program, { data }) => one(program, [...at, ...data]),
      (arrays, weight) => accumulate(parts, weight, arrays, result),
    );
    return result;
  };
  return {
    async product(theta, v, { rows, curvature = "hessian" } = {}) {
      checkCurvature("product", curvature);
      const [at, direction] = [split("product", "theta", theta), split("product", "v", v)];
      return total(rows, at, (p, inputs) => p.product(curvature, inputs, direction));
    },
    linearize(theta, options = {}) {
      checkCurvature("linearize", options.curvature ?? "hessian");
      const at = split("linearize", "theta", theta);
      return new LinearizedSum(sum, parts, { ...options, at, split });
    },
    async sampleGradients(theta, { rows } = {}) {
      const at = split("sampleGradients", "theta", theta);
      return sum.call(() => rowGradients(sum, parts, at, rows));
    },
    async curvatureGradient(theta, v, { rows } = {}) {
      const caller = "curvatureGradient";
      const [at, direction] = [split(caller, "theta", theta), split(caller, "v", v)];
      return total(rows, at, (p, inputs) => p.curvatureGradient(inputs, direction));
    },
  };
}

/**
 * Value, gradient and products of an objective: sums over batches in float64, whatever the
 * precision of the programs.
 */
import { checkFinite, checkLength } from "../core/check.js";
import type { Partition } from "../core/partition.js";
import { axpy } from "../core/vector.js";
import type { NumericArray, Precision } from "../execute/executor.js";
import type { BatchSum } from "./batchSum.js";
import type { Objective } from "./objective.js";

export function evaluations(
  sum: BatchSum,
  parts: Partition,
  precision: Precision,
): Pick<Objective, "value" | "gradient" | "product"> {
  const checked = checkedVector(parts, precision);
  return {
    async value(theta, { rows } = {}) {
      const at = checked("value", "theta", theta);
      let total = 0;
      await sum.each(rows, async (program, data, weight) => {
        total += weight * (await program.value(at, data));
      });
      return total;
    },
    async gradient(theta, { rows } = {}) {
      const at = checked("gradient", "theta", theta);
      const gradient = new Float64Array(parts.size);
      let value = 0;
      await sum.each(rows, async (program, data, weight) => {
        const [loss, arrays] = await program.gradient(at, data);
        value += weight * loss;
        accumulate(parts, weight, arrays, gradient);
      });
      return { value, gradient };
    },
    async product(theta, v, { rows } = {}) {
      const at = checked("product", "theta", theta);
      const direction = checked("product", "v", v);
      const result = new Float64Array(parts.size);
      await sum.each(rows, async (program, data, weight) => {
        accumulate(parts, weight, await program.product(at, direction, data), result);
      });
      return result;
    },
  };
}

/** Checks a vector of all parameters and rounds it to the precision of the programs. */
const checkedVector =
  (parts: Partition, precision: Precision) =>
  (caller: string, name: string, vector: Float64Array): NumericArray => {
    checkLength(caller, name, vector, parts.size);
    checkFinite(caller, name, vector);
    return precision === "float32" ? Float32Array.from(vector) : vector;
  };

/** Adds weight × (one array per parameter) to a flat vector. */
function accumulate(
  { parameters }: Partition,
  weight: number,
  arrays: readonly NumericArray[],
  into: Float64Array,
): void {
  parameters.forEach(({ offset, size }, i) => {
    axpy(weight, arrays[i], into.subarray(offset, offset + size));
  });
}

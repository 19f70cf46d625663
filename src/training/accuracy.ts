/**
 * The share of rows whose greatest output is the target class.
 */
import { checkLength } from "../core/check.js";
import type { Predictor } from "../objective/predictor.js";
import type { ArrayTensor } from "../record/tensorValues.js";

/**
 * @param data Inputs, and class numbers as targets.
 * @returns In [0, 1]; the first of equal outputs decides.
 */
export async function accuracy(
  predict: Predictor,
  theta: Float64Array,
  data: { readonly inputs: ArrayTensor; readonly targets: ArrayTensor },
): Promise<number> {
  const { values, shape } = await predict.outputs(theta, data.inputs);
  const [rows, classes] = shape;
  checkLength("accuracy", "targets", data.targets.values, rows);
  let right = 0;
  for (let row = 0; row < rows; row++) {
    const outputs = values.subarray(row * classes, (row + 1) * classes);
    const greatest = outputs.reduce((best, z, i) => (z > outputs[best] ? i : best), 0);
    if (greatest === data.targets.values[row]) right++;
  }
  return right / rows;
}

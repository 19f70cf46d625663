/** The images of classes 0 … count − 1, in their order: problems with fewer classes from one data set. */
import { checkInteger } from "../core/check.js";
import type { LabelledImages } from "./mnist.js";

/** @param samples At most so many images; default: all of those classes. */
export function firstClasses(
  { inputs, targets }: LabelledImages,
  count: number,
  samples = Infinity,
): LabelledImages {
  checkInteger("firstClasses", "count", count, 2);
  const rows = [...targets.values.keys()]
    .filter((i) => targets.values[i] < count)
    .slice(0, samples);
  checkInteger("firstClasses", "number of images", rows.length, 1);
  const [, ...image] = inputs.shape;
  const size = image.reduce((a, b) => a * b, 1);
  const values = new Float32Array(rows.length * size);
  rows.forEach((row, i) =>
    values.set(inputs.values.subarray(row * size, (row + 1) * size), i * size),
  );
  return {
    inputs: { values, shape: [rows.length, ...image] },
    targets: { values: Int32Array.from(rows, (row) => targets.values[row]), shape: [rows.length] },
  };
}

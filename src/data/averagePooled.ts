/** Images made smaller: each pixel is the mean of factor × factor pixels. So a network's whole Hessian comes within reach. */
import { checkInteger } from "../core/check.js";
import type { LabelledImages } from "./mnist.js";

/** @param factor Must divide height and width: 28 × 28 pixels become 7 × 7 with 4. */
export function averagePooled({ inputs, targets }: LabelledImages, factor: number): LabelledImages {
  checkInteger("averagePooled", "factor", factor, 1);
  const [count, height, width, channels] = inputs.shape;
  const [rows, columns] = [height / factor, width / factor];
  if (!Number.isInteger(rows) || !Number.isInteger(columns))
    throw new RangeError(
      `averagePooled: factor must divide height and width, got ${factor} for ${height} × ${width}`,
    );
  const sums = new Float64Array(count * rows * columns * channels);
  inputs.values.forEach((value, i) => {
    const channel = i % channels;
    const pixel = Math.floor(i / channels);
    const column = Math.floor((pixel % width) / factor);
    const line = Math.floor(pixel / width);
    const row = Math.floor((line % height) / factor);
    const image = Math.floor(line / height);
    sums[((image * rows + row) * columns + column) * channels + channel] += value;
  });
  const values = Float32Array.from(sums, (sum) => sum / factor ** 2);
  return { inputs: { values, shape: [count, rows, columns, channels] }, targets };
}

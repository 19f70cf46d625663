/**
 * A row number that a program computes (tf.gather by argMax, say) and that its table does not have.
 * Only running it shows that. Runtimes say so in words of their own; here they are the reference's.
 */

/** Bits of the row numbers that are handed to runtimes: none is larger (float32 ends at 2^24). */
export const rowBits = 0x7fffffff;

/** The number and, where the runtime tells it, the table's number of rows or its last row. */
const complaints: readonly { readonly text: RegExp; readonly last: number | undefined }[] = [
  { text: /idx=(\d+) must be within the inclusive range \[-\d+,(\d+)\]/, last: 0 }, // ONNX: Gather
  { text: /invalid indice found, indice = (\d+)/, last: undefined }, // ONNX: ScatterND
  { text: /indices\[.*\] = (-?\d+) is not in \[0, (\d+)\)/, last: -1 }, // TensorFlow: GatherV2
  { text: /segment_ids\[.*\] = (\d+) is out of range \[0, (\d+)\)/, last: -1 },
  { text: /the index value (-?\d+) is not in \[0, (\d+)\]/, last: 0 }, // TensorFlow.js
];

/** For executors that look themselves. */
export function checkRow(row: number, count: number): void {
  if (Number.isInteger(row) && row >= 0 && row < count) return;
  throw new RangeError(`gather: row must be an integer in [0, ${count - 1}], got ${row}`);
}

/** @returns The error to throw instead; another error as it is. */
export function rowNumberError(error: unknown): unknown {
  const message = error instanceof Error ? error.message : "";
  for (const { text, last } of complaints) {
    const found = text.exec(message);
    if (!found) continue;
    const rule =
      last === undefined ? "one of its table" : `an integer in [0, ${Number(found[2]) + last}]`;
    return new RangeError(`gather: row must be ${rule}, got ${signed(Number(found[1]))}`);
  }
  return error;
}

/** Where only those bits are handed over, −1 arrives as the largest of all numbers. */
function signed(row: number): number {
  return row > rowBits / 2 ? row - rowBits - 1 : row;
}

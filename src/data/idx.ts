/**
 * The IDX file format of MNIST and its relatives: two zero bytes, the type 8 (unsigned byte), the
 * number of axes, their sizes as big-endian 32-bit integers, then the bytes.
 * LeCun, Cortes and Burges, "The MNIST database of handwritten digits".
 */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

/** @param name Used in errors: the file's name. */
export function parseIdx(name: string, bytes: Uint8Array): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0 || bytes[2] !== 8) {
    const head = [...bytes.subarray(0, 4)].join(" ");
    throw new RangeError(`parseIdx: ${name} must begin with 0 0 8, got bytes ${head}`);
  }
  const rank = bytes[3];
  const header = 4 + 4 * rank;
  const shape =
    bytes.length < header ? [] : Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const size = shape.reduce((a, b) => a * b, 1);
  if (bytes.length !== header + size) {
    throw new RangeError(
      `parseIdx: ${name} must hold ${header + size} bytes for shape [${shape.join()}], got ${bytes.length}`,
    );
  }
  return { shape, values: bytes.subarray(header) };
}

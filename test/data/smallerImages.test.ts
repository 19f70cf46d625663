/** Images made smaller and fewer. */
import { expect, test } from "vitest";
import { averagePooled } from "../../src/data/averagePooled.js";
import { firstClasses } from "../../src/data/firstClasses.js";
import type { LabelledImages } from "../../src/data/mnist.js";

/** Images whose values are 0, 1, 2, … in the order of memory. */
function counted(
  labels: readonly number[],
  height: number,
  width: number,
  channels: number,
): LabelledImages {
  const shape = [labels.length, height, width, channels];
  const size = shape.reduce((a, b) => a * b, 1);
  return {
    inputs: { values: Float32Array.from({ length: size }, (_, i) => i), shape },
    targets: { values: Int32Array.from(labels), shape: [labels.length] },
  };
}

test("averagePooled: each pixel is the mean of its square, image by image and channel by channel", () => {
  const { inputs, targets } = averagePooled(counted([3, 1], 2, 4, 2), 2);
  expect(inputs.shape).toEqual([2, 1, 2, 2]);
  // Values 8·row + 2·column + channel: a square's mean is that of its first corner + 1 + 4.
  expect([...inputs.values]).toEqual([5, 6, 9, 10, 21, 22, 25, 26]);
  expect([...targets.values]).toEqual([3, 1]);
});

test("averagePooled: factor 1 changes nothing, and the whole image gives its mean", () => {
  const images = counted([0, 1], 3, 3, 1);
  expect(averagePooled(images, 1)).toEqual(images);
  expect([...averagePooled(images, 3).inputs.values]).toEqual([4, 13]);
});

test.each([
  [2, "averagePooled: factor must divide height and width, got 2 for 4 × 3"],
  [0, "averagePooled: factor must be an integer"],
])("averagePooled rejects factor %d", (factor, message) => {
  expect(() => averagePooled(counted([0], 4, 3, 1), factor)).toThrow(message);
});

test("firstClasses: images with their labels, in their order, and no more than asked for", () => {
  const images = counted([2, 0, 3, 1, 0], 1, 2, 1);
  const two = firstClasses(images, 2);
  expect([two.inputs.shape, [...two.inputs.values], [...two.targets.values]]).toEqual([
    [3, 1, 2, 1],
    [2, 3, 6, 7, 8, 9],
    [0, 1, 0],
  ]);
  expect([...firstClasses(images, 3, 2).targets.values]).toEqual([2, 0]);
  expect(firstClasses(images, 4)).toEqual(images);
});

test("firstClasses needs two classes and an image of them", () => {
  const images = counted([7, 8], 1, 1, 1);
  expect(() => firstClasses(images, 1)).toThrow("firstClasses: count must be an integer");
  expect(() => firstClasses(images, 3)).toThrow(
    "firstClasses: number of images must be an integer",
  );
});

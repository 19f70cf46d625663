import { expect, test } from "vitest";
import { parseIdx } from "../../src/data/idx.js";
import { mnist } from "../../src/data/mnist.js";

test("the test split is whole: sizes, range, and the known counts of its digits", async () => {
  const { inputs, targets } = await mnist({ split: "test" });
  expect(inputs.shape).toEqual([10_000, 28, 28, 1]);
  expect(targets.shape).toEqual([10_000]);
  const counts = new Array<number>(10).fill(0);
  for (const label of targets.values) counts[label]++;
  // Published with the data set; also in PyTorch's and Keras' copies.
  expect(counts).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  let [low, high] = [Infinity, -Infinity];
  for (const x of inputs.values) [low, high] = [Math.min(low, x), Math.max(high, x)];
  expect([low, high]).toEqual([0, 1]);
});

test("the training split begins with 5 0 4 1 9, and can be cut", async () => {
  const { inputs, targets } = await mnist({ count: 5 });
  expect([...targets.values]).toEqual([5, 0, 4, 1, 9]);
  expect(inputs.values.length).toBe(5 * 784);
});

test.each([0, 60_001, 1.5])("rejects count %d", async (count) => {
  await expect(mnist({ count })).rejects.toThrow(
    `mnist: count must be an integer in [1, 60000], got ${count}`,
  );
});

test("parses an IDX file", () => {
  const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
  const { shape, values } = parseIdx("x", bytes);
  expect([shape, [...values]]).toEqual([[2, 3], [1, 2, 3, 4, 5, 6]]); // prettier-ignore
});

test.each([
  [[1, 0, 8, 1, 0, 0, 0, 0], "parseIdx: x must begin with 0 0 8, got bytes 1 0 8 1"],
  [[0, 0, 8, 1, 0, 0, 0, 3, 1], "parseIdx: x must hold 11 bytes for shape [3], got 9"],
  [[0, 0], "parseIdx: x must begin with 0 0 8, got bytes 0 0"],
])("rejects %j", (bytes, message) => {
  expect(() => parseIdx("x", Uint8Array.from(bytes))).toThrow(message);
});
